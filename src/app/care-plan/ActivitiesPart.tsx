import type { ActivityView, GoalView } from '../care-plan-view.ts';
import { ActivityRow, type ActivityRowProps } from './ActivityRow.tsx';
import { activitiesFor } from './hierarchy.ts';
import { NOT_OURS_TEXT } from './not-changeable.ts';

export interface ActivitiesPartProps extends Omit<ActivityRowProps, 'activity' | 'goals'> {
  readonly activities: readonly ActivityView[];
  readonly planGoals: readonly GoalView[];
  readonly goals: ActivityRowProps['goals'];
}

/** What is to be done beside what stands under a goal. */
export function ActivitiesPart({ activities, planGoals, mayEdit, ...row }: ActivitiesPartProps) {
  const loose = activitiesFor(null, activities, planGoals);
  const placed = activities.length - loose.length;
  return (
    <>
      <h3>{placed === 0 ? `Activities (${loose.length})` : `Activities for no goal in particular (${loose.length})`}</h3>
      {activities.length === 0 && <p className="soft">None as data.</p>}
      {placed > 0 && loose.length === 0 && <p className="soft">Every activity stands under its goal.</p>}
      {mayEdit && activities.some(({ changeable }) => changeable !== 'yes') && <p className="soft">{NOT_OURS_TEXT}</p>}
      <ul className="plan-list">
        {loose.map((activity, index) => (
          <ActivityRow key={activity.reference ?? index} activity={activity} mayEdit={mayEdit} {...row} />
        ))}
      </ul>
    </>
  );
}

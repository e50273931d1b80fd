import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Status } from '../../ui/Status.tsx';
import type { BarrierView, CarePlanView, GoalView } from '../care-plan-view.ts';
import { formatDate, formatDateAgo } from '../format.ts';
import { ActivityRow } from './ActivityRow.tsx';
import { ChangeGoalForm } from './ChangeGoalForm.tsx';
import { NOT_CHANGEABLE_TEXT, NOT_OURS_TEXT } from './not-changeable.ts';
import { OneLineForm } from './OneLineForm.tsx';
import { goalChoices, usePlanEdits, useRowForm } from './edit-list.ts';
import { activitiesFor, isFirstGoalOf } from './hierarchy.ts';
import type { PlanPerson } from './plan-edit.ts';

export interface GoalsPartProps {
  readonly plan: Pick<CarePlanView, 'goals' | 'looseBarriers' | 'activities' | 'problems'>;
  readonly people: readonly PlanPerson[];
  readonly today: string;
  readonly mayEdit: boolean;
  /** What was measured of a goal's target, under the goal. */
  readonly trendOf?: (goal: GoalView) => ReactNode;
}

/** The goals, the patient's own first, each with its problem, what stands in its way, and what is done for it. */
export function GoalsPart({ plan, people, today, mayEdit, trendOf }: GoalsPartProps) {
  const { goals, looseBarriers } = plan;
  const ordered = goals.toSorted((a, b) => Number(b.byPatient === true) - Number(a.byPatient === true));
  return (
    <>
      <h3>Goals ({goals.length})</h3>
      {goals.length === 0 && <p className="soft">None as data.</p>}
      {mayEdit && goals.some(({ changeable }) => changeable === 'not-ours') && <p className="soft">{NOT_OURS_TEXT}</p>}
      <ul className="plan-list">
        {ordered.map((goal, index) => (
          <Goal
            key={goal.reference ?? index}
            goal={goal}
            plan={plan}
            people={people}
            today={today}
            mayEdit={mayEdit}
            trend={trendOf?.(goal)}
          />
        ))}
      </ul>
      {looseBarriers.length > 0 && (
        <>
          <h4>Barriers to goals that are no longer in the plan</h4>
          <Barriers barriers={looseBarriers} named />
        </>
      )}
    </>
  );
}

interface GoalProps {
  readonly goal: GoalView;
  readonly plan: GoalsPartProps['plan'];
  readonly people: readonly PlanPerson[];
  readonly today: string;
  readonly mayEdit: boolean;
  readonly trend: ReactNode;
}

function Goal({ goal, plan, people, today, mayEdit, trend }: GoalProps) {
  const { add, edits } = usePlanEdits();
  const isQueued = edits.some((edit) => edit.kind === 'change-goal' && edit.reference === goal.reference);
  const problems = goal.problems?.map(({ what }) => what).join(', ');
  const reference = goal.reference ?? goal.what;
  const change = useRowForm(`goal ${reference}`);
  const barrier = useRowForm(`barrier ${reference}`);
  if (goal.unreadable === true) {
    return (
      <li>
        <Status tone="unknown">A goal that could not be read</Status>
      </li>
    );
  }
  return (
    <li>
      <b>{goal.what}</b>
      {goal.byPatient === true && <span className="tag">patient’s own</span>}
      <span className="soft">
        {[
          problems !== undefined && problems !== '' && `for ${problems}`,
          goal.target !== undefined ? `target ${goal.target}` : goal.measurable === false && 'no target with a date',
          goal.due !== undefined && `by ${formatDateAgo(goal.due, today)}`,
          goal.status,
          isQueued && 'change not saved yet',
        ]
          .filter((part) => typeof part === 'string')
          .join(' · ')}
      </span>
      {trend}
      {goal.barriers.length > 0 && <Barriers barriers={goal.barriers} />}
      <ActivitiesOf goal={goal} plan={plan} people={people} today={today} mayEdit={mayEdit} />
      {mayEdit && (
        <span className="plan-actions">
          {goal.changeable === 'yes' && change.fields === null && (
            <Button kind="quiet" label={`Change: ${goal.what}`} onClick={() => change.open({})}>
              Change
            </Button>
          )}
          {barrier.fields === null && (
            <Button kind="quiet" label={`Add a barrier: ${goal.what}`} onClick={() => barrier.open({})}>
              Add a barrier
            </Button>
          )}
          {goal.changeable !== 'yes' && goal.changeable !== 'not-ours' && (
            <span className="soft">{NOT_CHANGEABLE_TEXT[goal.changeable]}</span>
          )}
        </span>
      )}
      {change.fields !== null && <ChangeGoalForm goal={goal} problems={plan.problems} today={today} form={change} />}
      {barrier.fields !== null && (
        <OneLineForm
          form={barrier}
          title={`Barrier to ${goal.what}`}
          label="What stands in the way"
          missing="What stands in the way?"
          submit="Add the barrier"
          onText={(text) =>
            add([{ kind: 'add-barrier', goalWords: goal.what, text, ...(goal.reference !== undefined && { goal: goal.reference }) }])
          }
        />
      )}
    </li>
  );
}

function ActivitiesOf({ goal, plan, people, today, mayEdit }: Omit<GoalProps, 'trend'>) {
  const { edits } = usePlanEdits();
  const activities = activitiesFor(goal, plan.activities, plan.goals);
  if (activities.length === 0) return null;
  return (
    <ul className="plan-list plan-sub" aria-label={`Activities for ${goal.what}`}>
      {activities.map((activity, index) => (
        <ActivityRow
          key={activity.reference ?? index}
          activity={activity}
          people={people}
          goals={goalChoices(plan, edits)}
          today={today}
          mayEdit={mayEdit && isFirstGoalOf(goal, activity, plan.goals)}
        />
      ))}
    </ul>
  );
}

function Barriers({ barriers, named = false }: { readonly barriers: readonly BarrierView[]; readonly named?: boolean }) {
  return (
    <ul className="plan-barriers" aria-label="Barriers">
      {barriers.map(({ text, goalWords, by, date }) => (
        <li key={`${goalWords} ${text} ${date ?? ''}`}>
          <span className="note-text">
            Barrier{named && ` to “${goalWords}”`}: {text}
          </span>{' '}
          <span className="soft">
            {[by, date !== undefined && formatDate(date)].filter((part) => typeof part === 'string').join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  );
}

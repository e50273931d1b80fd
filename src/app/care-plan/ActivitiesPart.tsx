import { Button } from '../../ui/Button.tsx';
import type { ActivityView } from '../care-plan-view.ts';
import { formatDate, sentenceCase } from '../format.ts';
import { PLAN_ELEMENT_TEXT } from '../plan-text.ts';
import { ChangeActivityForm } from './ChangeActivityForm.tsx';
import { NOT_OURS_TEXT } from './not-changeable.ts';
import type { PlanPerson } from './plan-edit.ts';
import { useRowForm } from './plan-desk.ts';

export interface ActivitiesPartProps {
  readonly activities: readonly ActivityView[];
  readonly people: readonly PlanPerson[];
  readonly today: string;
  readonly mayEdit: boolean;
}

/** What is to be done, by whom and by when. */
export function ActivitiesPart({ activities, people, today, mayEdit }: ActivitiesPartProps) {
  return (
    <>
      <h3>Activities ({activities.length})</h3>
      {activities.length === 0 && <p className="soft">None as data.</p>}
      {mayEdit && activities.some(({ changeable }) => changeable !== 'yes') && <p className="soft">{NOT_OURS_TEXT}</p>}
      <ul className="plan-list">
        {activities.map((activity, index) => (
          <Activity key={activity.reference ?? index} activity={activity} people={people} today={today} mayEdit={mayEdit} />
        ))}
      </ul>
    </>
  );
}

function Activity({ activity, people, today, mayEdit }: Omit<ActivitiesPartProps, 'activities'> & { readonly activity: ActivityView }) {
  const form = useRowForm(`activity ${activity.reference ?? activity.what}`);
  const { what, who, due, every, status, element, instruction, changeable } = activity;
  return (
    <li>
      <b>{what}</b>
      <span className="soft">
        {[
          who,
          due !== undefined && `due ${formatDate(due)}`,
          every,
          status !== undefined && sentenceCase(status.replaceAll('-', ' ')),
          element !== undefined && PLAN_ELEMENT_TEXT[element],
        ]
          .filter((part) => typeof part === 'string')
          .join(' · ')}
      </span>
      {instruction !== undefined && <span className="note-text">For the patient: {instruction}</span>}
      {mayEdit && changeable === 'yes' && form.fields === null && (
        <span className="plan-actions">
          <Button kind="quiet" label={`Change: ${what}`} onClick={() => form.open({})}>
            Change
          </Button>
        </span>
      )}
      {form.fields !== null && <ChangeActivityForm activity={activity} people={people} today={today} form={form} />}
    </li>
  );
}

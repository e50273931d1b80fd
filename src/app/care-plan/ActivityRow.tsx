import { Button } from '../../ui/Button.tsx';
import type { ActivityView } from '../care-plan-view.ts';
import { formatDate, sentenceCase } from '../format.ts';
import { wordsOf } from './edit-text.ts';
import { PLAN_ELEMENT_TEXT } from '../plan-text.ts';
import { ChangeActivityForm } from './ChangeActivityForm.tsx';
import { usePlanEdits, useRowForm } from './edit-list.ts';
import type { PlanGoalLink, PlanPerson } from './plan-edit.ts';

export interface ActivityRowProps {
  readonly activity: ActivityView;
  readonly people: readonly PlanPerson[];
  /** The goals that it may be for. */
  readonly goals: readonly PlanGoalLink[];
  readonly today: string;
  /** False also where the same activity can be changed at another place of the screen. */
  readonly mayEdit: boolean;
}

/** What is to be done, by whom and by when, to be changed where this app wrote it. */
export function ActivityRow({ activity, people, goals, today, mayEdit }: ActivityRowProps) {
  const { edits, add } = usePlanEdits();
  const form = useRowForm(`activity ${activity.reference ?? activity.what}`);
  const { reference, what, who, due, every, status, state, element, instruction, changeable } = activity;
  const isQueued = edits.some((edit) => edit.kind === 'change-activity' && edit.reference === reference);
  return (
    <li>
      <b>{what}</b>
      <span className="soft">
        {[
          who,
          due !== undefined && `due ${formatDate(due)}`,
          every,
          status !== undefined && sentenceCase(wordsOf(status).replaceAll('-', ' ')),
          element !== undefined && PLAN_ELEMENT_TEXT[element],
          isQueued && 'change not saved yet',
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
          {reference !== undefined && state !== 'revoked' && state !== 'completed' && (
            <Button
              kind="quiet"
              label={`Call off: ${what}`}
              onClick={() => add([{ kind: 'change-activity', reference, what, change: { field: 'status', to: 'revoked' } }])}
            >
              Call off
            </Button>
          )}
        </span>
      )}
      {mayEdit && form.fields !== null && (
        <ChangeActivityForm activity={activity} people={people} goals={goals} today={today} form={form} />
      )}
    </li>
  );
}

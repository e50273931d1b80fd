import { Button } from '../../ui/Button.tsx';
import { Status } from '../../ui/Status.tsx';
import type { CarePlanView, DismissalView, GoalView, ItemView } from '../care-plan-view.ts';
import { formatDate, formatDateAgo } from '../format.ts';
import type { OpenCondition } from './material-view.ts';
import { OneLineForm } from './OneLineForm.tsx';
import { usePlanEdits, useRowForm } from './edit-list.ts';
import type { PlanDesk } from './plan-desk.ts';

export interface ProblemsPartProps {
  readonly desk: PlanDesk;
  readonly plan: CarePlanView;
  readonly mayEdit: boolean;
}

/** The problems that the plan is about, and the chronic conditions of the chart that it leaves out. */
export function ProblemsPart({ desk, plan, mayEdit }: ProblemsPartProps) {
  const { notInPlan, today } = desk;
  return (
    <>
      <h3>Problems ({plan.problems.length})</h3>
      {plan.problems.length === 0 && <p className="soft">None as data.</p>}
      <ul className="plan-list">
        {plan.problems.map((problem, index) => (
          <li key={problem.reference ?? index}>
            <span>{problem.what}</span>
            <GoalsOf problem={problem} goals={plan.goals} />
          </li>
        ))}
      </ul>
      {notInPlan.length > 0 && (
        <section className="plan-open" aria-labelledby="not-in-plan">
          <h4 id="not-in-plan">
            <Status tone="attention">Not in the plan ({notInPlan.length})</Status>
          </h4>
          <p className="soft">Chronic conditions of the chart that the plan does not address.</p>
          <ul className="plan-list">
            {notInPlan.map((condition) => (
              <NotInPlan key={condition.reference} condition={condition} mayEdit={mayEdit} />
            ))}
          </ul>
        </section>
      )}
      {plan.dismissed.length > 0 && (
        <details className="evidence">
          <summary>Left out of the plan ({plan.dismissed.length})</summary>
          <ul className="plan-list">
            {plan.dismissed.map((one) => (
              <Dismissed key={one.condition} one={one} today={today} mayEdit={mayEdit} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function GoalsOf({ problem, goals }: { readonly problem: ItemView; readonly goals: readonly GoalView[] }) {
  const named = goals.filter((goal) => goal.problems?.some(({ reference }) => reference === problem.reference) === true);
  const words =
    named.length === 0 ? 'no goal yet' : `${named.length === 1 ? 'Goal' : 'Goals'}: ${named.map(({ what }) => what).join('; ')}`;
  return <span className="soft">{words}</span>;
}

function NotInPlan({ condition, mayEdit }: { readonly condition: OpenCondition; readonly mayEdit: boolean }) {
  const { edits, add } = usePlanEdits();
  const { reference, display, onset } = condition;
  const form = useRowForm(`dismiss ${reference}`);
  const isQueued = edits.some(
    (edit) =>
      (edit.kind === 'refer' && edit.reference === reference) || (edit.kind === 'dismiss-condition' && edit.condition === reference),
  );
  return (
    <li>
      <b>{display}</b>
      {onset !== undefined && <span className="soft">since {formatDate(onset)}</span>}
      {isQueued ? (
        <span className="soft">On the list, not saved yet.</span>
      ) : (
        mayEdit &&
        form.fields === null && (
          <span className="plan-actions">
            <Button
              kind="quiet"
              label={`Add to the plan: ${display}`}
              onClick={() => add([{ kind: 'refer', list: 'addresses', reference, display, element: 'problem-list' }])}
            >
              Add to the plan
            </Button>
            <Button kind="quiet" label={`Leave out: ${display}`} onClick={() => form.open({})}>
              Leave out …
            </Button>
          </span>
        )
      )}
      {form.fields !== null && (
        <OneLineForm
          form={form}
          title={`Leave out ${display}`}
          label="Why it is left out"
          missing="A reason is needed."
          submit="Leave out"
          onText={(reason) => add([{ kind: 'dismiss-condition', condition: reference, words: display, reason }])}
        />
      )}
    </li>
  );
}

interface DismissedProps {
  readonly one: DismissalView;
  readonly today: string;
  readonly mayEdit: boolean;
}

function Dismissed({ one: { condition, words, reason, by, date }, today, mayEdit }: DismissedProps) {
  const { edits, add } = usePlanEdits();
  const isQueued = edits.some((edit) => edit.kind === 'restore-condition' && edit.condition === condition);
  return (
    <li>
      <b>{words}</b>
      <span className="note-text">{reason}</span>
      <span className="soft">
        {[by, date !== undefined && formatDateAgo(date, today)].filter((part) => typeof part === 'string').join(' · ')}
      </span>
      {isQueued ? (
        <span className="soft">Comes back once saved.</span>
      ) : (
        mayEdit && (
          <span className="plan-actions">
            <Button
              kind="quiet"
              label={`Take back: ${words} is left out`}
              onClick={() => add([{ kind: 'restore-condition', condition, words }])}
            >
              Take back
            </Button>
          </span>
        )
      )}
    </li>
  );
}

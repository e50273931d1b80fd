import { type FormEvent, use, useRef, useState } from 'react';
import type { Instant } from '../../ccm/chart.ts';
import type { MonthAssessment } from '../../ccm/month-assessment.ts';
import type { TimedWork } from '../../ccm/timer/work.ts';
import { Button } from '../../ui/Button.tsx';
import { Doubts } from '../Doubts.tsx';
import { errorsLeft } from '../errors-left.ts';
import { focusFirstError } from '../focus-first-error.ts';
import { useFormDraft } from '../form-drafts.ts';
import { formatDuration } from '../format.ts';
import { afterLogging } from '../month-words.ts';
import type { SaveResult, SaveTarget } from '../save-result.ts';
import { SaveOutcomeNotice } from '../SaveOutcomeNotice.tsx';
import { SaveTargetLine } from '../SaveTargetLine.tsx';
import type { ConditionChoice, TimeEntryInput, TimeUser } from '../time-entry-view.ts';
import { useSave } from '../use-save.ts';
import { WorkEntry } from '../WorkEntry.tsx';
import {
  activityCounts,
  checkWork,
  doubtsAboutWork,
  emptyWorkFields,
  withConsequences,
  type WorkErrors,
  type WorkFields,
} from '../work-fields.ts';
import { DiscardDialog } from './DiscardDialog.tsx';
import { StoppedWork } from './StoppedWork.tsx';
import { timedInput } from './timed-input.ts';
import { TrimField } from './TrimField.tsx';
import { UnsentContext } from './unsent-context.ts';
import './stop-form.css';

export interface StopFormProps {
  /** The timer's id: it becomes the entry's. */
  readonly id: string;
  readonly work: TimedWork;
  /** `performer`: the role the timer was started in. */
  readonly user: TimeUser;
  /** The month on the screen, for what the entry would make of it; null where the work is of another one or it is not known. */
  readonly assessment: MonthAssessment | null;
  readonly timeZone: string;
  /** The moment of a look at the clock. */
  readonly clock: () => Instant;
  readonly conditions: readonly ConditionChoice[];
  readonly saveTarget: SaveTarget;
  readonly onSave: (input: TimeEntryInput) => Promise<SaveResult>;
  /** Back to the timer, to go on. What is typed stays. */
  readonly onBack: () => void;
  /** Called once the person has said so: the form asks. */
  readonly onDiscard: () => void;
  /** Leaves out all work after the instant, epoch milliseconds. */
  readonly onTrim?: (to: number) => void;
}

/** The one form that stopping opens: what will be logged, to the second, and what was done. The time itself cannot be made longer. */
export function StopForm(props: StopFormProps) {
  const { id, work, user, timeZone, clock, saveTarget, onSave } = props;
  const form = useRef<HTMLFormElement>(null);
  const { value: fields, change, clear } = useFormDraft('stop-time', id, () => emptyWorkFields(user.performer), isUntouched);
  const [errors, setErrors] = useState<WorkErrors>({});
  const [discarding, setDiscarding] = useState(false);
  const unsent = use(UnsentContext)?.unsent;
  const { saving, result, run } = useSave<SaveResult>({ kind: 'unclear', where: 'Encounter', looked: 'unknown' });
  const set = (fresh: Partial<WorkFields>) => {
    setErrors((before) => errorsLeft(before, fresh));
    change((before) => withConsequences(before, fresh));
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found: WorkErrors = {};
    const done = checkWork(fields, found);
    setErrors(found);
    if (done === null) {
      focusFirstError(form);
      return;
    }
    run(
      () => onSave(timedInput(id, work, done, clock())),
      (outcome) => {
        if (outcome.kind === 'stored' || unsent?.has(id) === true) clear();
      },
    );
  };

  const discard = () => {
    clear();
    props.onDiscard();
  };

  return (
    <form ref={form} className="form panel stop-form" onSubmit={submit} noValidate aria-labelledby="stop-heading">
      <h2 id="stop-heading">Log this time</h2>
      <StoppedWork work={work} timeZone={timeZone}>
        {activityCounts(fields.activity) !== false && <Effect assessment={props.assessment} seconds={work.seconds} />}
        {props.onTrim !== undefined && work.seconds > 0 && (
          <div inert={saving}>
            <TrimField work={work} timeZone={timeZone} onTrim={props.onTrim} />
          </div>
        )}
      </StoppedWork>
      <WorkEntry fields={fields} errors={errors} set={set} user={user} conditions={props.conditions} />
      {result !== null && <SaveOutcomeNotice what="The time entry" result={result} mayRepeat />}
      <div className="form-foot">
        <Doubts doubts={doubtsAboutWork(fields, user.performer)} />
        <Button
          kind="primary"
          type="submit"
          busy={saving}
          disabledReason={work.seconds === 0 ? 'No time is left in it: go back to the timer, or discard it.' : undefined}
        >
          {saving ? 'Saving …' : saveTarget.where === null ? 'Make text to copy' : `Save ${formatDuration(work.seconds)}`}
        </Button>
        <Button onClick={props.onBack} busy={saving}>
          Back to the timer
        </Button>
        <Button kind="quiet" onClick={() => setDiscarding(true)} busy={saving}>
          Discard
        </Button>
        <SaveTargetLine target={saveTarget} />
      </div>
      {discarding && <DiscardDialog seconds={work.seconds} onDiscard={discard} onKeep={() => setDiscarding(false)} />}
    </form>
  );
}

function isUntouched(fields: WorkFields, initial: WorkFields): boolean {
  return JSON.stringify(fields) === JSON.stringify(initial);
}

function Effect({ assessment, seconds }: { readonly assessment: MonthAssessment | null; readonly seconds: number }) {
  const sum = assessment === null || seconds === 0 ? null : afterLogging(assessment, seconds);
  if (sum === null) return null;
  return (
    <p>
      {sum}
      <span className="soft"> if all of it counts</span>
    </p>
  );
}

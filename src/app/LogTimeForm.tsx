import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import type { Instant } from '../ccm/chart.ts';
import type { MonthAssessment } from '../ccm/month-assessment.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Status } from '../ui/Status.tsx';
import { ActivityField } from './ActivityField.tsx';
import { ConditionsField } from './ConditionsField.tsx';
import { ContactField } from './ContactField.tsx';
import { useFormDraft } from './form-drafts.ts';
import { formatMonth } from './format.ts';
import { afterLogging, afterSaving, isCovered } from './month-words.ts';
import { RoleField } from './RoleField.tsx';
import { href } from './routes.ts';
import { SaveOutcomeNotice } from './SaveOutcomeNotice.tsx';
import { SaveTargetLine } from './SaveTargetLine.tsx';
import type { SaveResult, SaveTarget } from './save-result.ts';
import { checkTimeFields, doubtsAbout, emptyTimeFields, isLate, secondsOf, type FieldErrors, type TimeFields } from './time-entry-form.ts';
import type { ConditionChoice, TimeEntryInput, TimeUser } from './time-entry-view.ts';
import { useSave } from './use-save.ts';
import { performerWords } from './vocabulary-text.ts';
import { WhenFields } from './WhenFields.tsx';

export interface LogTimeFormProps {
  readonly assessment: MonthAssessment;
  readonly timeZone: string;
  readonly now: Instant;
  readonly user: TimeUser;
  readonly conditions: readonly ConditionChoice[];
  readonly saveTarget: SaveTarget;
  readonly newId: () => string;
  readonly onSave: (input: TimeEntryInput) => Promise<SaveResult>;
}

/** Logs one block of work. What is typed stays, on this screen and off it, until the EHR has it. */
export function LogTimeForm(props: LogTimeFormProps) {
  const { assessment, timeZone, now, user, saveTarget, newId, onSave } = props;
  const context = { month: assessment.month, timeZone, now };
  const form = useRef<HTMLFormElement>(null);
  const initial = () => ({ id: newId(), fields: emptyTimeFields(context, user.performer) });
  const { value: draft, change, clear } = useFormDraft('log-time', assessment.month, initial, isUntouched);
  const { id, fields } = draft;
  const [errors, setErrors] = useState<FieldErrors>({});
  const [before, setBefore] = useState(assessment);
  const { saving, result, run } = useSave<SaveResult>({ kind: 'unclear', where: 'Encounter', looked: 'unknown' });
  const set = (fresh: Partial<TimeFields>) => change((last) => ({ ...last, fields: { ...last.fields, ...fresh } }));

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const check = checkTimeFields(fields, { id, ...context });
    setErrors(check.ok ? {} : check.errors);
    if (!check.ok) {
      focusFirstError(form);
      return;
    }
    setBefore(assessment);
    run(
      () => onSave(check.input),
      (outcome) => {
        if (outcome.kind === 'stored') clear();
      },
    );
  };

  return (
    <form ref={form} className="form panel" onSubmit={submit} noValidate aria-labelledby="log-time-heading">
      <h2 id="log-time-heading">Log time</h2>
      <WhenFields month={assessment.month} fields={fields} errors={errors} set={set} />
      <Effect assessment={assessment} fields={fields} />
      <div className="form-grid">
        <ActivityField fields={fields} errors={errors} set={set} />
        <ContactField fields={fields} errors={errors} set={set} />
      </div>
      <ConditionsField choices={props.conditions} chosen={fields.conditions} onChange={(conditions) => set({ conditions })} />
      <RoleField user={user} fields={fields} errors={errors} set={set} />
      <NoteFields fields={fields} errors={errors} set={set} isLate={isLate(fields.date, context)} />
      {result !== null && (
        <SaveOutcomeNotice what="The time entry" result={result} mayRepeat then={<Reached before={before} after={assessment} />} />
      )}
      <div className="form-foot">
        <Doubts fields={fields} />
        <Button kind="primary" type="submit" busy={saving} disabledReason={offReason(user, assessment)}>
          {saving ? 'Saving …' : saveTarget.where === null ? 'Make text to copy' : 'Save time'}
        </Button>
        <SaveTargetLine target={saveTarget} />
      </div>
    </form>
  );
}

interface Draft {
  readonly fields: TimeFields;
}

function isUntouched({ fields }: Draft, initial: Draft): boolean {
  return JSON.stringify(fields) === JSON.stringify(initial.fields);
}

/** Reasons that no field can mend. */
function offReason(user: TimeUser, assessment: MonthAssessment): string | undefined {
  if (!isCovered(assessment)) return `Intervisit has no rules for ${formatMonth(assessment.month)}.`;
  if (user.performer !== 'non-clinical-staff' && user.performer !== 'software') return undefined;
  return `You are signed in as ${performerWords(user.performer)}; only time by clinical staff and practitioners is logged.`;
}

function Effect({ assessment, fields }: { readonly assessment: MonthAssessment; readonly fields: TimeFields }) {
  const seconds = secondsOf(fields);
  const sum = seconds === null ? null : afterLogging(assessment, seconds);
  if (sum === null) return null;
  return (
    <output className="form-effect">
      <Icon name="clock" /> {sum}
      <span className="soft"> if all of it counts</span>
    </output>
  );
}

/** What is unusual and still may be saved: the person is asked, not stopped. */
function Doubts({ fields }: { readonly fields: TimeFields }): ReactNode {
  const doubts = doubtsAbout(fields);
  return (
    <div className="doubts" aria-live="polite">
      {doubts.map((doubt) => (
        <p key={doubt}>
          <Status tone="attention">{doubt}</Status>
        </p>
      ))}
    </div>
  );
}

/** Where the month stands now that the entry is in it. */
function Reached({ before, after }: { readonly before: MonthAssessment; readonly after: MonthAssessment }) {
  const state = afterSaving(before, after);
  if (state === null) return null;
  return (
    <>
      <strong>{state.sentence}</strong> {state.reached !== null && <a href={href({ month: after.month, screen: 'close' })}>Close month</a>}
    </>
  );
}

interface NoteFieldsProps {
  readonly fields: TimeFields;
  readonly errors: FieldErrors;
  readonly set: (change: Partial<TimeFields>) => void;
  readonly isLate: boolean;
}

function NoteFields({ fields, errors, set, isLate: late }: NoteFieldsProps) {
  return (
    <>
      <Field label="Note" hint="What was done, with whom, what changed." error={errors.note} width="stretch">
        {(control) => (
          <textarea
            {...control}
            className="input"
            rows={2}
            aria-required="true"
            value={fields.note}
            onChange={(event) => set({ note: event.target.value })}
          />
        )}
      </Field>
      {late && (
        <Field
          label="Why it is logged this late"
          hint="More than seven days after the work. It stays marked as late."
          error={errors.lateReason}
          width="stretch"
        >
          {(control) => (
            <input {...control} className="input" value={fields.lateReason} onChange={(event) => set({ lateReason: event.target.value })} />
          )}
        </Field>
      )}
    </>
  );
}

/** After the errors are on the page. */
function focusFirstError(form: { readonly current: HTMLFormElement | null }) {
  requestAnimationFrame(() => {
    const first = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    const control = first?.matches('fieldset') === true ? first.querySelector('input') : first;
    control?.focus();
  });
}

import { useRef, useState, type FormEvent } from 'react';
import type { Instant, Performer } from '../ccm/chart.ts';
import type { MonthAssessment } from '../ccm/month-assessment.ts';
import { Button } from '../ui/Button.tsx';
import { Choice } from '../ui/Choice.tsx';
import { Field } from '../ui/Field.tsx';
import { Icon } from '../ui/Icon.tsx';
import { ActivityField } from './ActivityField.tsx';
import { ConditionsField } from './ConditionsField.tsx';
import { formatMonth } from './format.ts';
import { LengthFields, type TimeFieldProps } from './LengthFields.tsx';
import { afterLogging } from './month-words.ts';
import { SaveOutcomeNotice } from './SaveOutcomeNotice.tsx';
import { SaveTargetLine } from './SaveTargetLine.tsx';
import type { SaveResult, SaveTarget } from './save-result.ts';
import { checkTimeFields, emptyTimeFields, isLate, secondsOf, type FieldErrors, type TimeFields } from './time-entry-form.ts';
import type { ConditionChoice, ContactMode, TimeEntryInput, TimeUser } from './time-entry-view.ts';
import { useSave } from './use-save.ts';
import { CONTACT_MODE_TEXT, PERFORMER_TEXT } from './vocabulary-text.ts';

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

const MODES: readonly ContactMode[] = ['telephone', 'video', 'portal-message', 'in-writing', 'no-patient-contact'];

/** Logs one block of work. What is typed stays until the EHR has it. */
export function LogTimeForm(props: LogTimeFormProps) {
  const { assessment, timeZone, now, user, saveTarget, newId, onSave } = props;
  const context = { month: assessment.month, timeZone, now };
  const form = useRef<HTMLFormElement>(null);
  const [id, setId] = useState(newId);
  const [fields, setFields] = useState(() => emptyTimeFields(context, user.performer));
  const [errors, setErrors] = useState<FieldErrors>({});
  const { saving, result, run } = useSave<SaveResult>({ kind: 'unclear', where: 'Encounter', looked: 'unknown' });
  const set = (change: Partial<TimeFields>) => setFields((before) => ({ ...before, ...change }));

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const check = checkTimeFields(fields, { id, ...context });
    setErrors(check.ok ? {} : check.errors);
    if (!check.ok) {
      focusFirstError(form);
      return;
    }
    run(
      () => onSave(check.input),
      (outcome) => {
        if (outcome.kind !== 'stored') return;
        setFields(emptyTimeFields(context, user.performer));
        setId(newId());
      },
    );
  };

  return (
    <form ref={form} className="form panel" onSubmit={submit} noValidate aria-labelledby="log-time-heading">
      <h2 id="log-time-heading">Log time</h2>
      <div className="form-grid">
        <Field label="Date" error={errors.date} width="short">
          {(control) => (
            <input
              {...control}
              type="date"
              className="input"
              min={`${assessment.month}-01`}
              value={fields.date}
              onChange={(event) => set({ date: event.target.value })}
            />
          )}
        </Field>
        <Field label="Start" error={errors.start} width="short">
          {(control) => (
            <input
              {...control}
              type="time"
              className="input"
              value={fields.start}
              onChange={(event) => set({ start: event.target.value })}
            />
          )}
        </Field>
        <LengthFields fields={fields} errors={errors} set={set} />
      </div>
      <Effect assessment={assessment} fields={fields} />
      <div className="form-grid">
        <ActivityField fields={fields} errors={errors} set={set} />
        <Field label="How" error={errors.contactMode}>
          {(control) => (
            <select
              {...control}
              className="input"
              value={fields.contactMode}
              onChange={(event) => set({ contactMode: MODES.find((mode) => mode === event.target.value) ?? '' })}
            >
              <option value="">Choose</option>
              {MODES.map((mode) => (
                <option key={mode} value={mode}>
                  {CONTACT_MODE_TEXT[mode]}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <ConditionsField choices={props.conditions} chosen={fields.conditions} onChange={(conditions) => set({ conditions })} />
      <RoleField user={user} fields={fields} errors={errors} set={set} />
      <Field label="Note" hint="What was done, with whom, what changed." error={errors.note} width="stretch">
        {(control) => (
          <textarea
            {...control}
            className="input"
            rows={3}
            aria-required="true"
            value={fields.note}
            onChange={(event) => set({ note: event.target.value })}
          />
        )}
      </Field>
      {isLate(fields.date, context) && (
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
      {result !== null && <SaveOutcomeNotice what="The time entry" result={result} mayRepeat />}
      <div className="form-foot">
        <Button kind="primary" type="submit" busy={saving} disabledReason={offReason(user, assessment)}>
          {saving ? 'Saving …' : 'Save time'}
        </Button>
        <SaveTargetLine target={saveTarget} />
      </div>
    </form>
  );
}

/** Reasons that no field can mend. */
function offReason(user: TimeUser, assessment: MonthAssessment): string | undefined {
  if (assessment.findings.some(({ ruleId, verdict }) => ruleId === 'SCOPE-1' && verdict === 'not-met')) {
    return `Intervisit has no rules for ${formatMonth(assessment.month)}.`;
  }
  if (user.performer !== 'non-clinical-staff' && user.performer !== 'software') return undefined;
  return `You are signed in as ${PERFORMER_TEXT[user.performer].toLowerCase()}; only time by clinical staff and practitioners is logged.`;
}

function Effect({ assessment, fields }: { readonly assessment: MonthAssessment; readonly fields: TimeFields }) {
  const seconds = secondsOf(fields);
  if (seconds === null) return null;
  return (
    <output className="form-effect">
      <Icon name="clock" /> {afterLogging(assessment, seconds)}
      <span className="soft"> if all of it counts</span>
    </output>
  );
}

const ROLES: readonly Performer[] = ['clinical-staff', 'physician-qhp', 'non-clinical-staff'];

interface RoleFieldProps extends TimeFieldProps {
  readonly user: TimeUser;
}

function RoleField({ user, fields, errors, set }: RoleFieldProps) {
  if (user.performer !== undefined) {
    return (
      <p className="form-fact">
        Done by <b>{user.name === '' ? 'you' : user.name}</b>, {PERFORMER_TEXT[user.performer].toLowerCase()}
      </p>
    );
  }
  return (
    <Choice
      legend={`${user.name === '' ? 'You' : user.name} worked as`}
      hint="The EHR does not say. It decides which codes the time can count toward."
      inline
      value={fields.role}
      onChange={(role) => set({ role })}
      error={errors.role}
      options={ROLES.map((role) => ({ value: role, label: PERFORMER_TEXT[role] }))}
    />
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

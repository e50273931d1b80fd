import { type FormEvent, useRef, useState } from 'react';
import { Choice } from '../../ui/Choice.tsx';
import { Field } from '../../ui/Field.tsx';
import { DayField } from '../DayField.tsx';
import { focusFirstError } from '../focus-first-error.ts';
import { useFormDraft } from '../form-drafts.ts';
import { RecordFoot } from '../RecordFoot.tsx';
import { SaveOutcomeNotice } from '../SaveOutcomeNotice.tsx';
import { useSave } from '../use-save.ts';
import { checkEnrolment, EMPTY_ENROLMENT_FIELDS, type EnrolmentErrors, type EnrolmentFields, nextStates } from './enrolment-form.ts';
import { REASON_TEXT, REASONS } from './enrolment-text.ts';
import type { EnrolmentDesk, EnrolmentResult, EnrolmentStatus, EnrolmentStep } from './enrolment-view.ts';

export interface EnrolmentFormProps {
  readonly desk: EnrolmentDesk;
  readonly onStored: (outcome: EnrolmentResult) => void;
}

interface Draft {
  readonly id: string;
  readonly fields: EnrolmentFields;
}

/** States a change of the enrolment: enrol, pause, take up again, transfer, stop. */
export function EnrolmentForm({ desk, onStored }: EnrolmentFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const initial = () => ({ id: desk.newId(), fields: EMPTY_ENROLMENT_FIELDS });
  const last = desk.steps.at(-1);
  // What was typed about the state before this one is over with it.
  const { value: draft, change, clear } = useFormDraft('enrolment', last?.id ?? 'first', initial, isUntouched);
  const [errors, setErrors] = useState<EnrolmentErrors>({});
  const { saving, result, run } = useSave<EnrolmentResult>({ result: { kind: 'unclear', where: 'CarePlan', looked: 'unknown' } });
  const set = (fresh: Partial<EnrolmentFields>) => change((before) => ({ ...before, fields: { ...before.fields, ...fresh } }));
  const states = nextStates(last);
  const status: EnrolmentFields['status'] =
    states.find((one) => one === draft.fields.status) ?? (states.length === 1 ? (states[0] ?? '') : '');
  const fields: EnrolmentFields = { ...draft.fields, status, on: draft.fields.on === '' ? presumedDay(desk) : draft.fields.on };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const check = checkEnrolment(fields, { id: draft.id, now: desk.now(), today: desk.today, last });
    setErrors(check.ok ? {} : check.errors);
    if (!check.ok) {
      focusFirstError(form);
      return;
    }
    // From the first attempt on it is the same statement of the same day, however often it is sent.
    set({ status: check.input.status, on: check.input.on });
    run(
      () => desk.onSave(check.input),
      (outcome) => {
        if (outcome.result.kind !== 'stored') return;
        clear();
        onStored(outcome);
      },
    );
  };
  return (
    <form ref={form} className="form panel" onSubmit={submit} noValidate aria-labelledby="enrolment-change">
      <h2 id="enrolment-change">{last === undefined ? 'Enroll the patient' : 'State a change'}</h2>
      {states.length > 1 && (
        <Choice
          legend="What changes"
          inline
          value={status}
          onChange={(to) => set({ status: to, reason: '' })}
          error={errors.status}
          options={states.map((one) => ({ value: one, label: changeText(one, last) }))}
        />
      )}
      {status !== '' && REASONS[status].length > 0 && (
        <Choice
          legend="Why"
          inline
          value={fields.reason}
          onChange={(reason) => set({ reason })}
          error={errors.reason}
          options={REASONS[status].map((reason) => ({ value: reason, label: REASON_TEXT[reason] }))}
        />
      )}
      <div className="form-grid">
        <DayField
          label={last === undefined ? 'CCM began on' : 'From'}
          value={fields.on}
          error={errors.on}
          max={desk.today}
          onChange={(on) => set({ on })}
        />
        <Field label="Remark" hint="May stay empty." error={errors.remark}>
          {(control) => (
            <input {...control} className="input" value={fields.remark} onChange={(event) => set({ remark: event.target.value })} />
          )}
        </Field>
      </div>
      {result !== null && result.result.kind !== 'stored' && (
        <SaveOutcomeNotice what="The change of enrollment" result={result.result} mayRepeat />
      )}
      <RecordFoot by={desk.stater} target={desk.saveTarget} saving={saving} />
    </form>
  );
}

// Who is enrolled here for the first time began when the chart shows it, if it does.
function presumedDay({ steps, began, today }: EnrolmentDesk): string {
  return steps.length === 0 ? (began ?? today) : today;
}

function isUntouched({ fields }: Draft, initial: Draft): boolean {
  return JSON.stringify(fields) === JSON.stringify(initial.fields);
}

function changeText(status: EnrolmentStatus, last: EnrolmentStep | undefined): string {
  switch (status) {
    case 'active':
      return last === undefined ? 'Enroll' : 'Take up again';
    case 'paused':
      return 'Pause';
    case 'transferred':
      return 'Transfer';
    case 'stopped':
      return 'Stop';
    default:
      return status satisfies never;
  }
}

import { useEffect, useRef, useState, type FormEvent } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Field } from '../../ui/Field.tsx';
import { DayField } from '../DayField.tsx';
import { focusFirstError } from '../focus-first-error.ts';
import { useFormDraft } from '../form-drafts.ts';
import { formatDate } from '../format.ts';
import { RecordFoot } from '../RecordFoot.tsx';
import { SaveOutcomeNotice } from '../SaveOutcomeNotice.tsx';
import type { SaveResult } from '../save-result.ts';
import { useSave } from '../use-save.ts';
import { checkWithdrawal, type WithdrawalErrors, type WithdrawalFields } from './consent-form.ts';
import { WITHDRAWAL_TEXT } from './consent-text.ts';
import type { ConsentDesk, ConsentRecord, WithdrawalReason } from './consent-view.ts';

export interface WithdrawFormProps {
  readonly desk: ConsentDesk;
  readonly record: ConsentRecord;
  readonly onStored: (result: SaveResult) => void;
  readonly onCancel: () => void;
}

const REASONS: readonly WithdrawalReason[] = [
  'cost',
  'no-use-seen',
  'changes-practice',
  'moves-away',
  'hospice',
  'no-reason-given',
  'other',
];

/** Takes consent back: it then holds to the end of that month (CONS-4). */
export function WithdrawForm({ desk, record, onStored, onCancel }: WithdrawFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const initial = (): WithdrawalFields => ({ on: desk.today, saidBy: desk.patientName, reason: '', remark: '' });
  const { value: fields, change, clear } = useFormDraft('consent-withdrawal', record.key, initial, isUntouched);
  const [errors, setErrors] = useState<WithdrawalErrors>({});
  const { saving, result, run } = useSave<SaveResult>({ kind: 'unclear', where: 'Consent', looked: 'unknown' });
  const set = (fresh: Partial<WithdrawalFields>) => change((last) => ({ ...last, ...fresh }));
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const check = checkWithdrawal(fields, { now: desk.now(), today: desk.today, given: record.date });
    setErrors(check.ok ? {} : check.errors);
    if (!check.ok) {
      focusFirstError(form);
      return;
    }
    run(
      () => desk.onWithdraw(check.input),
      (outcome) => {
        if (outcome.kind !== 'stored') return;
        clear();
        onStored(outcome);
      },
    );
  };
  return (
    <form ref={form} className="form statement" onSubmit={submit} noValidate aria-label="Withdraw consent">
      <div className="form-grid">
        <DayField label="Withdrawn on" value={fields.on} error={errors.on} max={desk.today} onChange={(on) => set({ on })} />
        <Field label="Who said so" hint="The patient, or a caregiver by name." error={errors.saidBy}>
          {(control) => (
            <input {...control} className="input" value={fields.saidBy} onChange={(event) => set({ saidBy: event.target.value })} />
          )}
        </Field>
      </div>
      <Choice
        legend="Why"
        inline
        value={fields.reason}
        onChange={(reason) => set({ reason })}
        error={errors.reason}
        options={REASONS.map((reason) => ({ value: reason, label: WITHDRAWAL_TEXT[reason] }))}
      />
      <Field label="Remark" width="stretch" error={errors.remark}>
        {(control) => (
          <input {...control} className="input" value={fields.remark} onChange={(event) => set({ remark: event.target.value })} />
        )}
      </Field>
      {fields.on !== '' && (
        <p>
          CCM then ends with {formatDate(lastDayOf(fields.on))}. That month may still be billed if its time reaches a code; later months may
          not (CONS-4).
        </p>
      )}
      {result !== null && <SaveOutcomeNotice what="The withdrawal" result={result} mayRepeat />}
      <RecordFoot by={desk.asker} target={desk.withdrawTarget} saving={saving} label="Record the withdrawal">
        <Button
          busy={saving}
          onClick={() => {
            clear();
            onCancel();
          }}
        >
          Cancel
        </Button>
      </RecordFoot>
    </form>
  );
}

function isUntouched(fields: WithdrawalFields, initial: WithdrawalFields): boolean {
  return JSON.stringify(fields) === JSON.stringify(initial);
}

function lastDayOf(date: string): string {
  try {
    const day = Temporal.PlainDate.from(date);
    return day.with({ day: day.daysInMonth }).toString();
  } catch {
    return date;
  }
}

import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Field } from '../../ui/Field.tsx';
import { DayField } from '../DayField.tsx';
import { focusFirstError } from '../focus-first-error.ts';
import { useFormDraft } from '../form-drafts.ts';
import { formatDate } from '../format.ts';
import { RecordFoot } from '../RecordFoot.tsx';
import { SaveOutcomeNotice } from '../SaveOutcomeNotice.tsx';
import { useSave } from '../use-save.ts';
import { boundsOf, checkCorrection, type CorrectionErrors, type CorrectionFields } from './correction-form.ts';
import { STATUS_TEXT } from './enrolment-text.ts';
import type { EnrolmentDesk, EnrolmentResult, EnrolmentStep } from './enrolment-view.ts';

export interface CorrectionFormProps {
  readonly desk: EnrolmentDesk;
  readonly step: EnrolmentStep;
  readonly onStored: (outcome: EnrolmentResult) => void;
  readonly onCancel: () => void;
}

interface Draft {
  readonly id: string;
  readonly fields: CorrectionFields;
}

/** Puts a step right: another day, or that it was made by mistake. What was said before stays in the record. */
export function CorrectionForm({ desk, step, onStored, onCancel }: CorrectionFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const bounds = boundsOf(step, desk);
  const initial = (): Draft => ({ id: desk.newId(), fields: { wrong: '', on: step.on, why: '' } });
  const { value: draft, change, clear } = useFormDraft('enrolment-correction', step.id, initial, isUntouched);
  const { fields } = draft;
  const [errors, setErrors] = useState<CorrectionErrors>({});
  const { saving, result, run } = useSave<EnrolmentResult>({ result: { kind: 'unclear', where: 'CarePlan', looked: 'unknown' } });
  const set = (fresh: Partial<CorrectionFields>) => change((last) => ({ ...last, fields: { ...last.fields, ...fresh } }));
  const wrong = bounds.isLast ? fields.wrong : 'day';
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const check = checkCorrection(fields, { id: draft.id, now: desk.now(), step, bounds });
    setErrors(check.ok ? {} : check.errors);
    if (!check.ok) {
      focusFirstError(form);
      return;
    }
    run(
      () => (check.is === 'mistake' ? desk.onMistake(check.input) : desk.onSave(check.input)),
      (outcome) => {
        if (outcome.result.kind !== 'stored') return;
        clear();
        onStored(outcome);
      },
    );
  };
  const cancel = () => {
    clear();
    onCancel();
  };
  const what = `${STATUS_TEXT[step.status]} from ${formatDate(step.on)}`;
  return (
    <form ref={form} className="form statement" onSubmit={submit} noValidate aria-label={`Correct: ${what}`}>
      <p>
        <b>Correct: {what}</b>
      </p>
      {bounds.isLast ? (
        <Choice
          legend="What is wrong"
          inline
          value={fields.wrong}
          onChange={(to) => set({ wrong: to })}
          error={errors.wrong}
          options={[
            { value: 'day', label: 'The day' },
            { value: 'step', label: 'All of it: recorded by mistake' },
          ]}
        />
      ) : (
        <p className="soft">Only its day can be corrected. If all of it is a mistake, take back first what was stated after it.</p>
      )}
      <div className="form-grid">
        {wrong === 'day' && (
          <DayField
            label={step.status === 'active' && bounds.min === undefined ? 'It began on' : 'The right day'}
            value={fields.on}
            error={errors.on}
            min={bounds.min}
            max={bounds.max}
            onChange={(on) => set({ on })}
          />
        )}
        <Field label="Why" hint="Stays in the record, with your name." error={errors.why}>
          {(control) => (
            <input
              {...control}
              className="input"
              maxLength={200}
              value={fields.why}
              onChange={(event) => set({ why: event.target.value })}
            />
          )}
        </Field>
      </div>
      {wrong === 'step' && (
        <p>
          {step.correction === undefined
            ? 'The step then no longer holds. It stays in the record, struck through.'
            : 'The correction then no longer holds, and what it corrected holds again. Both stay in the record.'}
        </p>
      )}
      {result !== null && result.result.kind !== 'stored' && <SaveOutcomeNotice what="The correction" result={result.result} mayRepeat />}
      <RecordFoot
        by={desk.stater}
        target={desk.saveTarget}
        saving={saving}
        label={wrong === 'step' ? 'Take it back' : 'Record the correction'}
      >
        <Button busy={saving} onClick={cancel}>
          Leave it
        </Button>
      </RecordFoot>
    </form>
  );
}

function isUntouched({ fields }: Draft, initial: Draft): boolean {
  return JSON.stringify(fields) === JSON.stringify(initial.fields);
}

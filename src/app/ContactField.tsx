import { Field } from '../ui/Field.tsx';
import type { WorkFieldProps } from './ActivityField.tsx';
import type { ContactMode } from './time-entry-view.ts';
import { CONTACT_MODE_TEXT, CONTACT_OUTCOME_TEXT } from './vocabulary-text.ts';
import { isCall, outcomesOf } from './work-fields.ts';

const MODES: readonly ContactMode[] = ['telephone', 'video', 'portal-message', 'in-writing', 'no-patient-contact'];

/** By what means the work was done and, where that is with somebody, what came of it. */
export function ContactField({ fields, errors, set }: WorkFieldProps) {
  const outcomes = outcomesOf(fields.contactMode);
  return (
    <>
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
      {outcomes.length > 0 && (
        <Field label="Outcome" error={errors.outcome}>
          {(control) => (
            <select
              {...control}
              className="input"
              value={fields.outcome}
              onChange={(event) => set({ outcome: outcomes.find((outcome) => outcome === event.target.value) ?? '' })}
            >
              <option value="">{isCall(fields.contactMode) ? 'Choose' : 'None to tell'}</option>
              {outcomes.map((outcome) => (
                <option key={outcome} value={outcome}>
                  {CONTACT_OUTCOME_TEXT[outcome]}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
    </>
  );
}

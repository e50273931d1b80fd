import { Field } from '../ui/Field.tsx';
import type { TimeFieldProps } from './LengthFields.tsx';
import type { ContactMode } from './time-entry-view.ts';
import { CONTACT_MODE_TEXT } from './vocabulary-text.ts';

const MODES: readonly ContactMode[] = ['telephone', 'video', 'portal-message', 'in-writing', 'no-patient-contact'];

/** By what means the work was done. */
export function ContactField({ fields, errors, set }: TimeFieldProps) {
  return (
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
  );
}

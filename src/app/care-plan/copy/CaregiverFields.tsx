import { Field } from '../../../ui/Field.tsx';
import type { CopyErrors, CopyFields } from './copy-form.ts';
import type { Caregiver } from './copy-view.ts';

export interface CaregiverFieldsProps {
  readonly caregivers: readonly Caregiver[];
  readonly fields: CopyFields;
  readonly errors: CopyErrors;
  readonly set: (change: Partial<CopyFields>) => void;
}

/** One of the chart's caregivers, or another by name. */
export function CaregiverFields({ caregivers, fields, errors, set }: CaregiverFieldsProps) {
  return (
    <div className="form-grid">
      {caregivers.length > 0 && (
        <Field label="Caregiver" error={errors.caregiver}>
          {(control) => (
            <select {...control} className="input" value={fields.caregiver} onChange={(event) => set({ caregiver: event.target.value })}>
              <option value="">Choose</option>
              {caregivers.map(({ reference, name, role }) => (
                <option key={reference} value={reference}>
                  {role === undefined ? name : `${name}, ${role}`}
                </option>
              ))}
              <option value="other">Somebody else</option>
            </select>
          )}
        </Field>
      )}
      {(caregivers.length === 0 || fields.caregiver === 'other') && (
        <Field label="Caregiver’s name" error={errors.caregiverName}>
          {(control) => (
            <input
              {...control}
              className="input"
              value={fields.caregiverName}
              onChange={(event) => set({ caregiverName: event.target.value })}
            />
          )}
        </Field>
      )}
    </div>
  );
}

import { Field } from '../ui/Field.tsx';
import { ACTIVITY_GROUPS } from './activity-groups.ts';
import type { TimeFieldProps } from './LengthFields.tsx';
import { activityText } from './vocabulary-text.ts';

/** The picklist of activities, those that count apart from those that do not. */
export function ActivityField({ fields, errors, set }: TimeFieldProps) {
  const counts = ACTIVITY_GROUPS.countable.some((activity) => activity === fields.activity);
  const hint = fields.activity === '' || counts ? undefined : 'Does not count toward CCM. It is kept for the record.';
  return (
    <Field label="What" error={errors.activity} hint={hint}>
      {(control) => (
        <select {...control} className="input" value={fields.activity} onChange={(event) => set({ activity: event.target.value })}>
          <option value="">Choose</option>
          <optgroup label="Counts toward CCM">
            {ACTIVITY_GROUPS.countable.map((activity) => (
              <option key={activity} value={activity}>
                {activityText(activity)}
              </option>
            ))}
          </optgroup>
          <optgroup label="Does not count">
            {ACTIVITY_GROUPS.notCountable.map((activity) => (
              <option key={activity} value={activity}>
                {activityText(activity)}
              </option>
            ))}
          </optgroup>
        </select>
      )}
    </Field>
  );
}

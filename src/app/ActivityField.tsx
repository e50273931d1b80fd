import { Field } from '../ui/Field.tsx';
import { ACTIVITY_GROUPS } from './activity-groups.ts';
import { activityText } from './vocabulary-text.ts';
import { activityCounts, type WorkErrors, type WorkFields } from './work-fields.ts';

/** What every field about the work is given. */
export interface WorkFieldProps {
  readonly fields: WorkFields;
  readonly errors: Readonly<WorkErrors>;
  readonly set: (change: Partial<WorkFields>) => void;
}

/** The picklist of activities, those that count apart from those that do not. */
export function ActivityField({ fields, errors, set }: WorkFieldProps) {
  const hint = activityCounts(fields.activity) === false ? 'Does not count toward CCM. It is kept for the record.' : undefined;
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

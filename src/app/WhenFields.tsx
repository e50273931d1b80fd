import type { ServiceMonth } from '../ccm/chart.ts';
import { Field } from '../ui/Field.tsx';
import { LengthFields, type TimeFieldProps } from './LengthFields.tsx';

export interface WhenFieldsProps extends TimeFieldProps {
  readonly month: ServiceMonth;
}

/** The day, the start, and how long it took. */
export function WhenFields({ month, fields, errors, set }: WhenFieldsProps) {
  return (
    <div className="form-grid">
      <Field label="Date" error={errors.date} width="short">
        {(control) => (
          <input
            {...control}
            type="date"
            className="input"
            min={`${month}-01`}
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
            data-keys="log-time"
            value={fields.start}
            onChange={(event) => set({ start: event.target.value })}
          />
        )}
      </Field>
      <LengthFields fields={fields} errors={errors} set={set} />
    </div>
  );
}

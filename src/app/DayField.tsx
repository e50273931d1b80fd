import type { LocalDate } from '../ccm/chart.ts';
import { Field } from '../ui/Field.tsx';

export interface DayFieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** Empty: none yet. */
  readonly value: LocalDate;
  readonly min?: LocalDate | undefined;
  readonly max?: LocalDate | undefined;
  readonly onChange: (day: LocalDate) => void;
}

/** One day, in the browser's own field for it. */
export function DayField({ label, hint, error, value, min, max, onChange }: DayFieldProps) {
  return (
    <Field label={label} hint={hint} width="short" error={error}>
      {(control) => (
        <input
          {...control}
          type="date"
          className="input"
          min={min}
          max={max}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

import { Field } from '../../ui/Field.tsx';
import { formatDate } from '../format.ts';
import type { CloseDesk } from './close-desk.ts';
import type { ShownDay } from './close-form.ts';

export interface DateOfServiceFieldProps {
  readonly shown: ShownDay;
  readonly dateRule: CloseDesk['dateRule'];
  readonly error: string | undefined;
  readonly onChange: (day: string) => void;
}

/** The day that the claim carries, and why that day (BILL-1). */
export function DateOfServiceField({ shown, dateRule, error, onChange }: DateOfServiceFieldProps) {
  const { day, days } = shown;
  return (
    <Field
      label="Date of service"
      width="short"
      hint={days === null ? undefined : `${whyText(shown, dateRule)} ${rangeText(days)}`}
      error={error}
    >
      {(control) => (
        <input
          {...control}
          type="date"
          className="input"
          min={days?.earliest}
          max={days?.latest}
          value={day}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

function whyText({ day, days, by }: ShownDay, dateRule: CloseDesk['dateRule']): string {
  if (by === 'colleague') return 'As it was prepared.';
  if (day === days?.byDefault) return 'The day the last unit was reached.';
  if (by === 'rule' && dateRule === 'month-end') return 'The last day of the month, as this practice does it.';
  return 'Chosen by hand.';
}

function rangeText({ earliest, latest }: NonNullable<ShownDay['days']>): string {
  return earliest === latest
    ? 'No other day is open (BILL-1).'
    : `Any day from ${formatDate(earliest)}, when the first code was reached, to ${formatDate(latest)} is open (BILL-1).`;
}

import type { LocalDate } from '../ccm/chart.ts';
import { Field } from '../ui/Field.tsx';
import { DayField } from './DayField.tsx';
import type { MomentFields } from './moment.ts';

export interface MomentInputsProps {
  readonly moment: MomentFields;
  readonly errors: Partial<Readonly<Record<keyof MomentFields, string>>>;
  readonly today: LocalDate;
  readonly set: (moment: MomentFields) => void;
}

/** The day and the time of something that has happened. A change of one keeps the other as it is shown. */
export function MomentInputs({ moment: { date, time }, errors, today, set }: MomentInputsProps) {
  return (
    <>
      <DayField label="Day" value={date} error={errors.date} max={today} onChange={(to) => set({ date: to, time })} />
      <Field label="Time" width="short" error={errors.time}>
        {(control) => (
          <input {...control} type="time" className="input" value={time} onChange={(event) => set({ date, time: event.target.value })} />
        )}
      </Field>
    </>
  );
}

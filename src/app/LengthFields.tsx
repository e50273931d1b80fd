import { Choice } from '../ui/Choice.tsx';
import { Field } from '../ui/Field.tsx';
import type { FieldErrors, TimeFields } from './time-entry-form.ts';

export interface TimeFieldProps {
  readonly fields: TimeFields;
  readonly errors: FieldErrors;
  readonly set: (change: Partial<TimeFields>) => void;
}

/** How long it took: minutes and seconds, or the clock time of its end. */
export function LengthFields({ fields, errors, set }: TimeFieldProps) {
  return (
    <>
      {fields.by === 'length' ? (
        <div className="field-pair">
          <Field label="Minutes" error={errors.minutes} width="tiny">
            {(control) => (
              <input
                {...control}
                className="input"
                inputMode="numeric"
                autoComplete="off"
                value={fields.minutes}
                onChange={(event) => set({ minutes: event.target.value })}
              />
            )}
          </Field>
          <Field label="Seconds" error={errors.seconds} width="tiny">
            {(control) => (
              <input
                {...control}
                className="input"
                inputMode="numeric"
                autoComplete="off"
                value={fields.seconds}
                onChange={(event) => set({ seconds: event.target.value })}
              />
            )}
          </Field>
        </div>
      ) : (
        <Field label="End" error={errors.end} width="short">
          {(control) => (
            <input {...control} type="time" className="input" value={fields.end} onChange={(event) => set({ end: event.target.value })} />
          )}
        </Field>
      )}
      <Choice
        legend="Given by"
        inline
        line
        value={fields.by}
        onChange={(by) => set({ by })}
        options={[
          { value: 'length', label: 'Length' },
          { value: 'end', label: 'End time' },
        ]}
      />
    </>
  );
}

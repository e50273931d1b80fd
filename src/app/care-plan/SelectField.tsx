import { Field } from '../../ui/Field.tsx';

export interface SelectFieldProps {
  readonly label: string;
  /** Empty, or a value that is none of the options: not stated. */
  readonly value: string;
  readonly options: readonly string[];
  readonly words: (option: string) => string;
  readonly onChange: (value: string) => void;
}

/** One of a few values, or not stated. */
export function SelectField({ label, value, options, words, onChange }: SelectFieldProps) {
  return (
    <Field label={label} width="short">
      {(control) => (
        <select {...control} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
          {!options.includes(value) && <option value={value}>not stated</option>}
          {options.map((option) => (
            <option key={option} value={option}>
              {words(option)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

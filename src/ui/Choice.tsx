import { useId, type ReactNode } from 'react';

export interface ChoiceProps<Value extends string> {
  readonly legend: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly options: readonly { readonly value: Value; readonly label: ReactNode }[];
  /** Empty: nothing is chosen yet. */
  readonly value: Value | '';
  readonly onChange: (value: Value) => void;
  readonly inline?: boolean;
  /** The legend on the same line as its options. */
  readonly line?: boolean;
}

/** One of a few, as radio buttons; nothing is chosen until a person chooses. */
export function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const name = useId();
  const described = [props.hint !== undefined && `${name}-hint`, props.error !== undefined && `${name}-error`].filter(Boolean).join(' ');
  return (
    <fieldset
      className={`choice${props.inline === true ? ' choice-inline' : ''}${props.line === true ? ' choice-line' : ''}`}
      aria-describedby={described === '' ? undefined : described}
      aria-invalid={props.error === undefined ? undefined : true}
    >
      <legend>{props.legend}</legend>
      {props.hint !== undefined && (
        <span className="hint" id={`${name}-hint`}>
          {props.hint}
        </span>
      )}
      {props.options.map((option) => (
        <label key={option.value} className="option">
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={props.value === option.value}
            onChange={() => props.onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
      {props.error !== undefined && (
        <span className="field-error" id={`${name}-error`}>
          {props.error}
        </span>
      )}
    </fieldset>
  );
}

import { Field } from '../../ui/Field.tsx';
import type { PlanPerson } from './plan-edit.ts';
import { personKey } from './plan-fields.ts';

export interface WhoFieldProps {
  readonly who: string;
  readonly typedWho: string;
  readonly people: readonly PlanPerson[];
  readonly error: string | undefined;
  readonly onChange: (change: { readonly who?: string; readonly typedWho?: string }) => void;
  /** Said of nobody chosen. */
  readonly nobody: string;
}

/** One of the people around the patient, or anybody by name. */
export function WhoField({ who, typedWho, people, error, onChange, nobody }: WhoFieldProps) {
  return (
    <>
      <Field label="Done by">
        {(control) => (
          <select {...control} className="input" value={who} onChange={(event) => onChange({ who: event.target.value })}>
            <option value="">{nobody}</option>
            {people.map((person) => (
              <option key={personKey(person)} value={personKey(person)}>
                {person.display}
              </option>
            ))}
            <option value="typed">somebody else …</option>
          </select>
        )}
      </Field>
      {who === 'typed' && (
        <Field label="Name" error={error}>
          {(control) => (
            <input
              {...control}
              className="input"
              autoComplete="off"
              value={typedWho}
              onChange={(event) => onChange({ typedWho: event.target.value })}
            />
          )}
        </Field>
      )}
    </>
  );
}

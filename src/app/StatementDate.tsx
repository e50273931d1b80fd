import { Field } from '../ui/Field.tsx';
import type { StatementFieldProps } from './statement-form.ts';

export interface StatementDateProps extends StatementFieldProps {
  readonly name: 'date' | 'end';
  readonly label: string;
}

/** A day in a statement's form. */
export function StatementDate({ fields, errors, set, name, label }: StatementDateProps) {
  return (
    <Field label={label} width="short" error={errors[name]}>
      {(control) => (
        <input {...control} type="date" className="input" value={fields[name]} onChange={(event) => set({ [name]: event.target.value })} />
      )}
    </Field>
  );
}

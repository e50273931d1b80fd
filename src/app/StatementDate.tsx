import { DayField } from './DayField.tsx';
import type { StatementFieldProps } from './statement-form.ts';

export interface StatementDateProps extends StatementFieldProps {
  readonly name: 'date' | 'end';
  readonly label: string;
}

/** A day in a statement's form. */
export function StatementDate({ fields, errors, set, name, label }: StatementDateProps) {
  return <DayField label={label} value={fields[name]} error={errors[name]} onChange={(day) => set({ [name]: day })} />;
}

import { Choice } from '../ui/Choice.tsx';
import type { StatementFieldProps, StatementFields } from './statement-form.ts';

export interface YesNoProps extends StatementFieldProps {
  readonly name: YesNoField;
  readonly legend: string;
  readonly yes?: string;
  readonly no?: string;
}

type YesNoField = {
  [Key in keyof StatementFields]: 'yes' extends StatementFields[Key] ? ('no' extends StatementFields[Key] ? Key : never) : never;
}[keyof StatementFields];

/** A question of a statement's form; nothing is chosen until a person chooses. */
export function YesNo({ fields, errors, set, name, legend, yes = 'Yes', no = 'No' }: YesNoProps) {
  return (
    <Choice
      legend={legend}
      inline={yes.length + no.length < 40}
      value={fields[name]}
      onChange={(answer) => set({ [name]: answer })}
      error={errors[name]}
      options={[
        { value: 'yes', label: yes },
        { value: 'no', label: no },
      ]}
    />
  );
}

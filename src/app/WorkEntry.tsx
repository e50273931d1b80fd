import { Field } from '../ui/Field.tsx';
import { ActivityField, type WorkFieldProps } from './ActivityField.tsx';
import { ConditionsField } from './ConditionsField.tsx';
import { ContactField } from './ContactField.tsx';
import { RoleField } from './RoleField.tsx';
import type { ConditionChoice, TimeUser } from './time-entry-view.ts';

export interface WorkEntryProps extends WorkFieldProps {
  readonly user: TimeUser;
  readonly conditions: readonly ConditionChoice[];
}

/** What a person says of a block of work: the same fields after a timer and by hand. */
export function WorkEntry({ fields, errors, set, user, conditions }: WorkEntryProps) {
  return (
    <>
      <div className="form-grid">
        <ActivityField fields={fields} errors={errors} set={set} />
        <ContactField fields={fields} errors={errors} set={set} />
      </div>
      <ConditionsField choices={conditions} chosen={fields.conditions} onChange={(chosen) => set({ conditions: chosen })} />
      <RoleField user={user} fields={fields} errors={errors} set={set} />
      <Field label="Note" hint="What was done, with whom, what changed." error={errors.note} width="stretch">
        {(control) => (
          <textarea
            {...control}
            className="input"
            rows={2}
            aria-required="true"
            value={fields.note}
            onChange={(event) => set({ note: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}

import { Field } from '../../ui/Field.tsx';
import type { PlanGoalLink } from './plan-edit.ts';

export interface GoalFieldProps {
  readonly value: string;
  readonly goals: readonly PlanGoalLink[];
  /** Said of no goal chosen. */
  readonly nobody: string;
  readonly onChange: (reference: string) => void;
}

/** For which goal something is done. */
export function GoalField({ value, goals, nobody, onChange }: GoalFieldProps) {
  return (
    <Field label="For which goal" width="stretch">
      {(control) => (
        <select {...control} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{nobody}</option>
          {goals.map(({ reference, display }) => (
            <option key={reference} value={reference}>
              {display}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

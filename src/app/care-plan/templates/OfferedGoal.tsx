import { Field } from '../../../ui/Field.tsx';
import type { TemplateGoal } from '../../queries/plan-templates.ts';
import type { GoalFault, GoalFields } from './accepted.ts';
import { OfferedItem } from './OfferedItem.tsx';
import type { Standing } from './standing.ts';

interface OfferedGoalProps {
  readonly goal: TemplateGoal;
  readonly note: string;
  readonly standing: Standing;
  readonly isTicked: boolean;
  readonly onTick: (isTicked: boolean) => void;
  readonly fields: GoalFields;
  readonly onFields: (fresh: Partial<GoalFields>) => void;
  readonly fault: GoalFault | null;
}

const COMPARATORS = { '<': 'below', '<=': 'at most', '>': 'above', '>=': 'at least' } as const;

/** A proposed goal, with its own target and date to agree before it is added. */
export function OfferedGoal({ goal, fields, onFields, fault, ...item }: OfferedGoalProps) {
  const { what, usual, target } = goal;
  return (
    <OfferedItem words={what} {...item}>
      {usual !== undefined && <p className="hint">{usual}</p>}
      {item.isTicked && (
        <fieldset className="template-fields">
          <legend className="visually-hidden">{what}</legend>
          {target !== undefined && (
            <Field
              label={typeof target === 'object' ? `${target.measure} ${COMPARATORS[target.comparator]}` : 'Target'}
              hint={typeof target === 'object' ? unitHint(target.unit) : undefined}
              width={typeof target === 'object' ? 'short' : 'stretch'}
              error={fault === 'not-a-number' ? 'Not a number above 0.' : undefined}
            >
              {(control) => (
                <input
                  {...control}
                  className="input"
                  inputMode={typeof target === 'object' ? 'decimal' : undefined}
                  autoComplete="off"
                  value={fields.value}
                  onChange={(event) => onFields({ value: event.target.value })}
                />
              )}
            </Field>
          )}
          <Field label="Due" width="short" error={fault === 'past' ? 'That day is past.' : undefined}>
            {(control) => (
              <input
                {...control}
                type="date"
                className="input"
                value={fields.due}
                onChange={(event) => onFields({ due: event.target.value })}
              />
            )}
          </Field>
        </fieldset>
      )}
    </OfferedItem>
  );
}

/** UCUM as people write it: `mm[Hg]` is mmHg, and a score has no unit. */
function unitHint(unit: string): string {
  const words = unit
    .replaceAll(/\{[^}]*\}/g, '')
    .replaceAll(/[[\]]/g, '')
    .replace(/^\//, 'per ');
  return `${words === '' ? '' : `In ${words}. `}Empty: no number.`;
}

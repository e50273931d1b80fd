import { Field } from '../../ui/Field.tsx';
import type { PlanFields } from '../care-plan-view.ts';
import type { PlanDesk } from './plan-desk.ts';
import type { FieldErrors } from './plan-fields.ts';

export interface GoalFieldsProps {
  readonly fields: PlanFields;
  readonly set: (change: Partial<PlanFields>) => void;
  readonly errors: FieldErrors;
  readonly desk: Pick<PlanDesk, 'plan' | 'measures'>;
}

const COMPARATORS = { '<': 'below', '<=': 'at most', '>=': 'at least', '>': 'above' } as const;

/** What a goal aims at, by when, and whose it is. */
export function GoalFields({ fields, set, errors, desk }: GoalFieldsProps) {
  const measure = desk.measures.find(({ id }) => id === fields.measure);
  const problems = (desk.plan?.problems ?? []).flatMap(({ reference, what }) => (reference === undefined ? [] : [{ reference, what }]));
  return (
    <>
      <div className="form-grid">
        <Field label="Measured by" hint="Optional. Results are then held against it.">
          {(control) => (
            <select {...control} className="input" value={fields.measure} onChange={(event) => set({ measure: event.target.value })}>
              <option value="">in words</option>
              {desk.measures.map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </Field>
        {measure !== undefined && (
          <Field label="Aim" width="short">
            {(control) => (
              <select
                {...control}
                className="input"
                value={fields.comparator}
                onChange={(event) => set({ comparator: COMPARATOR_KEYS.find((one) => one === event.target.value) ?? '<' })}
              >
                {COMPARATOR_KEYS.map((key) => (
                  <option key={key} value={key}>
                    {COMPARATORS[key]}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <Field
          label="Target"
          hint={measure === undefined ? 'Optional. What can be measured, such as an HbA1c below 7.5 %.' : `In ${measure.unit}.`}
          error={errors.target}
        >
          {(control) => (
            <input
              {...control}
              className="input"
              autoComplete="off"
              inputMode={measure === undefined ? undefined : 'decimal'}
              value={fields.target}
              onChange={(event) => set({ target: event.target.value })}
            />
          )}
        </Field>
        <Field label="Due" hint="Optional." width="short" error={errors.due}>
          {(control) => (
            <input {...control} type="date" className="input" value={fields.due} onChange={(event) => set({ due: event.target.value })} />
          )}
        </Field>
      </div>
      {problems.length > 0 && (
        <Field label="Problem" hint="Optional. The problem that the goal is about." width="stretch">
          {(control) => (
            <select {...control} className="input" value={fields.problem} onChange={(event) => set({ problem: event.target.value })}>
              <option value="">none in particular</option>
              {problems.map(({ reference, what }) => (
                <option key={reference} value={reference}>
                  {what}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <label className="option">
        <input type="checkbox" checked={fields.byPatient} onChange={(event) => set({ byPatient: event.target.checked })} />
        <span>The patient’s own goal</span>
      </label>
    </>
  );
}

const COMPARATOR_KEYS = ['<', '<=', '>=', '>'] as const;

import { Choice } from '../../ui/Choice.tsx';
import { Field } from '../../ui/Field.tsx';
import type { PlanFields } from '../care-plan-view.ts';
import { PLAN_ELEMENT_TEXT } from '../plan-text.ts';
import type { PlanGoalLink, PlanPerson } from './plan-edit.ts';
import { ACTIVITY_ELEMENTS, type FieldErrors } from './plan-fields.ts';
import { GoalField } from './GoalField.tsx';
import { WhoField } from './WhoField.tsx';

export interface ActivityFieldsProps {
  readonly fields: PlanFields;
  readonly set: (change: Partial<PlanFields>) => void;
  readonly errors: FieldErrors;
  readonly people: readonly PlanPerson[];
  /** The goals it may be for. */
  readonly goals: readonly PlanGoalLink[];
}

/** What an activity is for, who does it, when, and what the patient is told. */
export function ActivityFields({ fields, set, errors, people, goals }: ActivityFieldsProps) {
  const isSymptomPlan = fields.element === 'symptom-management';
  return (
    <>
      <div className="form-grid">
        <Field label="For">
          {(control) => (
            <select
              {...control}
              className="input"
              value={fields.element === '' ? ACTIVITY_ELEMENTS[0] : fields.element}
              onChange={(event) => set({ element: ACTIVITY_ELEMENTS.find((one) => one === event.target.value) ?? '' })}
            >
              {ACTIVITY_ELEMENTS.map((element) => (
                <option key={element} value={element}>
                  {PLAN_ELEMENT_TEXT[element]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <WhoField {...fields} people={people} error={errors.typedWho} nobody="nobody named yet" onChange={set} />
      </div>
      {goals.length > 0 && (
        <GoalField value={fields.goal} goals={goals} nobody="no goal in particular" onChange={(goal) => set({ goal })} />
      )}
      <Timing fields={fields} set={set} errors={errors} />
      <Field
        label="For the patient"
        hint={isSymptomPlan ? 'What to watch for, what to do, when to call. In plain words.' : 'Optional. In plain words.'}
        width="stretch"
        error={errors.instruction}
      >
        {(control) => (
          <textarea
            {...control}
            className="input"
            rows={isSymptomPlan ? 3 : 2}
            value={fields.instruction}
            onChange={(event) => set({ instruction: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}

function Timing({ fields, set, errors }: Omit<ActivityFieldsProps, 'people' | 'goals'>) {
  return (
    <div className="form-grid">
      <Choice
        legend="When"
        inline
        value={fields.timing}
        onChange={(timing) => set({ timing })}
        options={[
          { value: 'none', label: 'open' },
          { value: 'due', label: 'by a day' },
          { value: 'every', label: 'again and again' },
        ]}
      />
      {fields.timing === 'due' && (
        <Field label="By" width="short" error={errors.due}>
          {(control) => (
            <input {...control} type="date" className="input" value={fields.due} onChange={(event) => set({ due: event.target.value })} />
          )}
        </Field>
      )}
      {fields.timing === 'every' && (
        <>
          <Field label="Every" width="tiny" error={errors.every}>
            {(control) => (
              <input
                {...control}
                className="input"
                inputMode="numeric"
                value={fields.every}
                onChange={(event) => set({ every: event.target.value })}
              />
            )}
          </Field>
          <Field label="Weeks or months" width="short">
            {(control) => (
              <select
                {...control}
                className="input"
                value={fields.unit}
                onChange={(event) => set({ unit: event.target.value === 'wk' ? 'wk' : 'mo' })}
              >
                <option value="wk">weeks</option>
                <option value="mo">months</option>
              </select>
            )}
          </Field>
        </>
      )}
    </div>
  );
}

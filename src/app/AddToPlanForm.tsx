import { useEffect, useRef, useState, type FormEvent } from 'react';
import { Button } from '../ui/Button.tsx';
import { Choice } from '../ui/Choice.tsx';
import { Field } from '../ui/Field.tsx';
import { ActivityFields } from './care-plan/ActivityFields.tsx';
import { GoalFields } from './care-plan/GoalFields.tsx';
import { goalChoices, usePlanEdits } from './care-plan/edit-list.ts';
import type { PlanDesk } from './care-plan/plan-desk.ts';
import { checkFields, EMPTY_FIELDS, type FieldErrors, isBlankFields } from './care-plan/plan-fields.ts';
import { NOTE_ELEMENTS } from './care-plan/element-fill.ts';
import type { PlanFields } from './care-plan-view.ts';
import { focusFirstError } from './focus-first-error.ts';
import { useFormDraft } from './form-drafts.ts';
import { PLAN_ELEMENT_TEXT } from './plan-text.ts';

const empty = () => EMPTY_FIELDS;

const LABELS = { goal: 'Goal', activity: 'Activity', note: 'Note' } as const;
const HINTS = {
  goal: 'In the patient’s words where it is their own.',
  activity: 'What is to be done.',
  note: undefined,
} as const;

/** Puts a goal, an activity or a note on the list of unsaved changes; nothing is written yet. */
export function AddToPlanForm({ desk }: { readonly desk: Pick<PlanDesk, 'plan' | 'material' | 'measures' | 'today'> }) {
  const { add, begun, edits, list } = usePlanEdits();
  const { value: fields, change } = useFormDraft('add-to-plan', list, empty, isBlankFields);
  const [errors, setErrors] = useState<FieldErrors>({});
  const form = useRef<HTMLFormElement>(null);
  const words = useRef<HTMLTextAreaElement>(null);
  const set = (fresh: Partial<PlanFields>) => change((before) => ({ ...before, ...fresh }));
  const people = desk.material.kind === 'read' ? desk.material.people : [];
  const goals = goalChoices(desk.plan, edits);
  const isOutcome = fields.kind === 'note' && fields.element === 'expected-outcome-prognosis';
  useEffect(() => {
    if (begun > 0) words.current?.focus();
  }, [begun]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const problems = desk.plan?.problems ?? [];
    const check = checkFields(fields, { today: desk.today, measures: desk.measures, people, goals, problems });
    setErrors(check.ok ? {} : check.errors);
    if (!check.ok) {
      focusFirstError(form);
      return;
    }
    add([check.edit]);
    change(() => ({ ...EMPTY_FIELDS, kind: fields.kind }));
  };
  return (
    <form ref={form} className="form" onSubmit={submit} noValidate>
      <Choice
        legend="Add"
        inline
        value={fields.kind}
        onChange={(kind) => {
          setErrors({});
          set({ kind, element: '' });
        }}
        options={[
          { value: 'goal', label: 'a goal' },
          { value: 'activity', label: 'an activity' },
          { value: 'note', label: 'a note' },
        ]}
      />
      <Field label={isOutcome ? 'Expected outcome' : LABELS[fields.kind]} hint={HINTS[fields.kind]} width="stretch" error={errors.what}>
        {(control) => (
          <textarea
            {...control}
            ref={words}
            className="input"
            data-keys="add-to-plan"
            rows={fields.kind === 'note' ? 4 : 2}
            value={fields.what}
            onChange={(event) => set({ what: event.target.value })}
          />
        )}
      </Field>
      {fields.kind === 'goal' && <GoalFields fields={fields} set={set} errors={errors} desk={desk} />}
      {fields.kind === 'activity' && <ActivityFields fields={fields} set={set} errors={errors} people={people} goals={goals} />}
      {isOutcome && (
        <Field label="Prognosis" hint="Optional. How the illness is likely to go." width="stretch">
          {(control) => (
            <textarea
              {...control}
              className="input"
              rows={2}
              value={fields.prognosis}
              onChange={(event) => set({ prognosis: event.target.value })}
            />
          )}
        </Field>
      )}
      {fields.kind === 'note' && (
        <Field label="Documents" hint="The part of the plan that the note is, if it is one." width="stretch">
          {(control) => (
            <select
              {...control}
              className="input"
              value={fields.element}
              onChange={(event) => set({ element: NOTE_ELEMENTS.find((one) => one === event.target.value) ?? '' })}
            >
              <option value="">no part: a remark</option>
              {NOTE_ELEMENTS.map((element) => (
                <option key={element} value={element}>
                  {PLAN_ELEMENT_TEXT[element]}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <div className="form-foot">
        <Button type="submit">Add to the list</Button>
      </div>
    </form>
  );
}

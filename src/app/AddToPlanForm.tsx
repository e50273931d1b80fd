import { useState, type FormEvent } from 'react';
import type { LocalDate } from '../ccm/chart.ts';
import { Button } from '../ui/Button.tsx';
import { Choice } from '../ui/Choice.tsx';
import { Field } from '../ui/Field.tsx';
import type { PlanEdit, PlanFields } from './care-plan-view.ts';
import { useFormDraft } from './form-drafts.ts';

export interface AddToPlanFormProps {
  readonly today: LocalDate;
  readonly newId: () => string;
  readonly onAdd: (edit: PlanEdit) => void;
}

const EMPTY: PlanFields = { kind: 'add-goal', what: '', target: '', due: '', byPatient: false };

const empty = () => EMPTY;

function isBlank({ what, target, due, byPatient }: PlanFields): boolean {
  return what.trim() === '' && target.trim() === '' && due === '' && !byPatient;
}

/** Puts a goal or a note on the list of unsaved changes; nothing is written yet. */
export function AddToPlanForm({ today, newId, onAdd }: AddToPlanFormProps) {
  const { value: fields, change } = useFormDraft('add-to-plan', 'ccm', empty, isBlank);
  const [checked, setChecked] = useState(false);
  const set = (fresh: Partial<PlanFields>) => change((before) => ({ ...before, ...fresh }));
  const isGoal = fields.kind === 'add-goal';
  const blank = fields.what.trim() === '';
  const past = isGoal && fields.due !== '' && fields.due < today;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (blank || past) return;
    onAdd(editOf(fields, newId()));
    set({ ...EMPTY, kind: fields.kind });
    setChecked(false);
  };
  return (
    <form className="form" onSubmit={submit} noValidate>
      <Choice
        legend="Add"
        inline
        value={fields.kind}
        onChange={(kind) => set({ kind })}
        options={[
          { value: 'add-goal', label: 'a goal' },
          { value: 'add-note', label: 'a note' },
        ]}
      />
      <Field
        label={isGoal ? 'Goal' : 'Note'}
        hint={isGoal ? 'In the patient’s words where it is their own.' : undefined}
        width="stretch"
        error={checked && blank ? (isGoal ? 'What is the goal?' : 'The note is empty.') : undefined}
      >
        {(control) => (
          <textarea
            {...control}
            className="input"
            data-keys="add-to-plan"
            rows={isGoal ? 2 : 4}
            value={fields.what}
            onChange={(event) => set({ what: event.target.value })}
          />
        )}
      </Field>
      {isGoal && <GoalFields fields={fields} set={set} past={checked && past} />}
      <div className="form-foot">
        <Button type="submit">Add to the list</Button>
      </div>
    </form>
  );
}

interface GoalFieldsProps {
  readonly fields: PlanFields;
  readonly set: (change: Partial<PlanFields>) => void;
  readonly past: boolean;
}

function GoalFields({ fields, set, past }: GoalFieldsProps) {
  return (
    <>
      <div className="form-grid">
        <Field label="Target" hint="Optional. What can be measured, such as an HbA1c below 7.5 %.">
          {(control) => (
            <input
              {...control}
              className="input"
              autoComplete="off"
              value={fields.target}
              onChange={(event) => set({ target: event.target.value })}
            />
          )}
        </Field>
        <Field label="Due" hint="Optional." width="short" error={past ? 'That day is past.' : undefined}>
          {(control) => (
            <input {...control} type="date" className="input" value={fields.due} onChange={(event) => set({ due: event.target.value })} />
          )}
        </Field>
      </div>
      <label className="option">
        <input type="checkbox" checked={fields.byPatient} onChange={(event) => set({ byPatient: event.target.checked })} />
        <span>The patient’s own goal</span>
      </label>
    </>
  );
}

function editOf(fields: PlanFields, id: string): PlanEdit {
  const what = fields.what.trim();
  if (fields.kind === 'add-note') return { kind: 'add-note', id, text: what };
  const target = fields.target.trim();
  return {
    kind: 'add-goal',
    id,
    what,
    byPatient: fields.byPatient,
    ...(target === '' ? {} : { target }),
    ...(fields.due === '' ? {} : { due: fields.due }),
  };
}

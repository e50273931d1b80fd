import { Field } from '../../ui/Field.tsx';
import type { ActivityView } from '../care-plan-view.ts';
import { wordsOf } from './edit-text.ts';
import { GoalField } from './GoalField.tsx';
import type { ActivityFieldChange, ActivityStatus, PlanGoalLink, PlanPerson } from './plan-edit.ts';
import { performerOf } from './plan-fields.ts';
import { usePlanEdits, type useRowForm } from './edit-list.ts';
import { RowForm } from './RowForm.tsx';
import { SelectField } from './SelectField.tsx';
import { WhoField } from './WhoField.tsx';

export interface ChangeActivityFormProps {
  readonly activity: ActivityView;
  readonly people: readonly PlanPerson[];
  readonly goals: readonly PlanGoalLink[];
  readonly today: string;
  readonly form: ReturnType<typeof useRowForm>;
}

const STATES: readonly ActivityStatus[] = ['active', 'on-hold', 'completed', 'revoked'];

/** Changes status, owner, date or goal of an activity that this app wrote: one edit for each that differs. */
export function ChangeActivityForm({ activity, people, goals, today, form }: ChangeActivityFormProps) {
  const { add } = usePlanEdits();
  const fields = form.fields ?? {};
  const status = fields['status'] ?? activity.state ?? '';
  const due = fields['due'] ?? activity.due ?? '';
  const who = fields['who'] ?? '';
  const typedWho = fields['typedWho'] ?? '';
  const isPast = due !== '' && due !== activity.due && due < today;
  const isUnnamed = who === 'typed' && typedWho.trim() === '';
  const performer = who === '' || isUnnamed ? undefined : performerOf({ who, typedWho }, { people });
  const goalBefore = activity.goals?.[0] ?? '';
  const goal = fields['goal'] ?? goalBefore;
  const changes: readonly ActivityFieldChange[] = [
    ...STATES.flatMap((to) => (to === status && to !== activity.state ? [{ field: 'status', to } as const] : [])),
    ...(performer !== undefined && performer.display !== activity.who ? [{ field: 'who', to: performer } as const] : []),
    ...(due !== '' && due !== activity.due ? [{ field: 'due', to: due } as const] : []),
    ...(goal === goalBefore ? [] : [{ field: 'goal', to: goals.find(({ reference }) => reference === goal) ?? null } as const]),
  ];
  const submit = () => {
    const { reference } = activity;
    if (isPast || reference === undefined) return;
    if (isUnnamed) {
      form.set({ checked: 'yes' });
      return;
    }
    if (changes.length > 0) add(changes.map((change) => ({ kind: 'change-activity', reference, what: activity.what, change })));
    form.close();
  };
  return (
    <RowForm
      label={`Change the activity: ${activity.what}`}
      submit="Put the change on the list"
      onSubmit={submit}
      onCancel={form.close}
      touched={form.fields?.['touched'] !== undefined}
    >
      <div className="form-grid">
        <SelectField label="Status" value={status} options={STATES} words={wordsOf} onChange={(to) => form.set({ status: to })} />
        <WhoField
          who={who}
          typedWho={typedWho}
          people={people}
          error={isUnnamed && fields['checked'] !== undefined ? 'Who does it?' : undefined}
          nobody={activity.who === undefined ? 'nobody named yet' : `as it is: ${activity.who}`}
          onChange={({ who: chosen, typedWho: typed }) =>
            form.set({ ...(chosen !== undefined && { who: chosen }), ...(typed !== undefined && { typedWho: typed }) })
          }
        />
        <Field
          label="Due"
          width="short"
          hint={activity.every === undefined ? undefined : `Takes the place of “${activity.every}”.`}
          error={isPast ? 'That day is past.' : undefined}
        >
          {(control) => (
            <input {...control} type="date" className="input" value={due} onChange={(event) => form.set({ due: event.target.value })} />
          )}
        </Field>
      </div>
      {goals.length > 0 && (
        <GoalField value={goal} goals={goals} nobody="no goal in particular" onChange={(to) => form.set({ goal: to })} />
      )}
    </RowForm>
  );
}

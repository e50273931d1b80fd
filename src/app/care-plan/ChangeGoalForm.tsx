import { Field } from '../../ui/Field.tsx';
import type { GoalView, ItemView } from '../care-plan-view.ts';
import { wordsOf } from './edit-text.ts';
import type { GoalAchievement, GoalFieldChange, GoalStatus } from './plan-edit.ts';
import { usePlanEdits, type useRowForm } from './edit-list.ts';
import { RowForm } from './RowForm.tsx';
import { SelectField } from './SelectField.tsx';

export interface ChangeGoalFormProps {
  readonly goal: GoalView;
  /** The problems that the plan is about. */
  readonly problems: readonly ItemView[];
  readonly today: string;
  readonly form: ReturnType<typeof useRowForm>;
}

const STATES: readonly GoalStatus[] = ['active', 'on-hold', 'completed', 'cancelled'];
const ACHIEVEMENTS: readonly GoalAchievement[] = ['in-progress', 'improving', 'worsening', 'no-progress', 'achieved', 'not-achieved'];

/** Changes fields of a goal that this app wrote: one edit for each field that differs. */
export function ChangeGoalForm({ goal, problems, today, form }: ChangeGoalFormProps) {
  const { add } = usePlanEdits();
  const value = (name: string, before: string | undefined) => form.fields?.[name] ?? before ?? '';
  const { aim } = goal;
  const before = aim === undefined ? goal.target : String(aim.value);
  const target = value('target', before);
  const number = Number(target.trim().replace(',', '.'));
  const isNoNumber = aim !== undefined && (target.trim() === '' || !Number.isFinite(number));
  const due = value('due', goal.due);
  const status = value('status', goal.lifecycle);
  const achievement = value('achievement', goal.achievement);
  const isPast = due !== '' && due !== goal.due && due < today;
  const [problemBefore, ...further] = goal.problems ?? [];
  const problem = value('problem', problemBefore?.reference);
  const words = value('words', goal.what).trim();
  const named = problems.flatMap(({ reference, what }) => (reference === undefined ? [] : [{ reference, display: what }]));
  const changes: readonly GoalFieldChange[] = [
    ...(words !== '' && words !== goal.what ? [{ field: 'words', to: words } as const] : []),
    ...(target.trim() !== '' && target !== before
      ? [{ field: 'target', to: aim === undefined ? target.trim() : { ...aim, value: number } } as const]
      : []),
    ...(due !== '' && due !== goal.due ? [{ field: 'due', to: due } as const] : []),
    ...STATES.flatMap((to) => (to === status && to !== goal.lifecycle ? [{ field: 'status', to } as const] : [])),
    ...ACHIEVEMENTS.flatMap((to) => (to === achievement && to !== goal.achievement ? [{ field: 'achievement', to } as const] : [])),
    ...(problem === (problemBefore?.reference ?? '')
      ? []
      : [{ field: 'problem', to: named.find(({ reference }) => reference === problem) ?? null } as const]),
  ];
  const submit = () => {
    const { reference } = goal;
    if (isPast || isNoNumber || reference === undefined) return;
    if (changes.length > 0) add(changes.map((change) => ({ kind: 'change-goal', reference, what: goal.what, change })));
    form.close();
  };
  return (
    <RowForm
      label={`Change the goal: ${goal.what}`}
      submit="Put the change on the list"
      onSubmit={submit}
      onCancel={form.close}
      touched={form.fields?.['touched'] !== undefined}
    >
      <Field label="Goal" width="stretch">
        {(control) => (
          <input
            {...control}
            className="input"
            autoComplete="off"
            value={value('words', goal.what)}
            onChange={(event) => form.set({ words: event.target.value })}
          />
        )}
      </Field>
      <div className="form-grid">
        <Field
          label={aim === undefined ? 'Target' : `${aim.measure} ${aim.comparator}`}
          hint={aim === undefined ? undefined : `In ${aim.unit}.`}
          error={isNoNumber ? 'A number, such as 7.5.' : undefined}
        >
          {(control) => (
            <input
              {...control}
              className="input"
              autoComplete="off"
              value={target}
              onChange={(event) => form.set({ target: event.target.value })}
            />
          )}
        </Field>
        <Field label="Due" width="short" error={isPast ? 'That day is past.' : undefined}>
          {(control) => (
            <input {...control} type="date" className="input" value={due} onChange={(event) => form.set({ due: event.target.value })} />
          )}
        </Field>
        <SelectField label="Status" value={status} options={STATES} words={wordsOf} onChange={(to) => form.set({ status: to })} />
        <SelectField
          label="Progress"
          value={achievement}
          options={ACHIEVEMENTS}
          words={wordsOf}
          onChange={(to) => form.set({ achievement: to })}
        />
      </div>
      {(named.length > 0 || problemBefore !== undefined) && further.length === 0 && (
        <Field label="Problem" width="stretch">
          {(control) => (
            <select {...control} className="input" value={problem} onChange={(event) => form.set({ problem: event.target.value })}>
              <option value="">none in particular</option>
              {problemBefore !== undefined && !named.some(({ reference }) => reference === problemBefore.reference) && (
                <option value={problemBefore.reference}>{problemBefore.what}</option>
              )}
              {named.map(({ reference, display }) => (
                <option key={reference} value={reference}>
                  {display}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
    </RowForm>
  );
}

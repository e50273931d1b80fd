import { useEffect, useRef, useState, type FormEvent } from 'react';
import { Button } from '../ui/Button.tsx';
import { Choice } from '../ui/Choice.tsx';
import { Field } from '../ui/Field.tsx';
import { CreatePlan } from './CreatePlan.tsx';
import { focusFirstError } from './focus-first-error.ts';
import { useFormDraft } from './form-drafts.ts';
import { KeptNotes } from './KeptNotes.tsx';
import { needsRole } from './matters.ts';
import { SaveOutcomeNotice } from './SaveOutcomeNotice.tsx';
import { SaveTargetLine } from './SaveTargetLine.tsx';
import type { SaveResult } from './save-result.ts';
import {
  checkStatement,
  checkWithdrawal,
  emptyStatementFields,
  type StatementContext,
  type StatementDraftFields,
  type StatementErrors,
  type StatementFields,
} from './statement-form.ts';
import { matterText, statementText } from './statement-text.ts';
import type { Matter, StatementDraft, Statements, StatementView } from './statement-view.ts';
import { StatementFieldset } from './StatementFieldset.tsx';
import { useSave } from './use-save.ts';

export interface StatementFormProps {
  readonly matter: Matter;
  /** What is typed is kept under it while the screen is left. */
  readonly draftKey: string;
  /** Somebody opened it by hand: its first field takes the focus. */
  readonly takesFocus: boolean;
  /** Given: the form takes this statement back instead of making one. */
  readonly withdraws?: StatementView;
  readonly statements: Statements;
  readonly onStored: (result: SaveResult) => void;
  readonly onCancel: () => void;
}

/** A person's word, with the reason, shown as it will be kept and kept under their name. What is typed stays until the EHR has it. */
export function StatementForm(props: StatementFormProps) {
  const { matter, draftKey, withdraws, statements, takesFocus, onStored, onCancel } = props;
  const form = useRef<HTMLFormElement>(null);
  const initial = (): StatementDraftFields => ({
    ids: Array.from({ length: matter.about === 'others-billing' ? matter.rules.length : 1 }, statements.newId),
    fields: emptyStatementFields(matter, statements.today),
    at: statements.now(),
  });
  const kept = useFormDraft('statement', draftKey, initial, isUntouched);
  const { ids, fields, at } = kept.value;
  const [tried, setTried] = useState(false);
  const [created, setCreated] = useState<SaveResult | null>(null);
  const { saving, result, run } = useSave<SaveResult>({ kind: 'unclear', where: 'CarePlan', looked: 'unknown' });
  const set = (change: Partial<StatementFields>) =>
    kept.change((before) => ({ ...before, fields: { ...before.fields, ...change }, at: statements.now() }));
  const cancel = () => {
    kept.clear();
    onCancel();
  };
  useEffect(() => {
    if (takesFocus) form.current?.querySelector<HTMLElement>('input, textarea, select, button')?.focus();
  }, [takesFocus]);
  const context = { today: statements.today, stater: statements.stater };
  const { draft, errors: found } = draftOf(props, fields, context, ids, at);
  const errors: StatementErrors = tried ? (found ?? {}) : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (draft === null) {
      focusFirstError(form);
      return;
    }
    run(
      () => statements.onState(draft),
      (outcome) => {
        if (outcome.kind !== 'stored') return;
        kept.clear();
        onStored(outcome);
      },
    );
  };
  const lacksPlan = statements.plan === null && statements.newPlanTarget.where !== null;
  const text = matterText(matter);
  return (
    <form ref={form} className="form statement" onSubmit={submit} noValidate>
      {created !== null && !lacksPlan && <SaveOutcomeNotice what="The CCM care plan" result={created} />}
      {lacksPlan && (
        <CreatePlan
          newPlan={statements.newPlan}
          target={statements.newPlanTarget}
          why="Statements are kept in it, so it comes first."
          onCreate={statements.onCreatePlan}
          onCreated={setCreated}
        />
      )}
      {withdraws === undefined ? (
        <StatementFieldset matter={matter} fields={fields} errors={errors} set={set} statements={statements} />
      ) : (
        <p>
          Takes back “{statementText(withdraws)}” by {withdraws.by}. It stays on record as taken back.
        </p>
      )}
      {needsRole(matter, statements.stater) && (
        <Choice
          legend="You state this as"
          hint="The EHR does not say what you work as."
          inline
          value={fields.role}
          onChange={(role) => set({ role })}
          error={errors.role}
          options={[
            { value: 'clinician', label: 'Physician, NP or PA' },
            { value: 'other', label: 'Somebody else' },
          ]}
        />
      )}
      <Field
        label={withdraws === undefined ? text.reason : 'Why it is taken back'}
        hint={text.reasonHint}
        width="stretch"
        error={errors.reason}
      >
        {(control) => (
          <textarea
            {...control}
            className="input"
            rows={2}
            value={fields.reason}
            onChange={(event) => set({ reason: event.target.value })}
          />
        )}
      </Field>
      {draft !== null && <KeptNotes notes={statements.preview(draft)} timeZone={statements.timeZone} />}
      {result !== null && <SaveOutcomeNotice what="Your statement" result={result} mayRepeat />}
      <div className="form-foot">
        <Button kind="primary" type="submit" busy={saving} disabledReason={lacksPlan ? 'Create the care plan first.' : undefined}>
          {saving ? 'Recording …' : withdraws === undefined ? `Record${asOf(statements)}` : `Take back${asOf(statements)}`}
        </Button>
        <Button onClick={cancel}>Cancel</Button>
        <SaveTargetLine target={lacksPlan ? statements.newPlanTarget : statements.saveTarget} />
      </div>
    </form>
  );
}

function isUntouched({ fields }: StatementDraftFields, initial: StatementDraftFields): boolean {
  return JSON.stringify(fields) === JSON.stringify(initial.fields);
}

function asOf({ stater }: Statements): string {
  return stater.name === null ? '' : ` as ${stater.name}`;
}

function draftOf(
  { matter, withdraws }: StatementFormProps,
  fields: StatementFields,
  context: StatementContext,
  ids: readonly string[],
  at: string,
): Drafted {
  const [firstId = ''] = ids;
  if (withdraws !== undefined) {
    const check = checkWithdrawal(matter, fields, context);
    return check.ok ? { draft: { items: [{ id: firstId, withdraws }], at, reason: check.reason } } : { draft: null, errors: check.errors };
  }
  const check = checkStatement(matter, fields, context);
  if (!check.ok) return { draft: null, errors: check.errors };
  const [first, ...rest] = check.said;
  const items = rest.map((said, index) => ({ id: ids[index + 1] ?? '', said }));
  return { draft: { items: [{ id: firstId, said: first }, ...items], at, reason: check.reason } };
}

type Drafted = { readonly draft: StatementDraft; readonly errors?: undefined } | { readonly draft: null; readonly errors: StatementErrors };

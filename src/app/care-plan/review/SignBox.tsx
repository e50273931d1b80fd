import { useState } from 'react';
import { Button } from '../../../ui/Button.tsx';
import { Choice } from '../../../ui/Choice.tsx';
import { State } from '../../../ui/State.tsx';
import { Status } from '../../../ui/Status.tsx';
import { plural } from '../../format.ts';
import { SaveTargetLine } from '../../SaveTargetLine.tsx';
import type { SaveResult } from '../../save-result.ts';
import { useSave } from '../../use-save.ts';
import { useFormDraft } from '../../form-drafts.ts';
import { PlanEditsContext, useEditList } from '../edit-list.ts';
import { EMPTY_FIELDS, isBlankFields } from '../plan-fields.ts';
import { CommentField } from './CommentField.tsx';
import { ReviewEditor } from './ReviewEditor.tsx';
import { asksRole, type ReviewErrors, reviewErrors, type ReviewFields, signRefusal } from './review-form.ts';
import type { ReviewDesk, ReviewView, SignResult } from './review-view.ts';
import { SignOutcome } from './SignOutcome.tsx';
import { useReviewDraft } from './use-review-draft.ts';

export interface SignBoxProps {
  readonly desk: ReviewDesk;
  readonly view: ReviewView;
}

const UNCLEAR: SaveResult = { kind: 'unclear', where: 'CarePlan', looked: 'unknown' };

type Doing = ReviewFields['doing'];
type Outcome = SignResult & { readonly comment?: SaveResult };

/** The three ways a review ends: signed, edited and signed, or returned with a comment. */
export function SignBox({ desk, view }: SignBoxProps) {
  const { stater } = desk;
  const refusal = signRefusal(stater);
  const { value: fields, set, attempt, clear } = useReviewDraft(desk);
  const list = useEditList({ newId: desk.newId, now: desk.now, current: desk.editor?.current ?? null }, 'review');
  const { value: typed } = useFormDraft('add-to-plan', 'review', emptyFields, isBlankFields);
  const [errors, setErrors] = useState<ReviewErrors>({});
  const [listError, setListError] = useState<string | null>(null);
  const { saving, result, run } = useSave<Outcome>({ signature: UNCLEAR });
  if (view.isReadOnly) {
    return (
      <State kind="refused" title="This plan cannot be signed here" action={<a href={desk.planHref}>See why on the plan</a>}>
        It holds something that Intervisit must not touch, so nothing is written into it. Sign it in the EHR itself.
      </State>
    );
  }
  if (refusal !== undefined) {
    return (
      <State kind="refused" title="Not yours to sign">
        {refusal}
      </State>
    );
  }
  const press = (doing: Doing) => {
    const found = reviewErrors(fields, doing, stater);
    const missing = doing === 'edit' ? listErrorOf(list.edits.length, isBlankFields(typed)) : null;
    setErrors(found);
    setListError(missing);
    if (Object.keys(found).length > 0 || missing !== null) return;
    const at = attempt();
    const request = { id: fields.id, at, saidClinician: asksRole(stater) };
    run(
      async () => {
        if (doing === 'return') return { comment: await desk.onNote({ kind: 'returned', at, text: fields.comment }) };
        const { edits, base } = list;
        return desk.onSign(doing === 'edit' ? { ...request, edit: { edits, base } } : request);
      },
      (outcome) => {
        list.settle(outcome.saved ?? []);
        if (isDone(outcome)) clear();
        // What is in the plan already must not be put in once more, and a newer plan is signed anew.
        else if (outcome.edit?.kind === 'stored') set({ doing: 'sign' });
        else if ((outcome.signature ?? outcome.edit)?.kind === 'conflict') set({});
      },
    );
  };
  // Until the second round is in, the versions of the goals are not known, and the signature would not name them.
  const wait = view.changesBy.kind === 'being-read' || stater.isBeingRead ? 'What changed is still being read.' : undefined;
  const isStale =
    list.base !== null && desk.editor?.merge(list.base, list.edits) != null
      ? 'Take your changes over to the newer version first.'
      : undefined;
  const begin = (doing: Doing) => {
    setErrors({});
    setListError(null);
    set({ doing });
  };
  return (
    <section className="panel form sign-box" aria-labelledby="review-sign">
      <h2 id="review-sign">
        Sign{view.plan.versionId !== undefined && ` version ${view.plan.versionId}`} as {stater.name}
      </h2>
      {asksRole(stater) && <RoleChoice fields={fields} set={set} error={errors.role} />}
      {fields.doing === 'edit' && (
        <PlanEditsContext value={list}>
          <ReviewEditor desk={desk.editor} planHref={desk.planHref} />
        </PlanEditsContext>
      )}
      {listError !== null && fields.doing === 'edit' && (
        <p role="alert">
          <Status tone="blocks">{listError}</Status>
        </p>
      )}
      {fields.doing === 'return' && <CommentField fields={fields} set={set} errors={errors} />}
      {result !== null && <SignOutcome outcome={result} onReload={desk.onReload} />}
      <div className="form-foot">
        {fields.doing === 'sign' && (
          <>
            <Button kind="primary" onClick={() => press('sign')} busy={saving} disabledReason={wait}>
              {saving ? 'Signing …' : 'Sign'}
            </Button>
            <Button onClick={() => begin('edit')}>Sign with edit</Button>
            <Button onClick={() => begin('return')}>Return with comment</Button>
          </>
        )}
        {fields.doing === 'edit' && (
          <Button kind="primary" onClick={() => press('edit')} busy={saving} disabledReason={wait ?? isStale}>
            {saving
              ? 'Recording …'
              : list.edits.length < 2
                ? 'Save the edit and sign'
                : `Save ${plural(list.edits.length, 'change')} and sign`}
          </Button>
        )}
        {fields.doing === 'return' && (
          <Button kind="primary" onClick={() => press('return')} busy={saving}>
            {saving ? 'Recording …' : 'Return without signing'}
          </Button>
        )}
        {fields.doing !== 'sign' && <Button onClick={() => begin('sign')}>Back</Button>}
        <SaveTargetLine target={desk.saveTarget} />
      </div>
    </section>
  );
}

const emptyFields = () => EMPTY_FIELDS;

function listErrorOf(edits: number, nothingTyped: boolean): string | null {
  if (!nothingTyped) return 'What you typed is not on the list yet. Add it to the list, or clear it.';
  return edits === 0 ? 'Change something first, or go back and sign as it is.' : null;
}

function isDone({ edit, signature, comment }: Outcome): boolean {
  if (comment !== undefined) return comment.kind === 'stored';
  return signature?.kind === 'stored' && (edit === undefined || edit.kind === 'stored');
}

interface RoleChoiceProps {
  readonly fields: ReviewFields;
  readonly set: (change: Partial<ReviewFields>) => void;
  readonly error: string | undefined;
}

function RoleChoice({ fields, set, error }: RoleChoiceProps) {
  return (
    <Choice
      legend="You sign as"
      hint="The EHR does not say what you work as. Only a physician, NP or PA may sign the plan; what you say is kept with the signature."
      inline
      value={fields.role}
      onChange={(role) => set({ role })}
      error={error}
      options={[
        { value: 'clinician', label: 'Physician, NP or PA' },
        { value: 'other', label: 'Somebody else' },
      ]}
    />
  );
}

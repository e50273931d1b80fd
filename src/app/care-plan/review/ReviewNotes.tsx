import { useState, type FormEvent } from 'react';
import { Button } from '../../../ui/Button.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { formatDate } from '../../format.ts';
import { SaveOutcomeNotice } from '../../SaveOutcomeNotice.tsx';
import type { SaveResult } from '../../save-result.ts';
import { useSave } from '../../use-save.ts';
import { signRefusal } from './review-form.ts';
import type { ReviewDesk, ReviewNoteView, ReviewView } from './review-view.ts';
import { useReviewDraft } from './use-review-draft.ts';

export interface ReviewNotesProps {
  readonly desk: ReviewDesk;
  readonly view: ReviewView;
}

/** The team's questions and the practitioner's comments that no signature has answered, and the form to ask. */
export function ReviewNotes({ desk, view }: ReviewNotesProps) {
  return (
    <>
      {view.questions.map((note) => (
        <Said key={`${note.date ?? ''} ${note.text}`} title="Question from the care team" note={note} />
      ))}
      {view.returned.map((note) => (
        <Said key={`${note.date ?? ''} ${note.text}`} title="Returned without a signature" note={note} />
      ))}
      {signRefusal(desk.stater) !== undefined && desk.stater.name !== null && !view.isReadOnly && <AskForm desk={desk} />}
    </>
  );
}

function Said({ title, note }: { readonly title: string; readonly note: ReviewNoteView }) {
  const { text, by, date } = note;
  const who = [by, date === undefined ? undefined : formatDate(date)].filter((part) => part !== undefined).join(', ');
  return (
    <Notice tone="attention" title={title}>
      <p className="review-words">{text}</p>
      {who !== '' && <p className="soft">{who}</p>}
    </Notice>
  );
}

function AskForm({ desk }: Pick<ReviewNotesProps, 'desk'>) {
  const { value, set, attempt, clear } = useReviewDraft(desk);
  const [isTried, setTried] = useState(false);
  const { saving, result, run } = useSave<SaveResult>({ kind: 'unclear', where: 'CarePlan', looked: 'unknown' });
  const isEmpty = value.question.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(isEmpty);
    if (isEmpty) return;
    const at = attempt();
    run(
      () => desk.onNote({ kind: 'question', at, text: value.question }),
      (outcome) => {
        if (outcome.kind === 'stored') clear();
      },
    );
  };
  return (
    <form className="panel form" onSubmit={submit} noValidate aria-label="Ask the physician">
      <Field
        label="Question to the physician"
        hint="Kept as a note of the care plan; the physician sees it here before signing."
        width="stretch"
        error={isTried && isEmpty ? 'Write the question.' : undefined}
      >
        {(control) => (
          <textarea
            {...control}
            className="input"
            rows={2}
            value={value.question}
            onChange={(event) => set({ question: event.target.value })}
          />
        )}
      </Field>
      {result !== null && <SaveOutcomeNotice what="Your question" result={result} onReload={desk.onReload} mayRepeat />}
      <div className="form-foot">
        <Button type="submit" busy={saving}>
          {saving ? 'Recording …' : 'Ask'}
        </Button>
      </div>
    </form>
  );
}

import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import type { NoteView } from '../care-plan-view.ts';
import { formatDate } from '../format.ts';
import { PLAN_ELEMENT_TEXT } from '../plan-text.ts';
import { usePlanEdits, useRowForm } from './edit-list.ts';
import { RowForm } from './RowForm.tsx';

export interface NotesPartProps {
  readonly notes: readonly NoteView[];
  readonly mayEdit: boolean;
}

/** Notes in a person's words, each to be reworded under the name of who rewords it. */
export function NotesPart({ notes, mayEdit }: NotesPartProps) {
  if (notes.length === 0) return null;
  return (
    <>
      <h3>Notes ({notes.length})</h3>
      <ul className="plan-list">
        {notes.map((note, index) => (
          <Note key={`${index} ${note.time ?? ''}`} note={note} mayEdit={mayEdit} />
        ))}
      </ul>
    </>
  );
}

function Note({ note, mayEdit }: { readonly note: NoteView; readonly mayEdit: boolean }) {
  const { edits, add } = usePlanEdits();
  const { text, time, element, author, date, fixed = false } = note;
  const form = useRowForm(`note ${time ?? ''} ${text}`);
  const typed = form.fields?.['text'] ?? text;
  const isQueued = edits.some((edit) => edit.kind === 'change-note' && edit.note.text === text && edit.note.time === time);
  const submit = () => {
    const to = typed.trim();
    if (to === '') {
      form.set({ checked: 'yes' });
      return;
    }
    const key = { text, ...(time !== undefined && { time }) };
    if (to !== text) add([{ kind: 'change-note', note: key, to, ...(element !== undefined && { element }) }]);
    form.close();
  };
  return (
    <li>
      <span className="note-text">{text}</span>
      <span className="soft">
        {[element && PLAN_ELEMENT_TEXT[element], author, date !== undefined && formatDate(date), isQueued && 'change not saved yet']
          .filter((part) => typeof part === 'string')
          .join(' · ')}
      </span>
      {mayEdit && !fixed && form.fields === null && (
        <span className="plan-actions">
          <Button kind="quiet" label={`Reword: ${text}`} onClick={() => form.open({})}>
            Reword
          </Button>
        </span>
      )}
      {form.fields !== null && (
        <RowForm
          label={`Reword the note: ${text}`}
          submit="Put the change on the list"
          onSubmit={submit}
          onCancel={form.close}
          touched={form.fields['touched'] !== undefined}
        >
          <Field
            label="Note"
            hint="It then bears your name and today’s date; the EHR’s history keeps what it said."
            width="stretch"
            error={form.fields['checked'] !== undefined && typed.trim() === '' ? 'The note is empty.' : undefined}
          >
            {(control) => (
              <textarea
                {...control}
                className="input"
                rows={3}
                value={typed}
                onChange={(event) => form.set({ text: event.target.value })}
              />
            )}
          </Field>
        </RowForm>
      )}
    </li>
  );
}

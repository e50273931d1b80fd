import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';

export interface CallNoteProps {
  readonly note: string;
  readonly error: string | undefined;
  /** What the saved note goes on with. */
  readonly added: readonly string[];
  /** Where what is typed is kept; null before anything was. */
  readonly kept: 'stored' | 'memory' | null;
  readonly onChange: (note: string) => void;
}

/** The note of the call, what it will go on with, and whether it would survive this window. */
export function CallNote({ note, error, added, kept, onChange }: CallNoteProps) {
  const rows = Math.min(Math.max(note.split('\n').length + 1, 8), 24);
  return (
    <>
      <Field
        label="What was talked about"
        hint="Ticked topics begin a line here; nothing you wrote is changed."
        error={error}
        width="stretch"
      >
        {(control) => (
          <textarea
            {...control}
            className="input"
            data-keys="call-note"
            rows={rows}
            value={note}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
      {added.length > 0 && (
        <div className="call-added">
          <p className="soft">The saved note goes on with:</p>
          <ul>
            {added.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      )}
      {kept === 'stored' && <p className="hint">Kept on this device, encrypted, until it is saved.</p>}
      {kept === 'memory' && <Notice tone="attention" title="Kept in this window only: closing or reloading it loses what you note" />}
    </>
  );
}

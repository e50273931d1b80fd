import { formatClock, formatDate } from './format.ts';
import type { KeptNote } from './statement-view.ts';

export interface KeptNotesProps {
  readonly notes: readonly KeptNote[];
  readonly timeZone: string;
}

/** What a save will add to the record, word for word. */
export function KeptNotes({ notes, timeZone }: KeptNotesProps) {
  return (
    <details className="evidence kept" open>
      <summary>{notes.length === 1 ? 'Exactly as it will be kept' : `Exactly as they will be kept, ${notes.length} notes`}</summary>
      <ul>
        {notes.map(({ by, at, text }) => (
          <li key={text}>
            <span className="soft">
              {by}, {formatDate(at)}, {formatClock(at, timeZone) ?? at}
            </span>
            <code className="kept-text">{text}</code>
          </li>
        ))}
      </ul>
    </details>
  );
}

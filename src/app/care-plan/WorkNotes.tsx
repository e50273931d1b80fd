import type { LocalDate, UnknownKind } from '../../ccm/chart.ts';
import { Status } from '../../ui/Status.tsx';
import { formatDateAgo } from '../format.ts';
import { unseenText } from '../unknown-text.ts';
import type { WorkNote } from './plan-desk.ts';

export interface WorkNotesProps {
  readonly notes: readonly WorkNote[];
  /** Why notes may be missing. */
  readonly unknownBecause: UnknownKind | undefined;
  readonly today: LocalDate;
}

/** Work on the plan that the EHR keeps as notes among the documents. */
export function WorkNotes({ notes, unknownBecause, today }: WorkNotesProps) {
  if (notes.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="work-notes">
      <h2 id="work-notes">Kept as notes among the documents ({notes.length})</h2>
      {unknownBecause !== undefined && unknownBecause !== 'not-recorded' && (
        <p>
          <Status tone="unknown">There may be more: {unseenText('DocumentReference', unknownBecause)}.</Status>
        </p>
      )}
      <ul className="plan-list">
        {notes.map(({ reference, by, date, lines }) => (
          <li key={reference}>
            <span className="soft">
              {[date !== undefined && formatDateAgo(date, today), by].filter((part) => typeof part === 'string').join(' · ')}{' '}
              <code>{reference}</code>
            </span>
            {lines === null ? (
              <Status tone="unknown">Its text could not be read; look in the EHR.</Status>
            ) : (
              <ul className="plan-barriers">
                {lines.map((line, index) => (
                  <li key={`${index} ${line}`}>{line}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

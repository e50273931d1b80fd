import { Status } from '../ui/Status.tsx';
import type { EntryRow } from './entry-rows.ts';
import { findingSentence, WHERE_TEXT } from './finding-text.ts';
import { formatDayMonth, formatDuration } from './format.ts';
import { CONTACT_MODE_TEXT } from './vocabulary-text.ts';

export interface EntryTableProps {
  readonly rows: readonly EntryRow[];
  /** Notes, contact and the place in the EHR as well. */
  readonly full?: boolean;
}

/** Time entries with what counts, what does not, and the rule that says so. */
export function EntryTable({ rows, full }: EntryTableProps) {
  return (
    <table className="table table-stack">
      <thead>
        <tr>
          <th scope="col">Date</th>
          <th scope="col">Who</th>
          <th scope="col">What</th>
          <th scope="col" className="number">
            Counts
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <td data-label="Date" className="nowrap">
              {formatDayMonth(row.date)}
              {row.clock !== null && <span className="soft"> {row.clock}</span>}
            </td>
            <td data-label="Who">
              {row.person}
              {row.person !== row.role && <span className="soft"> {row.role}</span>}
            </td>
            <td data-label="What">
              {row.activity}
              {full === true && <EntryDetails row={row} />}
              <Excluded row={row} />
            </td>
            <td data-label="Counts" className="number nowrap">
              {formatDuration(row.countedSeconds)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function EntryDetails({ row }: { readonly row: EntryRow }) {
  const { logged } = row;
  if (logged === undefined) return null;
  const facts = [
    logged.contactMode !== undefined && CONTACT_MODE_TEXT[logged.contactMode],
    logged.conditionNames !== undefined && logged.conditionNames.length > 0 && logged.conditionNames.join(', '),
    logged.where !== undefined && `kept ${WHERE_TEXT[logged.where]}`,
    row.reference,
  ].filter((fact) => typeof fact === 'string');
  return (
    <div className="entry-details">
      {logged.note !== undefined && <p className="entry-note">{logged.note}</p>}
      {facts.length > 0 && <p className="soft">{facts.join(' · ')}</p>}
    </div>
  );
}

function Excluded({ row }: { readonly row: EntryRow }) {
  return row.excluded.map(({ seconds, ruleId }) => (
    <p key={ruleId} className="entry-excluded">
      <Status tone="attention">{formatDuration(seconds)} not counted</Status>{' '}
      <span className="soft">
        {findingSentence({ ruleId, verdict: 'not-met' })} <span className="rule-id">{ruleId}</span>
      </span>
    </p>
  ));
}

import { Status } from '../ui/Status.tsx';
import type { EntryRow } from './entry-rows.ts';
import { findingSentence } from './finding-text.ts';
import { formatDayMonth, formatDuration } from './format.ts';
import { WHERE_TEXT } from './save-text.ts';
import { CONTACT_MODE_TEXT } from './vocabulary-text.ts';

export interface EntryTableProps {
  readonly rows: readonly EntryRow[];
  /** Notes, contact and the place in the EHR as well. */
  readonly full?: boolean;
}

/** Time entries with what counts, what does not, and the rule that says so. */
export function EntryTable({ rows, full }: EntryTableProps) {
  return (
    <table className="table table-entries">
      <thead>
        <tr>
          <th scope="col">Date</th>
          <th scope="col" className="entry-person">
            Who
          </th>
          <th scope="col">What</th>
          <th scope="col" className="number">
            Counts
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <td className="nowrap">
              {formatDayMonth(row.date)}
              {row.clock !== null && <span className="soft entry-clock"> {row.clock}</span>}
            </td>
            <td className="entry-person">
              {row.person}
              {row.person !== row.role && <span className="soft entry-role"> {row.role}</span>}
            </td>
            <td>
              {row.activity}
              {full === true && <EntryDetails row={row} />}
              <Excluded row={row} />
            </td>
            <td className="number nowrap">
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
  if (logged === undefined) return <p className="entry-by soft">{row.person}</p>;
  const facts = [
    logged.contactMode !== undefined && CONTACT_MODE_TEXT[logged.contactMode],
    logged.conditionNames !== undefined && logged.conditionNames.length > 0 && logged.conditionNames.join(', '),
    logged.where !== undefined && `kept ${WHERE_TEXT[logged.where]}`,
    row.reference,
  ].filter((fact) => typeof fact === 'string');
  return (
    <div className="entry-details">
      {logged.note !== undefined && <p className="entry-note">{logged.note}</p>}
      <p className="soft">
        <span className="entry-by">{row.person} · </span>
        {facts.join(' · ')}
      </p>
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

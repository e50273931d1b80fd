import { Status } from '../ui/Status.tsx';
import { barringText } from './barring-text.ts';
import type { EntryRow } from './entry-rows.ts';
import { formatDayMonth, formatDuration } from './format.ts';

export interface EntryTableProps {
  readonly rows: readonly EntryRow[];
}

/** Time entries with what counts, what does not, and the rule that says so. */
export function EntryTable({ rows }: EntryTableProps) {
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
              <Excluded row={row} />
            </td>
            <td className="number nowrap">{formatDuration(row.countedSeconds)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Excluded({ row }: { readonly row: EntryRow }) {
  return row.excluded.map(({ seconds, ruleId }) => (
    <p key={ruleId} className="entry-excluded">
      <Status tone="attention">{formatDuration(seconds)} not counted</Status>{' '}
      <span className="soft">
        {barringText(ruleId).notMet} <span className="rule-id">{ruleId}</span>
      </span>
    </p>
  ));
}

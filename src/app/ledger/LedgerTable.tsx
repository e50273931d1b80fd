import type { ServiceMonth } from '../../ccm/chart.ts';
import type { LedgerRow } from './ledger-rows.ts';
import { LedgerTableRow } from './LedgerTableRow.tsx';
import type { SameMoment } from './same-moment.ts';
import type { Voiding } from './VoidForm.tsx';

export interface LedgerTableProps {
  readonly rows: readonly LedgerRow[];
  readonly timeZone: string;
  readonly month: ServiceMonth;
  /** Every row's details are unfolded. */
  readonly isOpen: boolean;
  readonly together: readonly SameMoment[];
  readonly voiding: Voiding;
}

/** One row an entry, newest first. */
export function LedgerTable({ rows, together, ...shared }: LedgerTableProps) {
  if (rows.length === 0) return <p className="soft">No entry is like that.</p>;
  return (
    <table className="table ledger-table">
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Who</th>
          <th scope="col">What</th>
          <th scope="col" className="number">
            Recorded
          </th>
          <th scope="col" className="number">
            Counts
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <LedgerTableRow
            key={row.entry.key}
            row={row}
            together={together.filter(({ earlier, later }) => earlier === row || later === row)}
            {...shared}
          />
        ))}
      </tbody>
    </table>
  );
}

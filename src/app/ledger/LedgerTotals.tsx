import { formatDuration } from '../format.ts';
import { PERFORMER_TEXT } from '../vocabulary-text.ts';
import { type LedgerRow, ledgerTotals, type RoleTotal } from './ledger-rows.ts';

export interface LedgerTotalsProps {
  /** All rows of the month. */
  readonly rows: readonly LedgerRow[];
  /** There may be entries that were not seen. */
  readonly isPart: boolean;
}

/** By role what was recorded, what was left out and what counts; the last line is the month's. */
export function LedgerTotals({ rows, isPart }: LedgerTotalsProps) {
  const totals = ledgerTotals(rows);
  const apart = rows.filter(({ judged }) => judged === null).length;
  if (totals.entries === 0) return null;
  return (
    <table className="table ledger-totals">
      <caption className="visually-hidden">Totals by role</caption>
      <thead>
        <tr>
          <th scope="col">By role</th>
          <th scope="col" className="number">
            Recorded
          </th>
          <th scope="col" className="number">
            Left out
          </th>
          <th scope="col" className="number">
            Counts
          </th>
        </tr>
      </thead>
      <tbody>
        {totals.roles.map((role) => (
          <Line key={role.performer} label={PERFORMER_TEXT[role.performer]} total={role} />
        ))}
      </tbody>
      <tfoot>
        <Line label={isPart ? 'What was seen' : 'The month'} total={totals} />
        {apart > 0 && (
          <tr>
            <td colSpan={4} className="soft">
              {apart === 1
                ? 'One entry that was taken back or cannot count stands'
                : `${apart} entries that were taken back or cannot count stand`}{' '}
              in no sum.
            </td>
          </tr>
        )}
      </tfoot>
    </table>
  );
}

function Line({ label, total }: { readonly label: string; readonly total: Omit<RoleTotal, 'performer'> }) {
  return (
    <tr>
      <th scope="row">{label}</th>
      <td className="number nowrap">{formatDuration(total.recorded)}</td>
      <td className="number nowrap">{total.excluded === 0 ? '–' : `−${formatDuration(total.excluded)}`}</td>
      <td className="number nowrap">{formatDuration(total.counted)}</td>
    </tr>
  );
}

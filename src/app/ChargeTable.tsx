import { Status, type StatusTone } from '../ui/Status.tsx';
import type { ChargeView } from './charge-view.ts';
import { formatDate } from './format.ts';
import { CHARGE_STATUS_TEXT, CODE_LABELS } from './vocabulary-text.ts';

const TONES = {
  planned: 'met',
  billable: 'met',
  billed: 'met',
  'not-billable': 'plain',
  aborted: 'plain',
  'entered-in-error': 'plain',
  unknown: 'unknown',
} as const satisfies Record<ChargeView['status'], StatusTone>;

/** The month's charges as the EHR shows them, Intervisit's own and others'. */
export function ChargeTable({ charges }: { readonly charges: readonly ChargeView[] }) {
  if (charges.length === 0) return <p className="soft">None.</p>;
  return (
    <table className="table table-stack">
      <thead>
        <tr>
          <th scope="col">Code</th>
          <th scope="col" className="number">
            Units
          </th>
          <th scope="col">Recorded by</th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        {charges.map((charge) => (
          <tr key={charge.reference}>
            <td data-label="Code">
              <b>{charge.code}</b> <span className="soft">{CODE_LABELS[charge.code] ?? 'Other service'}</span>
            </td>
            <td data-label="Units" className="number">
              {charge.units}
            </td>
            <td data-label="Recorded by">
              {charge.own ? 'Intervisit' : 'Another system'}
              <code className="reference">{charge.reference}</code>
            </td>
            <td data-label="State">
              <Status tone={TONES[charge.status]}>{CHARGE_STATUS_TEXT[charge.status]}</Status>
              {charge.date !== undefined && <span className="soft"> {formatDate(charge.date)}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

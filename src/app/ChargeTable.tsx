import { Status, type StatusTone } from '../ui/Status.tsx';
import type { ChargeView } from './charge-view.ts';
import { formatDate, sentenceCase } from './format.ts';
import { CHARGE_STATUS_TEXT, codeLabel } from './code-text.ts';

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
              <b>{charge.code}</b> <span className="soft">{codeLabel(charge.code)}</span>
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
              <span className="soft">{datesText(charge)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** ` Service period 1–30 Nov 2026 · date of service 17 Nov 2026`. */
function datesText({ servicePeriod, dateOfService }: ChargeView): string {
  const day = dateOfService === undefined ? undefined : `date of service ${formatDate(dateOfService)}`;
  const parts = [servicePeriod === undefined ? undefined : `service period ${periodText(servicePeriod)}`, day];
  const text = parts.filter((part) => part !== undefined).join(' · ');
  return text === '' ? '' : ` ${sentenceCase(text)}`;
}

function periodText({ start, end }: NonNullable<ChargeView['servicePeriod']>): string {
  if (end === undefined || end === start) return formatDate(start);
  return start.slice(0, 7) === end.slice(0, 7)
    ? `${Number(start.slice(8))}–${formatDate(end)}`
    : `${formatDate(start)} to ${formatDate(end)}`;
}

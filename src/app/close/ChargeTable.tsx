import { Status, type StatusTone } from '../../ui/Status.tsx';
import type { ChargeView } from '../charge-view.ts';
import { CHARGE_STATUS_TEXT, codeLabel } from '../code-text.ts';
import { formatDate, localDateTime, sentenceCase } from '../format.ts';

const TONES = {
  planned: 'attention',
  billable: 'met',
  billed: 'met',
  'not-billable': 'plain',
  aborted: 'plain',
  'entered-in-error': 'plain',
  unknown: 'unknown',
} as const satisfies Record<ChargeView['status'], StatusTone>;

export interface ChargeTableProps {
  readonly charges: readonly ChargeView[];
  readonly timeZone: string;
  /** Asks for the reason and takes an own charge back; absent where nobody can. */
  readonly onWithdraw?: (charge: ChargeView) => void;
  /** Leads to the correction sheet of what billing has taken up. */
  readonly onCorrect?: () => void;
}

/** The month's charges as the EHR shows them, Intervisit's own and others'. */
export function ChargeTable({ charges, timeZone, onWithdraw, onCorrect }: ChargeTableProps) {
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
          <tr key={`${charge.reference} ${charge.code}`}>
            <td data-label="Code">
              <b>{charge.code}</b> <span className="soft">{codeLabel(charge.code)}</span>
            </td>
            <td data-label="Units" className="number">
              {charge.units}
            </td>
            <td data-label="Recorded by">
              {recordedBy(charge, timeZone)}
              <code className="reference">{charge.reference}</code>
            </td>
            <td data-label="State">
              <Status tone={TONES[charge.status]}>{CHARGE_STATUS_TEXT[charge.status]}</Status>
              <span className="soft">{datesText(charge)}</span>
              {charge.status === 'billed' && charge.own && (
                <p className="soft">
                  Not touched any more; a change goes on the{' '}
                  {onCorrect === undefined ? (
                    'correction sheet.'
                  ) : (
                    <button type="button" className="link-button" onClick={onCorrect}>
                      correction sheet
                    </button>
                  )}
                </p>
              )}
              {onWithdraw !== undefined && mayWithdraw(charge) && (
                <p>
                  <button type="button" className="link-button" onClick={() => onWithdraw(charge)}>
                    Withdraw {charge.code}
                  </button>
                </p>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function mayWithdraw({ own, status }: ChargeView): boolean {
  return own && (status === 'planned' || status === 'billable');
}

/** `Nadia Sampler, RN in Intervisit, 18 Nov 2026`. */
function recordedBy({ own, enteredBy, enteredAt }: ChargeView, timeZone: string): string {
  const day = enteredAt === undefined ? undefined : formatDate(localDateTime(enteredAt, timeZone) ?? enteredAt);
  const who = own ? (enteredBy === undefined ? 'Intervisit' : `${enteredBy} in Intervisit`) : 'Another system';
  return day === undefined || !own ? who : `${who}, ${day}`;
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

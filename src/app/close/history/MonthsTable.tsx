import { Status } from '../../../ui/Status.tsx';
import { formatDate } from '../../format.ts';
import { href } from '../../routes.ts';
import { changedText, CLOSED_TEXT, CLOSED_TONES, type ClosedMonth, shownMinutes } from './closed-month.ts';

/** The closed months as a table: minutes, codes and units, state, who and when. */
export function MonthsTable({ months }: { readonly months: readonly ClosedMonth[] }) {
  return (
    <table className="table table-stack">
      <thead>
        <tr>
          <th scope="col">Month</th>
          <th scope="col" className="number">
            Minutes
          </th>
          <th scope="col">Codes and units</th>
          <th scope="col">State</th>
          <th scope="col">Who and when</th>
        </tr>
      </thead>
      <tbody>
        {months.map((closed) => (
          <tr key={closed.month}>
            <th scope="row" data-label="Month">
              <a className="nowrap" href={href({ month: closed.month, screen: 'close' })}>
                {formatDate(closed.month)}
              </a>
            </th>
            <td data-label="Minutes" className="number">
              {shownMinutes(closed) ?? 'not known'}
              {changedText(closed) !== null && <span className="soft"> ({changedText(closed)})</span>}
            </td>
            <td data-label="Codes">{closed.codes.map(({ code, units }) => `${code} × ${units}`).join(', ')}</td>
            <td data-label="State">
              <Status tone={CLOSED_TONES[closed.state]}>{CLOSED_TEXT[closed.state]}</Status>
            </td>
            <td data-label="Who">{whoAndWhen(closed)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function whoAndWhen({ signedBy, by, at, state }: ClosedMonth): string {
  const acted = state === 'handed-over' || state === 'done' || state === 'sent-back' ? 'handed over by' : 'by';
  const parts = [
    signedBy === undefined ? undefined : `signed by ${signedBy}`,
    by === undefined ? undefined : `${acted} ${by}`,
    at === undefined ? undefined : formatDate(at),
  ];
  return parts.filter((part) => part !== undefined).join(', ') || '–';
}

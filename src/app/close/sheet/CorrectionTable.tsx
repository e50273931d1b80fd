import { codeLabel } from '../../code-text.ts';
import { formatDate } from '../../format.ts';
import { changeText, type Correction, type TakenUp } from './correction.ts';

/** Code by code: units on the claim, units supported now, and the difference. */
export function CorrectionTable({ correction: { lines, takenUp } }: { readonly correction: Correction }) {
  return (
    <table>
      <caption>Claim and documentation</caption>
      <thead>
        <tr>
          <th scope="col">Code</th>
          <th scope="col">On the claim</th>
          <th scope="col">Supported now</th>
          <th scope="col">Difference</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => {
          const charge = takenUp.find(({ code }) => code === line.code);
          return (
            <tr key={line.code}>
              <th scope="row">
                {line.code}
                <span className="paper-number">
                  {codeLabel(line.code)}
                  {charge !== undefined && ` (${charge.reference}${dayOf(charge)})`}
                </span>
              </th>
              <td>{line.was === 0 ? 'none' : `${line.was}`}</td>
              <td>{line.now === 0 ? 'none' : `${line.now}`}</td>
              <td>{changeText(line) ?? 'no change'}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function dayOf({ dateOfService }: TakenUp): string {
  return dateOfService === undefined ? '' : `, date of service ${formatDate(dateOfService)}`;
}

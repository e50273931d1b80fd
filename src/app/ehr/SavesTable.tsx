import { Status, type StatusTone } from '../../ui/Status.tsx';
import { becauseText, besideText, placeText, SAVED_TEXT } from './ehr-text.ts';
import { isAsHoped, type SaveRow } from './ehr-view.ts';

/** For each thing that the app saves, where it will be kept and why the better places are out. */
export function SavesTable({ saves }: { readonly saves: readonly SaveRow[] }) {
  return (
    <table className="table table-stack ehr-saves">
      <thead>
        <tr>
          <th scope="col">Saved</th>
          <th scope="col">Where it will be</th>
          <th scope="col">Why there</th>
        </tr>
      </thead>
      <tbody>
        {saves.map((row) => (
          <tr key={row.what}>
            <th scope="row" className="ehr-name">
              {SAVED_TEXT[row.what]}
            </th>
            <td data-label="Where">
              <Status tone={toneOf(row)}>{placeText(row)}</Status>
            </td>
            <td data-label="Why">{[becauseText(row.target) || whyBest(row), besideText(row)].filter((text) => text !== '').join(' ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function toneOf(row: SaveRow): StatusTone {
  if (row.target.where === null) return 'blocks';
  if (row.target.untried === true) return 'unknown';
  return isAsHoped(row) ? 'met' : 'attention';
}

function whyBest({ target }: SaveRow): string {
  if (target.bySite === true) return 'This site’s settings say so.';
  return target.untried === true
    ? 'The best place; the EHR has not said whether it allows it.'
    : 'The best place, and nothing speaks against it.';
}

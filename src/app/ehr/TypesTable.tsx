import { Status } from '../../ui/Status.tsx';
import { readLabel } from '../unknown-text.ts';
import { CELL_TEXT, COLUMN_TEXT } from './ehr-text.ts';
import { type CellReason, COLUMNS, type TypeRow } from './ehr-view.ts';

/** Resource by interaction: the verdict, and what it rests on. */
export function TypesTable({ rows }: { readonly rows: readonly TypeRow[] }) {
  const found = new Set(rows.flatMap(({ cells }) => COLUMNS.map((column) => cells[column])));
  return (
    <>
      <table className="table table-stack ehr-types">
        <thead>
          <tr>
            <th scope="col">Record</th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {COLUMN_TEXT[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.type}>
              <th scope="row" className="ehr-name">
                {row.type}
                {readLabel(row.type) !== row.type && <span className="soft ehr-label">{readLabel(row.type)}</span>}
                {row.parts.length > 0 && (
                  <span className="ehr-label">
                    <Status tone="unknown">Seen in part only:</Status>{' '}
                    {row.parts.map((part) => (
                      <code key={part}>{part}</code>
                    ))}
                  </span>
                )}
              </th>
              {COLUMNS.map((column) => (
                <td key={column} data-label={COLUMN_TEXT[column]} className={row.cells[column] === 'not-used' ? 'ehr-unused' : undefined}>
                  <Cell reason={row.cells[column]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <dl className="ehr-legend">
        {REASONS.filter((reason) => found.has(reason)).map((reason) => (
          <div key={reason}>
            <dt>
              <Cell reason={reason} />
            </dt>
            <dd>{CELL_TEXT[reason].meaning}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

const REASONS = [
  'answered',
  'allowed',
  'not-stated',
  'not-granted',
  'not-supported',
  'refused',
  'site-setting',
  'left-out',
  'not-used',
] as const satisfies readonly CellReason[];

function Cell({ reason }: { readonly reason: CellReason }) {
  const { tone, word } = CELL_TEXT[reason];
  return <Status tone={tone}>{word}</Status>;
}

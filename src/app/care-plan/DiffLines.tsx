import type { DiffLine } from '../care-plan-view.ts';

/** Places in the record, and what comes or goes there. */
export function DiffLines({ lines }: { readonly lines: readonly DiffLine[] }) {
  return (
    <ul className="diff">
      {lines.map((line) => (
        <li key={`${line.sign} ${line.path}`} className={line.sign === '+' ? 'diff-added' : 'diff-removed'}>
          <span className="diff-sign">{line.sign === '+' ? '+ added' : '- removed'}</span> <code>{line.path}</code> {line.text}
        </li>
      ))}
    </ul>
  );
}

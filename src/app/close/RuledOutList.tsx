import { sentenceCase } from '../format.ts';
import type { RuledOut } from './codings.ts';

/** What the month cannot be coded as, and why not. */
export function RuledOutList({ items }: { readonly items: readonly RuledOut[] }) {
  return (
    <details className="evidence" open>
      <summary>Not correct for this month: {items.map(({ codes }) => codes).join(', ')}</summary>
      <ul className="ruled-out">
        {items.map(({ codes, label, why, rules }) => (
          <li key={codes}>
            <b>{sentenceCase(codes)}</b> <span className="soft">{label}</span>
            <br />
            {why} <span className="rule-id">{rules.join(', ')}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

import { CHANGE_TEXT } from './change-text.ts';
import type { ChangeView } from './review-view.ts';

/** Changes of the plan, each with its kind as a word, a sign and a colour. */
export function ChangeList({ changes }: { readonly changes: readonly ChangeView[] }) {
  return (
    <ul className="changes">
      {changes.map((change, index) => (
        // Two changes may say the same.
        <li key={`${index} ${change.what}`} className={`change change-${change.kind}`}>
          <span className="change-kind">{CHANGE_TEXT[change.kind]}</span>
          <span>
            <b>{change.part}</b> <span className="change-what">{change.what}</span>
            {change.field !== undefined && <Field {...change} />}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Field({ field, before, after }: ChangeView) {
  return (
    <span className="change-field">
      : {field}
      {before !== undefined && (
        <>
          {' '}
          <span className="visually-hidden">from</span> <del>{before}</del>
        </>
      )}
      {after !== undefined && (
        <>
          {' '}
          {before === undefined ? '' : '→ '}
          <span className="visually-hidden">to</span> <ins>{after}</ins>
        </>
      )}
    </span>
  );
}

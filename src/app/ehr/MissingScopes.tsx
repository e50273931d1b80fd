import { sentenceCase } from '../format.ts';
import type { MissingScope } from './ehr-view.ts';
import { missingTexts } from './missing-text.ts';

/** What was asked for and not granted: what cannot be done for want of it, and how IT would spell it. */
export function MissingScopes({ missing }: { readonly missing: readonly MissingScope[] }) {
  return (
    <section className="panel" aria-labelledby="ehr-missing">
      <h2 id="ehr-missing">Asked for and not granted</h2>
      <table className="table table-stack">
        <thead>
          <tr>
            <th scope="col">Without it</th>
            <th scope="col">SMART v2</th>
            <th scope="col">SMART v1</th>
          </tr>
        </thead>
        <tbody>
          {missing.map((one) => (
            <tr key={one.type}>
              <td data-label="Without it">{missingTexts(one).map(sentenceCase).join('. ')}.</td>
              <td data-label="SMART v2">
                <Words words={one.v2} />
              </td>
              <td data-label="SMART v1">
                <Words words={one.v1} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="soft">Whoever manages apps in the EHR can grant these; each is asked for by itself, and none is a wildcard.</p>
    </section>
  );
}

function Words({ words }: { readonly words: readonly string[] }) {
  return (
    <span className="ehr-words">
      {words.map((word) => (
        <code key={word}>{word}</code>
      ))}
    </span>
  );
}

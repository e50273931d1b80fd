import { Status } from '../../ui/Status.tsx';
import { formatDate } from '../format.ts';
import { ConsentFacts } from './ConsentFacts.tsx';
import { answerText, answerTone } from './consent-text.ts';
import type { ConsentRecord } from './consent-view.ts';

/** All that was ever asked and answered, newest first. */
export function ConsentHistory({ records, today }: { readonly records: readonly ConsentRecord[]; readonly today: string }) {
  return (
    <section className="panel" aria-labelledby="consent-history">
      <h2 id="consent-history">History</h2>
      {records.length === 0 ? (
        <p className="soft">Nobody has recorded asking this patient yet.</p>
      ) : (
        <ol className="consent-history">
          {records.map((record) => (
            <li key={record.key}>
              <details className="evidence">
                <summary>
                  <Status tone={answerTone(record)}>{answerText(record)}</Status> {formatDate(record.date)}
                  {record.practitioner !== undefined && <span className="soft"> for {record.practitioner}</span>}
                </summary>
                <ConsentFacts record={record} today={today} />
              </details>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

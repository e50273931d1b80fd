import { Status } from '../ui/Status.tsx';
import { formatDate } from './format.ts';
import type { PracticeStatement } from './practice-statements.ts';

export interface PracticeStatementsProps {
  readonly statements: readonly PracticeStatement[];
}

/** What the practice states of itself, by whom and when, and where to state what is missing. */
export function PracticeStatements({ statements }: PracticeStatementsProps) {
  return (
    <section className="panel" aria-labelledby="practice-statements">
      <h2 id="practice-statements">What the practice states of itself</h2>
      <dl className="facts">
        {statements.map((statement) => (
          <div key={statement.ruleId}>
            <dt>{statement.name}</dt>
            <dd>
              <Said statement={statement} /> <span className="rule-id">{statement.ruleId}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p className="soft">
        Stated once for all patients, in this site’s settings: <code>practice.attestations</code> of <code>site.json</code>, or of this
        EHR’s entry in <code>issuers.json</code>.
      </p>
    </section>
  );
}

function Said({ statement: { key, said } }: { readonly statement: PracticeStatement }) {
  if (said === undefined) {
    return (
      <>
        <Status tone="unknown">Not stated.</Status> IT puts{' '}
        <code>{`"${key}": { "attested": true, "by": "name", "date": "YYYY-MM-DD" }`}</code> there once somebody of the practice signs for
        it.
      </>
    );
  }
  return (
    <Status tone={said.holds ? 'met' : 'blocks'}>
      {said.holds ? 'Yes' : 'No'}, stated by {said.by} on {formatDate(said.date)}
    </Status>
  );
}

import type { ConditionJudgement } from '../ccm/month-assessment.ts';
import { RULE_IDS } from '../ccm/rules.ts';
import { ruleText } from './finding-text.ts';
import { formatDate, formatMonth } from './format.ts';
import { statementText } from './statement-text.ts';
import type { StatementView } from './statement-view.ts';

export interface StatementLogProps {
  readonly history: readonly StatementView[];
  /** For the names of those that were decided on. */
  readonly conditions: readonly ConditionJudgement[];
}

/** Every statement on record, newest first, with who made it, when, why, and whether it still decides. */
export function StatementLog({ history, conditions }: StatementLogProps) {
  return (
    <section className="panel" aria-labelledby="statements-heading">
      <details className="evidence">
        <summary>
          <h2 id="statements-heading">Statements on record ({history.length})</h2>
        </summary>
        <table className="table table-stack">
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">By</th>
              <th scope="col">About</th>
              <th scope="col">Stated</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {history.toReversed().map((one) => (
              <tr key={one.id}>
                <td data-label="Day" className="nowrap">
                  {formatDate(one.date)}
                </td>
                <td data-label="By">{one.by}</td>
                <td data-label="About">
                  {subjectOf(one, conditions)} <span className="rule-id">{one.ruleId}</span>
                </td>
                <td data-label="Stated">
                  {statementText(one)}
                  {one.reason !== '' && <span className="soft"> {one.reason}</span>}
                </td>
                <td data-label="State">{stateOf(one)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

function subjectOf({ ruleId, condition, month }: StatementView, conditions: readonly ConditionJudgement[]): string {
  const known = RULE_IDS.find((id) => id === ruleId);
  const rule = known === undefined ? '' : ruleText(known).name;
  const named = conditions.find((judgement) => judgement.condition.reference === condition)?.condition.display;
  const subject = condition === undefined ? rule : (named ?? condition);
  return month === undefined ? subject : `${subject}, ${formatMonth(month)}`;
}

function stateOf({ holds, withdraws }: StatementView): string {
  if (holds) return 'holds';
  return withdraws ? 'takes back' : 'does not hold for this month';
}

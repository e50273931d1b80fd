import { useDeferredValue, useMemo, useState } from 'react';
import type { Chart, LocalDate } from '../ccm/chart.ts';
import type { ConditionJudgement, MonthAssessment } from '../ccm/month-assessment.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { Status, type StatusTone } from '../ui/Status.tsx';
import { ConditionRow } from './ConditionRow.tsx';
import { CONDITION_VERDICT_TEXT } from './evidence-text.ts';
import { UNKNOWN_SETTLED_BY, UNKNOWN_TEXT } from './finding-text.ts';
import { list, plural } from './format.ts';
import { SaveOutcomeNotice } from './SaveOutcomeNotice.tsx';
import type { SaveResult } from './save-result.ts';
import type { Statements } from './statement-view.ts';

export interface ConditionEvidenceProps {
  readonly chart: Chart;
  readonly assessment: MonthAssessment;
  readonly today: LocalDate;
  /** Undefined: nothing can be decided here. */
  readonly statements: Statements | undefined;
}

const FIRST_ROWS = 50;
const VERDICTS = ['counts', 'review', 'does-not-count'] as const satisfies readonly ConditionJudgement['verdict'][];

const VERDICT_TONES = {
  counts: 'met',
  review: 'unknown',
  'does-not-count': 'plain',
} as const satisfies Record<ConditionJudgement['verdict'], StatusTone>;

/** Every condition of the chart: what counts, what a clinician should look at, and what does not count, with reasons. */
export function ConditionEvidence({ chart, assessment, today, statements }: ConditionEvidenceProps) {
  const [query, setQuery] = useState('');
  const wanted = useDeferredValue(query.trim().toLowerCase());
  const judged = useMemo(
    () => assessment.conditions.filter((judgement) => wanted === '' || searchText(judgement).includes(wanted)),
    [assessment.conditions, wanted],
  );
  const [decided, setDecided] = useState<{ readonly display: string; readonly result: SaveResult } | null>(null);
  const names = assessment.distinctChronicConditions;
  return (
    <section className="panel" aria-labelledby="conditions-heading">
      <div className="panel-head">
        <h2 id="conditions-heading">Conditions</h2>
        {assessment.conditions.length > 8 && (
          <Field label="Filter" width="short">
            {(control) => (
              <input
                {...control}
                type="search"
                className="input"
                placeholder="name or code"
                value={query}
                onChange={(event) => setQuery(event.target.value)}
              />
            )}
          </Field>
        )}
      </div>
      <p>
        <b>{plural(names.length, 'distinct chronic disease', 'distinct chronic diseases')}</b>
        {names.length > 0 && `: ${list(names)}`}. Two are needed; each disease counts once, however often it is coded.
      </p>
      {decided !== null && <SaveOutcomeNotice what={`The decision on ${decided.display}`} result={decided.result} />}
      {assessment.conditions.length === 0 && <NoConditions chart={chart} />}
      {wanted !== '' && <output className="soft">{plural(judged.length, 'condition matches', 'conditions match')}</output>}
      {VERDICTS.map((verdict) => (
        <ConditionTable
          key={`${verdict} ${wanted}`}
          verdict={verdict}
          rows={judged.filter((judgement) => judgement.verdict === verdict)}
          today={today}
          statements={statements}
          onDecided={(display, result) => setDecided({ display, result })}
        />
      ))}
    </section>
  );
}

function NoConditions({ chart }: Pick<ConditionEvidenceProps, 'chart'>) {
  const why = chart.unknownBecause?.conditions;
  if (why === undefined) return <p>The chart lists no conditions.</p>;
  return (
    <p>
      <Status tone="unknown">Conditions: {UNKNOWN_TEXT[why]}.</Status> {UNKNOWN_SETTLED_BY[why]}
    </p>
  );
}

interface ConditionTableProps extends Pick<ConditionEvidenceProps, 'today' | 'statements'> {
  readonly verdict: ConditionJudgement['verdict'];
  readonly rows: readonly ConditionJudgement[];
  readonly onDecided: (display: string, result: SaveResult) => void;
}

function ConditionTable({ verdict, rows, today, statements, onDecided }: ConditionTableProps) {
  const [all, setAll] = useState(false);
  if (rows.length === 0) return null;
  const sorted = verdict === 'counts' ? rows.toSorted((a, b) => (a.group ?? '').localeCompare(b.group ?? '')) : rows;
  const shown = all ? sorted : sorted.slice(0, FIRST_ROWS);
  return (
    <div className="condition-block">
      <h3>
        <Status tone={VERDICT_TONES[verdict]}>
          {CONDITION_VERDICT_TEXT[verdict]} ({rows.length})
        </Status>
      </h3>
      <table className="table table-stack table-fixed">
        <thead>
          <tr>
            <th scope="col" className="col-wide">
              Condition
            </th>
            <th scope="col">Code</th>
            <th scope="col">Onset</th>
            <th scope="col">Status</th>
            <th scope="col" className="col-wide">
              Why
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((judgement, index) => (
            <ConditionRow
              key={`${judgement.condition.reference ?? ''} ${index}`}
              judgement={judgement}
              previous={shown[index - 1]}
              today={today}
              statements={statements}
              onDecided={onDecided}
            />
          ))}
        </tbody>
      </table>
      {shown.length < rows.length && (
        <p className="panel-foot">
          <Button onClick={() => setAll(true)}>Show all {rows.length}</Button>
        </p>
      )}
    </div>
  );
}

function searchText({ condition, groupName }: ConditionJudgement): string {
  return [condition.display, groupName ?? '', ...condition.codes.map(({ code }) => code)].join(' ').toLowerCase();
}

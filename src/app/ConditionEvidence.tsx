import { useDeferredValue, useMemo, useState } from 'react';
import type { Chart, LocalDate } from '../ccm/chart.ts';
import type { ConditionJudgement, MonthAssessment } from '../ccm/month-assessment.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { Status, type StatusTone } from '../ui/Status.tsx';
import { CONDITION_REASON_TEXT, CONDITION_VERDICT_TEXT, UNKNOWN_SETTLED_BY, UNKNOWN_TEXT } from './finding-text.ts';
import { formatDate, formatDateAgo, list, plural } from './format.ts';

export interface ConditionEvidenceProps {
  readonly chart: Chart;
  readonly assessment: MonthAssessment;
  readonly today: LocalDate;
}

const FIRST_ROWS = 50;
const VERDICTS = ['counts', 'review', 'does-not-count'] as const satisfies readonly ConditionJudgement['verdict'][];

const VERDICT_TONES = {
  counts: 'met',
  review: 'unknown',
  'does-not-count': 'plain',
} as const satisfies Record<ConditionJudgement['verdict'], StatusTone>;

/** Every condition of the chart: what counts, what a clinician should look at, and what does not count, with reasons. */
export function ConditionEvidence({ chart, assessment, today }: ConditionEvidenceProps) {
  const [query, setQuery] = useState('');
  const wanted = useDeferredValue(query.trim().toLowerCase());
  const judged = useMemo(
    () => assessment.conditions.filter((judgement) => wanted === '' || searchText(judgement).includes(wanted)),
    [assessment.conditions, wanted],
  );
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
      {assessment.conditions.length === 0 && <NoConditions chart={chart} />}
      {wanted !== '' && <output className="soft">{plural(judged.length, 'condition matches', 'conditions match')}</output>}
      {VERDICTS.map((verdict) => (
        <ConditionTable
          key={`${verdict} ${wanted}`}
          verdict={verdict}
          rows={judged.filter((judgement) => judgement.verdict === verdict)}
          today={today}
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

interface ConditionTableProps {
  readonly verdict: ConditionJudgement['verdict'];
  readonly rows: readonly ConditionJudgement[];
  readonly today: LocalDate;
}

function ConditionTable({ verdict, rows, today }: ConditionTableProps) {
  const [all, setAll] = useState(false);
  if (rows.length === 0) return null;
  const sorted = verdict === 'counts' ? rows.toSorted((a, b) => groupOf(a).localeCompare(groupOf(b))) : rows;
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

interface ConditionRowProps {
  readonly judgement: ConditionJudgement;
  readonly previous: ConditionJudgement | undefined;
  readonly today: LocalDate;
}

function ConditionRow({ judgement, previous, today }: ConditionRowProps) {
  const { condition } = judgement;
  const sameDisease = previous !== undefined && groupOf(previous) !== '' && groupOf(previous) === groupOf(judgement);
  return (
    <tr>
      <td data-label="Condition">
        {condition.display}
        {judgement.groupName !== undefined && judgement.verdict === 'counts' && (
          <span className="soft"> {sameDisease ? `also ${judgement.groupName}, counted once` : judgement.groupName}</span>
        )}
        {condition.reference !== undefined && <code className="reference">{condition.reference}</code>}
      </td>
      <td data-label="Code">
        {condition.codes.length === 0 && <span className="soft">none</span>}
        {condition.codes.map(({ system, code }) => (
          <span key={`${system} ${code}`} className="code-line">
            <code>{code}</code> <span className="soft">{systemName(system)}</span>
          </span>
        ))}
      </td>
      <td data-label="Onset">
        {condition.onset == null ? <span className="soft">not recorded</span> : formatDateAgo(condition.onset, today)}
      </td>
      <td data-label="Status">
        {condition.clinicalStatus ?? <span className="soft">not recorded</span>}
        {condition.verificationStatus != null && <span className="soft"> {condition.verificationStatus}</span>}
      </td>
      <td data-label="Why">
        {CONDITION_REASON_TEXT[judgement.reason]} <span className="rule-id">{judgement.ruleId}</span>
        {condition.override !== undefined && (
          <span className="soft">
            {' '}
            {condition.override.by}, {formatDate(condition.override.date)}: {condition.override.reason}
          </span>
        )}
      </td>
    </tr>
  );
}

function groupOf(judgement: ConditionJudgement): string {
  return judgement.group ?? '';
}

function searchText({ condition, groupName }: ConditionJudgement): string {
  return [condition.display, groupName ?? '', ...condition.codes.map(({ code }) => code)].join(' ').toLowerCase();
}

const SYSTEM_NAMES: Readonly<Record<string, string>> = {
  'http://hl7.org/fhir/sid/icd-10-cm': 'ICD-10-CM',
  'http://hl7.org/fhir/sid/icd-9-cm': 'ICD-9-CM',
  'http://snomed.info/sct': 'SNOMED CT',
};

/** The last part of an unknown system's address says enough to find it. */
function systemName(system: string): string {
  return SYSTEM_NAMES[system] ?? system.split(/[/:]/).findLast((part) => part !== '') ?? system;
}

import type { Chart, LocalDate, UnknownKind } from '../ccm/chart.ts';
import type { MonthAssessment } from '../ccm/month-assessment.ts';
import { formatDate, formatDateAgo, sentenceCase } from './format.ts';
import { isCovered } from './month-words.ts';
import { UNKNOWN_TEXT } from './unknown-text.ts';

export interface ChartFactsProps {
  readonly chart: Chart;
  readonly assessment: MonthAssessment;
  readonly today: LocalDate;
  /** First day from which visits were asked for; null where all were, absent where that is not told. */
  readonly visitsSince?: LocalDate | null | undefined;
}

/** The facts of the chart that a person wants at hand while working. */
export function ChartFacts({ chart, assessment, today, visitsSince }: ChartFactsProps) {
  const why = chart.unknownBecause;
  const lastVisit = chart.visits
    ?.map(({ date }) => date)
    .toSorted()
    .at(-1);
  return (
    <section className="panel" aria-labelledby="chart-facts">
      <h2 id="chart-facts">From the chart</h2>
      <dl className="fact-list">
        <Fact label="Counted" value={counted(chart, assessment)} why={why?.conditions} />
        <Fact label="Bills" value={chart.billingPractitioner?.name} why={why?.billingPractitioner} />
        <Fact label="Part B" value={partB(chart)} why={why?.coverage} />
        <Fact
          label="Last visit"
          value={lastVisit === undefined ? noVisit(chart, visitsSince) : formatDateAgo(lastVisit, today)}
          why={why?.visits}
        />
        <Fact label="CCM since" value={ccmSince(chart)} why={why?.ccmStartDate} />
      </dl>
    </section>
  );
}

interface FactProps {
  readonly label: string;
  readonly value: string | null | undefined;
  readonly why: UnknownKind | undefined;
}

function Fact({ label, value, why }: FactProps) {
  const known = value !== null && value !== undefined && value !== '';
  return (
    <div>
      <dt>{label}</dt>
      <dd>{known ? value : <span className="soft">{sentenceCase(UNKNOWN_TEXT[why ?? 'not-recorded'])}</span>}</dd>
    </div>
  );
}

function partB({ coverage }: Chart): string | undefined {
  if (coverage?.partBEnd != null) return `until ${formatDate(coverage.partBEnd)}`;
  return coverage?.partBStart == null ? undefined : `since ${formatDate(coverage.partBStart)}`;
}

function counted({ conditions }: Chart, assessment: MonthAssessment): string | undefined {
  if (conditions == null) return undefined;
  if (!isCovered(assessment)) return 'Not judged in this month';
  const { distinctChronicConditions } = assessment;
  return distinctChronicConditions.length === 0 ? 'No chronic condition' : distinctChronicConditions.join(', ');
}

/** Only so far back as was asked is it known that there was none. */
function noVisit({ visits }: Chart, since: LocalDate | null | undefined): string | undefined {
  if (visits == null || since === undefined) return undefined;
  return since === null ? 'None in the chart' : `None since ${formatDate(since)}`;
}

/** Without a consent the start is that of the plan or of the first entry, and is said to be. */
function ccmSince({ ccmStartDate, consent }: Chart): string | undefined {
  if (ccmStartDate == null) return undefined;
  const date = formatDate(ccmStartDate);
  return consent != null && consent.date <= ccmStartDate ? date : `${date}, by the plan or the first entry`;
}

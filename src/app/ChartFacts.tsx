import type { Chart, LocalDate, UnknownKind } from '../ccm/chart.ts';
import type { MonthAssessment } from '../ccm/month-assessment.ts';
import { UNKNOWN_TEXT } from './finding-text.ts';
import { formatDate, formatDateAgo, sentenceCase } from './format.ts';

export interface ChartFactsProps {
  readonly chart: Chart;
  readonly assessment: MonthAssessment;
  readonly today: LocalDate;
}

/** The facts of the chart that a person wants at hand while working. */
export function ChartFacts({ chart, assessment, today }: ChartFactsProps) {
  const why = chart.unknownBecause;
  const lastVisit = chart.visits
    ?.map(({ date }) => date)
    .toSorted()
    .at(-1);
  return (
    <section className="panel" aria-labelledby="chart-facts">
      <h2 id="chart-facts">From the chart</h2>
      <dl className="fact-list">
        <Fact label="Counted" value={assessment.distinctChronicConditions.join(', ')} why={why?.conditions} />
        <Fact label="Bills" value={chart.billingPractitioner?.name} why={why?.billingPractitioner} />
        <Fact label="Part B" value={partB(chart)} why={why?.coverage} />
        <Fact label="Last visit" value={lastVisit && formatDateAgo(lastVisit, today)} why={why?.visits} />
        <Fact label="CCM since" value={chart.ccmStartDate && formatDate(chart.ccmStartDate)} why={why?.ccmStartDate} />
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

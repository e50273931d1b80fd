import type { Chart, LocalDate } from '../ccm/chart.ts';
import type { MonthAssessment } from '../ccm/month-assessment.ts';
import type { RuleId } from '../ccm/rules.ts';
import { Chip } from '../ui/Chip.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Status } from '../ui/Status.tsx';
import { ChartFacts } from './ChartFacts.tsx';
import type { ChargeView } from './charge-view.ts';
import { carePlanChip, consentChip, eligibilityChip } from './chips.ts';
import { EntryTable } from './EntryTable.tsx';
import { entryRows } from './entry-rows.ts';
import { findingSentence, findingTone, ruleText, TONE_TEXT, UNKNOWN_SETTLED_BY } from './finding-text.ts';
import { formatMonth, plural } from './format.ts';
import { MonthStrip } from './MonthStrip.tsx';
import { verdictSentence } from './month-words.ts';
import { isRecorded, nextStep } from './next-step.ts';
import { href, type Screen } from './routes.ts';
import type { LoggedEntry } from './time-entry-view.ts';

export interface HomeScreenProps {
  readonly chart: Chart;
  readonly assessment: MonthAssessment;
  readonly today: LocalDate;
  readonly entries: readonly LoggedEntry[];
  readonly charges: readonly ChargeView[];
  /** How many things in the chart could not be read; the list is the problems screen's. */
  readonly problemCount: number;
}

const RECENT = 6;
const OPEN_SHOWN = 6;

/** The month at a glance: the verdict, the time, what stands open and the one next step. */
export function HomeScreen({ chart, assessment, today, entries, charges, problemCount }: HomeScreenProps) {
  const rows = entryRows(chart, assessment, entries);
  const link = (screen: Screen) => href({ month: assessment.month, screen });
  const chips = [
    { ...eligibilityChip(assessment), label: 'Eligibility', href: link('eligibility') },
    { ...consentChip(chart, assessment, today), label: 'Consent', href: link('eligibility') },
    { ...carePlanChip(chart, assessment, today), label: 'Care plan', href: link('plan') },
  ];
  return (
    <div className="screen home">
      <h1 className="verdict">{verdictSentence(assessment, isRecorded(assessment, charges))}</h1>
      <MonthStrip assessment={assessment} today={today} />
      <ul className="chips" aria-label="State of the essentials">
        {chips.map((chip) => (
          <li key={chip.label}>
            <Chip {...chip} />
          </li>
        ))}
      </ul>
      <NextStepPanel assessment={assessment} charges={charges} />
      {problemCount > 0 && (
        <Notice
          tone="unknown"
          title={`${plural(problemCount, 'thing')} in the chart could not be read`}
          action={<a href={link('problems')}>See what and why</a>}
        >
          Nothing unreadable was counted as a yes or a no.
        </Notice>
      )}
      <div className="columns">
        <section className="panel" aria-labelledby="home-work">
          <h2 id="home-work">Work in {formatMonth(assessment.month)}</h2>
          {rows.length === 0 ? (
            <p className="soft">No time logged in this month. Calls, reviews and coordination count from the first minute.</p>
          ) : (
            <EntryTable rows={rows.slice(0, RECENT)} />
          )}
          <p className="panel-foot">
            <a href={link('time')}>{rows.length > RECENT ? `All ${rows.length} entries` : 'Log time'}</a>
          </p>
        </section>
        <div className="stack">
          <OpenList chart={chart} assessment={assessment} />
          <ChartFacts chart={chart} assessment={assessment} today={today} />
        </div>
      </div>
    </div>
  );
}

function NextStepPanel({ assessment, charges }: Pick<HomeScreenProps, 'assessment' | 'charges'>) {
  const step = nextStep(assessment, charges);
  return (
    <section className="next-step" aria-label="Next best step">
      <div>
        <p className="eyebrow">Next best step</p>
        <p>{step.reason}</p>
      </div>
      {step.screen === null ? (
        <Status tone="met">{step.label}</Status>
      ) : (
        <a className="button button-primary" href={href({ month: assessment.month, screen: step.screen, ...(step.rule !== undefined && { rule: step.rule }) })}>
          {step.label}
          <Icon name="arrow" />
        </a>
      )}
    </section>
  );
}

function OpenList({ chart, assessment }: Pick<HomeScreenProps, 'chart' | 'assessment'>) {
  const order: readonly RuleId[] = [...assessment.blockers, ...assessment.unknowns, ...assessment.warnings];
  const open = [...new Set(order)].flatMap((ruleId) => assessment.findings.filter((finding) => finding.ruleId === ruleId));
  return (
    <section className="panel" aria-labelledby="home-open">
      <h2 id="home-open">What stands open</h2>
      {open.length === 0 ? (
        <p>
          <Status tone="met">Nothing is missing</Status>
        </p>
      ) : (
        <ul className="open-list">
          {open.slice(0, OPEN_SHOWN).map((finding) => {
            const why = finding.evidence.find((piece) => piece.unknownBecause !== undefined)?.unknownBecause;
            const settle = ruleText(finding.ruleId).settle ?? (why === undefined ? undefined : UNKNOWN_SETTLED_BY[why]);
            const tone = findingTone(finding);
            return (
              <li key={finding.ruleId}>
                <Status tone={tone}>{TONE_TEXT[tone]}</Status>
                <div>
                  <p>{findingSentence(finding)}</p>
                  {settle !== undefined && <p className="soft">{settle}</p>}
                </div>
              </li>
            );
          })}
        </ul>
      )}
      <p className="panel-foot">
        <a href={href({ month: assessment.month, screen: 'eligibility' })}>
          {open.length > OPEN_SHOWN ? `All ${open.length} and the evidence` : 'All rules and their evidence'}
        </a>
      </p>
      {chart.deathDate != null && <p className="soft">Work after the date of death is not counted.</p>}
    </section>
  );
}

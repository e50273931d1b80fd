import { lazy, Suspense } from 'react';
import type { Chart, LocalDate, Performer } from '../ccm/chart.ts';
import type { MonthAssessment } from '../ccm/month-assessment.ts';
import { mayTime } from '../ccm/timer/may-time.ts';
import { Chip } from '../ui/Chip.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Status } from '../ui/Status.tsx';
import { StartCall } from './call/StartCall.tsx';
import { ChartFacts } from './ChartFacts.tsx';
import type { ChargeView } from './charge-view.ts';
import { carePlanChip, consentChip, eligibilityChip, enrolmentChip } from './chips.ts';
import type { EnrolmentStep } from './enrolment/enrolment-view.ts';
import type { OpenAsking } from './consent/consent-view.ts';
import { EntryTable } from './EntryTable.tsx';
import { entryRows } from './entry-rows.ts';
import { formatMonth, plural } from './format.ts';
import { MonthStrip } from './MonthStrip.tsx';
import { isCovered, verdictSentence } from './month-words.ts';
import { isRecorded, nextStep } from './next-step.ts';
import { href, type Screen } from './routes.ts';
import type { SaveTarget } from './save-result.ts';
import type { LoggedEntry } from './time-entry-view.ts';
import { StartTimer } from './timekeeping/StartTimer.tsx';
import { timeUnknown, unseenSentence, unseenTypes } from './unseen.ts';

export interface HomeScreenProps {
  readonly chart: Chart;
  readonly assessment: MonthAssessment;
  readonly today: LocalDate;
  readonly entries: readonly LoggedEntry[];
  readonly charges: readonly ChargeView[];
  /** How many things in the chart could not be read; the list is the problems screen's. */
  readonly problemCount: number;
  /** First day from which visits were asked for; null where all were. */
  readonly visitsSince?: LocalDate | null;
  /** Where a time entry would go. */
  readonly timeTarget?: SaveTarget;
  /** What came of asking for consent, where it led to none. */
  readonly asking?: OpenAsking | null;
  /** How the patient's enrolment stands; null where nobody stated it. Absent: not shown. */
  readonly enrolment?: Pick<EnrolmentStep, 'status' | 'on'> | null;
  /** The signed-in person's; undefined where the EHR did not say. */
  readonly performer?: Performer | undefined;
}

const OpenList = lazy(async () => ({ default: (await import('./OpenList.tsx')).OpenList }));

const RECENT = 6;
const OPEN_SHOWN = 6;

/** The month at a glance: the verdict, the time, what stands open and the one next step. */
export function HomeScreen(props: HomeScreenProps) {
  const { chart, assessment, today, charges } = props;
  const link = (screen: Screen) => href({ month: assessment.month, screen });
  const chips = [
    { ...eligibilityChip(chart, assessment), label: 'Eligibility', href: link('eligibility') },
    { ...consentChip(chart, assessment, today, props.asking), label: 'Consent', href: link('consent') },
    { ...carePlanChip(chart, assessment, today), label: 'Care plan', href: link('plan') },
    ...(props.enrolment === undefined ? [] : [{ ...enrolmentChip(props.enrolment), label: 'Enrollment', href: link('enrolment') }]),
  ];
  return (
    <div className="screen home">
      <h1 className="verdict">{verdictSentence(assessment, isRecorded(assessment, charges), chart.deathDate)}</h1>
      <MonthStrip assessment={assessment} today={today} death={chart.deathDate} />
      <ul className="chips" aria-label="State of the essentials">
        {chips.map((chip) => (
          <li key={chip.label}>
            <Chip {...chip} />
          </li>
        ))}
      </ul>
      <NextStepPanel {...props} />
      <Unread chart={chart} assessment={assessment} problemCount={props.problemCount} />
      <div className="columns">
        <Work {...props} />
        <div className="stack">
          <OpenPanel chart={chart} assessment={assessment} />
          <ChartFacts chart={chart} assessment={assessment} today={today} visitsSince={props.visitsSince} />
        </div>
      </div>
    </div>
  );
}

function NextStepPanel({
  assessment,
  charges,
  timeTarget,
  asking,
  performer,
}: Pick<HomeScreenProps, 'assessment' | 'charges' | 'timeTarget' | 'asking' | 'performer'>) {
  const step = nextStep(assessment, charges, timeTarget, asking);
  return (
    <section className="next-step" aria-label="Next best step">
      <div>
        <p className="eyebrow">Next best step</p>
        <p>{step.reason}</p>
      </div>
      <div className="next-step-actions">
        <StartCall performer={performer} month={assessment.month} kind={performer === 'physician-qhp' ? 'secondary' : 'primary'} />
        <StartTimer performer={performer} kind={performer === 'physician-qhp' ? 'primary' : 'secondary'} quiet />
        {step.screen === null ? (
          <Status tone="met">{step.label}</Status>
        ) : (
          <a
            className={step.screen === 'time' ? 'button button-secondary' : 'button button-primary'}
            href={href({ month: assessment.month, screen: step.screen, ...(step.rule !== undefined && { rule: step.rule }) })}
          >
            {step.screen === 'time' && performer !== undefined && !mayTime(performer) ? 'See the time log' : step.label}
            <Icon name="arrow" />
          </a>
        )}
      </div>
    </section>
  );
}

/** What the EHR kept back, by kind of record; then single records that could not be read. */
function Unread({ chart, assessment, problemCount }: Pick<HomeScreenProps, 'chart' | 'assessment' | 'problemCount'>) {
  const unseen = unseenTypes(chart);
  if (unseen.length === 0 && problemCount === 0) return null;
  const things = `${plural(problemCount, 'thing')} in the chart could not be read`;
  return (
    <Notice
      tone="unknown"
      title={unseen.length === 0 ? things : 'Part of the chart is not known'}
      action={<a href={href({ month: assessment.month, screen: 'problems' })}>See what and why</a>}
    >
      {unseen.length > 0 && (
        <ul>
          {unseen.map((one) => (
            <li key={one.type}>{unseenSentence(one)}</li>
          ))}
          {problemCount > 0 && <li>{things}.</li>}
        </ul>
      )}
      <p>Nothing unread was counted as a yes or a no.</p>
    </Notice>
  );
}

function Work({ chart, assessment, entries }: Pick<HomeScreenProps, 'chart' | 'assessment' | 'entries'>) {
  const rows = entryRows(chart, assessment, entries);
  return (
    <section className="panel" aria-labelledby="home-work">
      <h2 id="home-work">Work in {formatMonth(assessment.month)}</h2>
      {rows.length > 0 ? <EntryTable rows={rows.slice(0, RECENT)} /> : <p className="soft">{noWorkText(assessment)}</p>}
      <p className="panel-foot">
        <a href={href({ month: assessment.month, screen: 'time' })}>
          {rows.length > RECENT ? `All ${rows.length} entries` : 'Open the time log'}
        </a>
      </p>
    </section>
  );
}

function noWorkText(assessment: MonthAssessment): string {
  if (!isCovered(assessment)) return 'Not judged: there are no rules for this month.';
  if (timeUnknown(assessment) !== null) return 'What was logged in this month cannot be seen.';
  return 'No time logged in this month. Calls, reviews and coordination count from the first minute.';
}

function OpenPanel({ chart, assessment }: Pick<HomeScreenProps, 'chart' | 'assessment'>) {
  return (
    <section className="panel" aria-labelledby="home-open">
      <h2 id="home-open">What stands open</h2>
      <Suspense fallback={<OpenListToCome assessment={assessment} />}>
        <OpenList chart={chart} assessment={assessment} most={OPEN_SHOWN} />
      </Suspense>
    </section>
  );
}

/** Takes the room of the list while the words of all rules are on their way. */
function OpenListToCome({ assessment }: Pick<HomeScreenProps, 'assessment'>) {
  const { blockers, unknowns, warnings } = assessment;
  return (
    <div aria-busy="true">
      <ul className="open-list">
        {[...blockers, ...unknowns, ...warnings].slice(0, OPEN_SHOWN).map((ruleId) => (
          <li key={ruleId}>
            <span />
            <div>
              <p>&nbsp;</p>
              <p>&nbsp;</p>
            </div>
          </li>
        ))}
      </ul>
      <p className="panel-foot">&nbsp;</p>
    </div>
  );
}

import type { Chart, Instant, LocalDate } from '../ccm/chart.ts';
import type { MonthAssessment } from '../ccm/month-assessment.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Notice } from '../ui/Notice.tsx';
import { RefusedState } from '../ui/RefusedState.tsx';
import { EntryDetails } from './EntryDetails.tsx';
import { EntryTable } from './EntryTable.tsx';
import { entryRows, type EntryRow } from './entry-rows.ts';
import { UNKNOWN_SETTLED_BY, unseenText } from './finding-text.ts';
import { formatDuration, formatMonth, sentenceCase } from './format.ts';
import { LogTimeForm } from './LogTimeForm.tsx';
import { MonthStrip } from './MonthStrip.tsx';
import type { SaveResult, SaveTarget } from './save-result.ts';
import { isCovered } from './month-words.ts';
import type { ConditionChoice, LoggedEntry, TimeEntryInput, TimeUser } from './time-entry-view.ts';
import { timeUnknown, timeUnknownSentence, unseenFact, unseenTypes } from './unseen.ts';

export interface TimeScreenProps {
  readonly chart: Chart;
  readonly assessment: MonthAssessment;
  readonly today: LocalDate;
  /** Details of the chart's time entries, in any order; an entry without details is shown by what the chart knows. */
  readonly entries: readonly LoggedEntry[];
  readonly user: TimeUser;
  /** The moment the form opens, from the injected clock: default date and start, and the limit of what is past. */
  readonly now: Instant;
  readonly saveTarget: SaveTarget;
  /** A new UUID. */
  readonly newId: () => string;
  readonly onSave: (input: TimeEntryInput) => Promise<SaveResult>;
}

const CONDITIONS_OFFERED = 12;

/** The month's ledger, and the form that adds to it. */
export function TimeScreen(props: TimeScreenProps) {
  const { chart, assessment, today, entries } = props;
  const rows = entryRows(chart, assessment, entries);
  const isUnknown = timeUnknown(assessment) !== null || unseenFact(chart, 'timeEntries') !== undefined;
  const mayBeUnseen = isUnknown || unseenTypes(chart).some(({ type }) => type === 'Encounter');
  return (
    <div className="screen">
      <h1>Time</h1>
      <MonthStrip assessment={assessment} today={today} death={chart.deathDate} />
      {mayBeUnseen && (
        <Notice tone="attention" title="Log only work that is not in the EHR yet">
          Entries made before may well be there and cannot be seen; the same work logged again would count twice.
        </Notice>
      )}
      <div className="columns columns-form">
        <LogTimeForm
          key={assessment.month}
          assessment={assessment}
          timeZone={chart.practiceTimeZone}
          now={props.now}
          user={props.user}
          conditions={conditionChoices(assessment)}
          saveTarget={props.saveTarget}
          newId={props.newId}
          onSave={props.onSave}
        />
        <section className="panel" aria-labelledby="ledger-heading">
          <h2 id="ledger-heading">Entries of {formatMonth(assessment.month)}</h2>
          {!isUnknown && isCovered(assessment) && <Sum assessment={assessment} />}
          <Ledger chart={chart} assessment={assessment} rows={rows} />
        </section>
      </div>
    </div>
  );
}

function Sum({ assessment: { countedSeconds } }: Pick<TimeScreenProps, 'assessment'>) {
  return (
    <p>
      {formatDuration(countedSeconds.total)} counted: {formatDuration(countedSeconds.staff)} by clinical staff,{' '}
      {formatDuration(countedSeconds.qhp)} by the practitioner.
    </p>
  );
}

function Ledger({ chart, assessment, rows }: Pick<TimeScreenProps, 'chart' | 'assessment'> & { readonly rows: readonly EntryRow[] }) {
  const why = unseenFact(chart, 'timeEntries');
  const unknown = timeUnknown(assessment);
  if (rows.length > 0) return <EntryTable rows={rows} details={EntryDetails} />;
  if (why !== undefined) {
    return (
      <RefusedState title="Time entries cannot be seen">
        {sentenceCase(unseenText('Encounter', why))}. {UNKNOWN_SETTLED_BY[why]}
      </RefusedState>
    );
  }
  if (unknown !== null) return <RefusedState title="Time entries are not known">{timeUnknownSentence(unknown)}</RefusedState>;
  if (!isCovered(assessment)) return <EmptyState title="Not judged">There are no rules for this month.</EmptyState>;
  return <EmptyState title="No time logged in this month">Log the first call, review or message with the form.</EmptyState>;
}

/** One choice per disease that counts and that the EHR can point to. */
function conditionChoices(assessment: MonthAssessment): readonly ConditionChoice[] {
  const choices = new Map<string, ConditionChoice>();
  for (const { verdict, condition, group } of assessment.conditions) {
    const { reference, display } = condition;
    if (verdict !== 'counts' || reference === undefined || choices.has(group ?? reference)) continue;
    choices.set(group ?? reference, { reference, display });
  }
  return [...choices.values()].slice(0, CONDITIONS_OFFERED);
}

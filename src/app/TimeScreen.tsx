import type { Chart, Instant, LocalDate } from '../ccm/chart.ts';
import type { MonthAssessment } from '../ccm/month-assessment.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { RefusedState } from '../ui/RefusedState.tsx';
import { EntryTable } from './EntryTable.tsx';
import { entryRows, type EntryRow } from './entry-rows.ts';
import { UNKNOWN_SETTLED_BY, UNKNOWN_TEXT } from './finding-text.ts';
import { formatDuration, formatMonth, sentenceCase } from './format.ts';
import { LogTimeForm } from './LogTimeForm.tsx';
import { MonthStrip } from './MonthStrip.tsx';
import type { SaveResult, SaveTarget } from './save-result.ts';
import type { ConditionChoice, LoggedEntry, TimeEntryInput, TimeUser } from './time-entry-view.ts';

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
  return (
    <div className="screen">
      <h1>Time</h1>
      <MonthStrip assessment={assessment} today={today} />
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
          <p>
            {formatDuration(assessment.countedSeconds.total)} counted: {formatDuration(assessment.countedSeconds.staff)} by clinical staff,{' '}
            {formatDuration(assessment.countedSeconds.qhp)} by the practitioner.
          </p>
          <Ledger chart={chart} rows={rows} />
        </section>
      </div>
    </div>
  );
}

function Ledger({ chart, rows }: { readonly chart: Chart; readonly rows: readonly EntryRow[] }) {
  const why = chart.unknownBecause?.timeEntries;
  if (rows.length > 0) return <EntryTable rows={rows} full />;
  if (why !== undefined && why !== 'not-recorded') {
    return (
      <RefusedState title="Time entries cannot be seen">
        {sentenceCase(UNKNOWN_TEXT[why])}. {UNKNOWN_SETTLED_BY[why]}
      </RefusedState>
    );
  }
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

import type { Chart, LocalDate, TimeEntry } from '../ccm/chart.ts';
import type { MonthAssessment } from '../ccm/month-assessment.ts';
import type { RuleId } from '../ccm/rules.ts';
import { formatClock } from './format.ts';
import type { LoggedEntry } from './time-entry-view.ts';
import { activityText, PERFORMER_TEXT } from './vocabulary-text.ts';

/** One logged entry as the tables show it. */
export interface EntryRow {
  readonly key: string;
  readonly date: LocalDate;
  /** `10:05`, where the entry has a clock time. */
  readonly clock: string | null;
  readonly person: string;
  readonly role: string;
  readonly activity: string;
  readonly countedSeconds: number;
  readonly excluded: readonly { readonly seconds: number; readonly ruleId: RuleId }[];
}

/** The entries that touch the assessed month, newest first. */
export function entryRows(chart: Chart, assessment: MonthAssessment, logged: readonly LoggedEntry[]): readonly EntryRow[] {
  const details = new Map(logged.map((entry) => [entry.entry, entry]));
  const rows = assessment.time.flatMap((judgement) => {
    const entry = chart.timeEntries?.[judgement.entry];
    const touches = judgement.localDate.startsWith(assessment.month) || judgement.countedSeconds > 0;
    if (entry === undefined || !touches) return [];
    return [
      {
        key: entry.id ?? String(judgement.entry),
        date: judgement.localDate,
        clock: entry.start === undefined ? null : formatClock(entry.start, chart.practiceTimeZone),
        person: entry.performerName ?? PERFORMER_TEXT[entry.performer],
        role: PERFORMER_TEXT[entry.performer],
        activity: activitiesOf(entry, details.get(judgement.entry)),
        countedSeconds: judgement.countedSeconds,
        excluded: judgement.excluded,
      },
    ];
  });
  return rows.toSorted((a, b) => moment(b).localeCompare(moment(a)));
}

function activitiesOf(entry: TimeEntry, logged: LoggedEntry | undefined): string {
  return (logged?.activities ?? [entry.activity]).map(activityText).join(', ');
}

function moment(row: EntryRow): string {
  return `${row.date} ${row.clock ?? ''}`;
}

import type { Chart, LocalDate } from '../../ccm/chart.ts';
import { formatDateAgo, localDateTime } from '../format.ts';
import type { LoggedEntry } from '../time-entry-view.ts';
import { activityText } from '../vocabulary-text.ts';

export interface LastContactProps {
  readonly chart: Chart;
  readonly entries: readonly LoggedEntry[];
  readonly today: LocalDate;
}

/** What was written the last time somebody worked on this patient. */
export function LastContact({ chart, entries, today }: LastContactProps) {
  const last = entries
    .flatMap(({ entry, note }) => {
      const fact = chart.timeEntries?.[entry];
      const start = fact?.start === undefined ? fact?.date : localDateTime(fact.start, chart.practiceTimeZone);
      if (fact === undefined || note === undefined || start == null) return [];
      return [{ start, activity: fact.activity, by: fact.performerName, note }];
    })
    .toSorted((a, b) => (a.start < b.start ? -1 : 1))
    .at(-1);
  if (last === undefined) return null;
  const about = [formatDateAgo(last.start.slice(0, 10), today), activityText(last.activity), last.by].filter(Boolean).join(' · ');
  return (
    <section className="panel" aria-labelledby="last-contact">
      <h2 id="last-contact">Last time</h2>
      <p className="soft">{about}</p>
      <p className="note-text">{last.note}</p>
    </section>
  );
}

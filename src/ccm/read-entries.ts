import { amountOf, dateOf, isLoose, listOf, oneOf, textOf, type Loose } from './plain-values.ts';
import type { EntryFacts, WrittenSpan } from './facts.ts';

const PERFORMERS = ['clinical-staff', 'physician-qhp', 'non-clinical-staff', 'software'] as const;

/** No local day is longer, so no single entry is: 25 hours on the day the clocks go back. */
const LONGEST_ENTRY_SECONDS = 25 * 3600;

/** The entries in the chart's order; an entry of the wrong shape keeps its place, with nothing known of it. */
export function readEntries(value: unknown): readonly EntryFacts[] {
  return (listOf(value) ?? []).map((item, index) => readEntry(isLoose(item) ? item : {}, index));
}

function readEntry(entry: Loose, index: number): EntryFacts {
  return {
    index,
    date: dateOf(entry['date']),
    seconds: readSeconds(entry),
    written: readSpans(entry),
    performer: oneOf(PERFORMERS, entry['performer']),
    performerId: textOf(entry['performerId']),
    activity: textOf(entry['activity']),
    sessionId: textOf(entry['sessionId']),
    countedToward: textOf(entry['alsoCountedToward'])?.trim().toUpperCase(),
    patientsServed: readPatientsServed(entry['patientsServed']),
    partOfVisit: entry['partOfVisit'] === true,
    outsideUS: entry['outsideUS'] === true,
    recorded: dateOf(entry['recorded']),
    reference: textOf(entry['reference']),
  };
}

/** Whole seconds, never rounded up; the tiny addition undoes what 6.65 × 60 loses in binary. */
function readSeconds(entry: Loose): number | undefined {
  const minutes = amountOf(entry['minutes']);
  const given = amountOf(entry['seconds']) ?? (minutes === undefined ? undefined : minutes * 60);
  if (given === undefined) return undefined;
  const seconds = Math.floor(given + 1e-6);
  return seconds <= LONGEST_ENTRY_SECONDS ? seconds : undefined;
}

function readSpans(entry: Loose): readonly WrittenSpan[] {
  const intervals = listOf(entry['intervals']);
  const start = textOf(entry['start']);
  if (!intervals || intervals.length === 0) return start === undefined ? [] : [{ start, end: undefined }];
  return intervals.map((interval) => {
    const span = isLoose(interval) ? interval : {};
    return { start: textOf(span['start']) ?? '', end: textOf(span['end']) ?? '' };
  });
}

function readPatientsServed(value: unknown): number | undefined {
  if (value === undefined || value === null) return 1;
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 ? value : undefined;
}

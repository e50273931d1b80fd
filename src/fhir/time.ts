import type { RawResource } from './client.ts';
import type { Days } from './dates.ts';
import { combine, eachAdoptedOnce, inOrder } from './time/copies.ts';
import type { StoredTimeEntry } from './time/entry.ts';
import { readEncounter } from './time/read-encounter.ts';
import { readPlanLog, readSessionNote, readVoidNotes, type VoidNote } from './time/read-notes.ts';

export type { StoredTimeEntry, TimeEntryDraft } from './time/entry.ts';

/**
 * Every entry of ours among a patient's resources (Encounters, CarePlans, DocumentReferences), each UUID once, in order
 * of start, each as long as it was: none is cut at midnight. The best carrier speaks for an entry that stands in several,
 * save where it lost values that another kept; a void copy there, or a void line anywhere, voids it. Encounters of the
 * EHR's own never appear: a person turns one into an entry, and where two did, the first counts. Resources must be one
 * patient's.
 *
 * @param days of the practice: what tells the local day on which an entry was written (TIME-17); without it that is unknown.
 */
export function readTimeEntries(resources: readonly RawResource[], days?: Days): readonly StoredTimeEntry[] {
  const voids = firstVoids(resources.flatMap(readVoidNotes));
  const copies = new Map<string, StoredTimeEntry[]>();
  for (const stored of resources.flatMap(readCopies)) {
    const key = stored.id?.toLowerCase() ?? stored.reference;
    copies.set(key, [...(copies.get(key) ?? []), stored]);
  }
  const entries = [...copies.entries()].map(([key, all]) => combine(all, voids.get(key))).filter((stored) => stored !== undefined);
  return eachAdoptedOnce(inOrder(entries)).map((stored) => withDay(stored, days));
}

function readCopies(resource: RawResource): readonly StoredTimeEntry[] {
  switch (resource.resourceType) {
    case 'Encounter': {
      const entry = readEncounter(resource);
      return entry === null ? [] : [entry];
    }
    case 'CarePlan':
      return readPlanLog(resource);
    case 'DocumentReference': {
      const entry = readSessionNote(resource);
      return entry === null ? [] : [entry];
    }
    default:
      return [];
  }
}

function firstVoids(all: readonly VoidNote[]): ReadonlyMap<string, VoidNote> {
  const latestFirst = all.toSorted((a, b) => Temporal.Instant.compare(b.at, a.at));
  return new Map(latestFirst.map((one) => [one.id.toLowerCase(), one]));
}

function withDay(stored: StoredTimeEntry, days: Days | undefined): StoredTimeEntry {
  const recorded = days?.exact(stored.recorded);
  return stored.entry === null || recorded === undefined ? stored : { ...stored, entry: { ...stored.entry, recorded } };
}

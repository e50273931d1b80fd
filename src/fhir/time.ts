import type { CarrierName } from './carriers.ts';
import type { RawResource } from './client.ts';
import type { StoredTimeEntry, TimeProblem } from './time/entry.ts';
import { readEncounter } from './time/read-encounter.ts';
import { readPlanLog, readSessionNote, readVoidLines } from './time/read-notes.ts';

export type { StoredTimeEntry, TimeEntryDraft } from './time/entry.ts';

/**
 * Every entry of ours among a patient's resources (Encounters, CarePlans, DocumentReferences), each UUID once, in order
 * of start. The best carrier speaks for an entry that stands in several; a void copy there, or a void line anywhere,
 * voids it. Encounters of the EHR's own never appear: a person turns one into an entry. Resources must be one patient's.
 */
export function readTimeEntries(resources: readonly RawResource[]): readonly StoredTimeEntry[] {
  const voidedIds = new Set(resources.flatMap(readVoidLines).map(({ id }) => id.toLowerCase()));
  const copies = new Map<string, StoredTimeEntry[]>();
  for (const stored of resources.flatMap(readCopies)) {
    const key = stored.id?.toLowerCase() ?? stored.reference;
    copies.set(key, [...(copies.get(key) ?? []), stored]);
  }
  return [...copies.entries()]
    .map(([key, all]) => voidIf(voidedIds.has(key), combine(all)))
    .filter((stored) => stored !== undefined)
    .toSorted((a, b) => order(a).localeCompare(order(b)));
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

const PRECEDENCE: readonly CarrierName[] = ['Encounter', 'CarePlan', 'DocumentReference'];

function combine(copies: readonly StoredTimeEntry[]): StoredTimeEntry | undefined {
  const [best, ...others] = copies.toSorted((a, b) => PRECEDENCE.indexOf(a.carrier) - PRECEDENCE.indexOf(b.carrier));
  if (best === undefined) return undefined;
  const sameCarrier = others.filter(({ carrier }) => carrier === best.carrier);
  const problems: TimeProblem[] = [...best.problems];
  if (sameCarrier.length > 0) problems.push('stored-twice');
  if (others.some((other) => differs(best, other))) problems.push('copies-differ');
  return voidIf(
    sameCarrier.some(({ voided }) => voided),
    { ...best, problems },
  );
}

function voidIf(voided: boolean, stored: StoredTimeEntry | undefined): StoredTimeEntry | undefined {
  return voided && stored !== undefined ? { ...stored, voided: true, entry: null } : stored;
}

function differs(a: StoredTimeEntry, b: StoredTimeEntry): boolean {
  return a.seconds !== b.seconds || a.performer !== b.performer || instantOf(a) !== instantOf(b);
}

function order(stored: StoredTimeEntry): string {
  return instantOf(stored) ?? stored.start ?? '';
}

function instantOf({ start }: StoredTimeEntry): string | undefined {
  return start === undefined ? undefined : Temporal.Instant.from(start).toString();
}

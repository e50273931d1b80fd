import type { Instant, LocalDate, Reference } from '../../ccm/chart.ts';
import type { RawResource } from '../client.ts';
import { isInstant } from '../dates.ts';
import { isProblem, readerOf, referenceOf } from '../parse.ts';
import { EncounterResource } from '../schemas.ts';
import { billingCodesOf, canonicalSystem, displayOf, referenceText, SYSTEM } from '../terminology.ts';
import { readTimeEntries } from '../time.ts';
import { isVisitCode, modalityOf } from '../visits/encounter-kind.ts';
import { adoptedBy } from './copies.ts';
import { DAY_SECONDS, secondsBetween, secondsOf } from './duration.ts';
import type { StoredTimeEntry } from './entry.ts';
import { readEncounter } from './read-encounter.ts';

/** A type or class of encounter in the EHR's own codes. */
export interface EncounterCode {
  readonly system: string;
  readonly code: string;
}

/**
 * Why the minutes of an encounter cannot be proposed. `local-class`: the EHR says in its own codes alone what it is, and the
 * site has not said which of them are CCM work. `no-period`: start or end is missing or has no time of day.
 */
export type NotCountable = 'local-class' | 'not-finished' | 'no-period' | 'odd-unit' | 'not-positive' | 'over-24-h';

/** An encounter of the EHR's own that may be CCM work. It counts only once a person has made an entry of it. */
export interface Suggestion {
  readonly reference: Reference;
  /** What the EHR calls it; may be empty. */
  readonly display: string;
  readonly start?: Instant;
  readonly end?: Instant;
  /** Its day as the EHR writes it, where it gives no time of day. */
  readonly day?: LocalDate;
  readonly performerReference?: Reference;
  readonly performerName?: string;
  /** Why it is thought to be CCM work. */
  readonly looksLike: 'site-type' | 'telephone' | 'virtual' | 'unknown';
  readonly proposed: { readonly seconds: number } | { readonly notCountable: NotCountable };
}

const read = readerOf(EncounterResource);

const NOT_HAPPENED = new Set(['planned', 'cancelled', 'entered-in-error', 'not-started']);

/**
 * The EHR's own encounters that look like CCM work, in order of start, save those that an entry has taken over already and
 * those that carry the code of a visit. Unreadable ones are left out: the chart's reader reports them.
 *
 * @param resources of one patient: Encounters, and what else may hold entries
 * @param siteTypes types and classes that the site has said to be CCM work
 * @param entries of the patient, where they have been read already
 */
export function suggestions(
  resources: readonly RawResource[],
  siteTypes: readonly EncounterCode[] = [],
  entries: readonly StoredTimeEntry[] = readTimeEntries(resources),
): readonly Suggestion[] {
  const taken = new Set(entries.filter(isLive).map(adoptedBy));
  const found = resources
    .filter((resource) => resource.resourceType === 'Encounter' && readEncounter(resource) === null)
    .flatMap((resource) => suggestionOf(resource, siteTypes) ?? []);
  return found.filter(({ reference }) => !taken.has(reference)).toSorted((a, b) => epoch(a) - epoch(b));
}

function isLive({ voided }: StoredTimeEntry): boolean {
  return !voided;
}

function suggestionOf(resource: RawResource, siteTypes: readonly EncounterCode[]): Suggestion | undefined {
  const encounter = read(resource);
  const reference = referenceOf(resource);
  if (isProblem(encounter) || reference === undefined || NOT_HAPPENED.has(encounter.status ?? '')) return undefined;
  const looksLike = kindOf(encounter, siteTypes);
  if (looksLike === null) return undefined;
  const { period, type, participant } = encounter;
  const individual = participant?.find(({ individual: one }) => referenceText(one)?.startsWith('Practitioner'))?.individual;
  const performer = referenceText(individual);
  return {
    reference,
    display: displayOf(type?.[0]) || (encounter.class?.display ?? encounter.class?.code ?? ''),
    ...(isInstant(period?.start) ? { start: period.start } : {}),
    ...(isInstant(period?.end) ? { end: period.end } : {}),
    ...(isDay(period?.start) ? { day: period.start } : {}),
    ...(performer === undefined ? {} : { performerReference: performer }),
    ...(individual?.display === undefined ? {} : { performerName: individual.display }),
    looksLike,
    proposed: proposalFor(encounter, looksLike),
  };
}

function kindOf(encounter: EncounterResource, siteTypes: readonly EncounterCode[]): Suggestion['looksLike'] | null {
  const { type = [], class: kind } = encounter;
  const codings = [...type.flatMap(({ coding = [] }) => coding), ...(kind === undefined ? [] : [kind])];
  if (codings.some((coding) => siteTypes.some((one) => isSame(coding, one)))) return 'site-type';
  if (type.flatMap(billingCodesOf).some(isVisitCode)) return null;
  const isStandard = kind?.code !== undefined && (kind.system === undefined || canonicalSystem(kind.system) === SYSTEM.actCode);
  const code = kind?.code?.trim().toUpperCase();
  if (isStandard && code !== 'VR' && code !== 'AMB') return null;
  // EHRs file calls as ambulatory too: here the type is asked alone.
  const { class: _class, ...typed } = encounter;
  if (modalityOf(typed) === 'audio-only') return 'telephone';
  if (isStandard) return code === 'VR' ? 'virtual' : null;
  return kind === undefined ? null : 'unknown';
}

function isSame(coding: { readonly system?: string; readonly code?: string }, { system, code }: EncounterCode): boolean {
  return coding.system !== undefined && canonicalSystem(coding.system) === canonicalSystem(system) && coding.code?.trim() === code;
}

function proposalFor(encounter: EncounterResource, looksLike: Suggestion['looksLike']): Suggestion['proposed'] {
  const { start, end } = encounter.period ?? {};
  const length = secondsOf(encounter['length']);
  if (looksLike === 'unknown') return { notCountable: 'local-class' };
  if (encounter.status !== 'finished') return { notCountable: 'not-finished' };
  if (!isInstant(start) || !isInstant(end)) return { notCountable: 'no-period' };
  if (length === 'unreadable') return { notCountable: 'odd-unit' };
  const seconds = length ?? secondsBetween(start, end);
  if (seconds <= 0) return { notCountable: 'not-positive' };
  return seconds > DAY_SECONDS ? { notCountable: 'over-24-h' } : { seconds };
}

function isDay(text: unknown): text is LocalDate {
  return typeof text === 'string' && /^\d{4}-\d\d-\d\d$/.test(text);
}

function epoch({ start }: Suggestion): number {
  return start === undefined ? Infinity : Date.parse(start);
}

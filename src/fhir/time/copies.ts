import type { Reference } from '../../ccm/chart.ts';
import type { CarrierName } from '../carriers.ts';
import { referenceText } from '../terminology.ts';
import type { StoredTimeEntry, TimeProblem } from './entry.ts';
import type { VoidNote } from './read-notes.ts';

const PRECEDENCE: readonly CarrierName[] = ['Encounter', 'CarePlan', 'DocumentReference'];

/** One entry of all copies that carry its UUID: the best carrier's that lost nothing speaks for it. */
export function combine(copies: readonly StoredTimeEntry[], taken: VoidNote | undefined): StoredTimeEntry | undefined {
  const [best, ...others] = copies.toSorted((a, b) => rank(a) - rank(b));
  if (best === undefined) return undefined;
  const sameCarrier = others.filter(({ carrier }) => carrier === best.carrier);
  const problems: TimeProblem[] = [...best.problems];
  if (sameCarrier.length > 0) problems.push('stored-twice');
  if (others.some((other) => differs(best, other))) problems.push('copies-differ');
  const voided = best.voided || taken !== undefined || sameCarrier.some((copy) => copy.voided);
  if (!voided) return { ...best, problems };
  const voiding =
    taken === undefined ? {} : { voiding: { reason: taken.reason, at: taken.at, ...(taken.by === undefined ? {} : { by: taken.by }) } };
  return { ...best, problems, voided, entry: null, ...voiding };
}

// An EHR that dropped the length still shows a period, which holds the pauses too: a copy that kept everything knows better.
function rank({ voided, entry, problems, carrier }: StoredTimeEntry): number {
  const isWhole = voided || (entry !== null && !problems.includes('length-from-period'));
  return PRECEDENCE.indexOf(carrier) + (isWhole ? 0 : PRECEDENCE.length);
}

function differs(a: StoredTimeEntry, b: StoredTimeEntry): boolean {
  return a.seconds !== b.seconds || a.performer !== b.performer || instantOf(a) !== instantOf(b);
}

/** Entries in order of start, those of the same start by UUID. */
export function inOrder(entries: readonly StoredTimeEntry[]): readonly StoredTimeEntry[] {
  return entries.toSorted((a, b) => order(a).localeCompare(order(b)) || (a.id ?? '').localeCompare(b.id ?? ''));
}

/** The same entries with only the first of those that took over one and the same encounter left to count. */
export function eachAdoptedOnce(entries: readonly StoredTimeEntry[]): readonly StoredTimeEntry[] {
  const taken = new Set<Reference>();
  return entries.map((stored) => {
    const adopted = adoptedBy(stored);
    if (adopted === undefined || stored.entry === null) return stored;
    if (taken.has(adopted)) return { ...stored, entry: null, problems: [...stored.problems, 'adopted-twice'] };
    taken.add(adopted);
    return stored;
  });
}

/** The encounter that an entry took over, in the form that references within one server have. */
export function adoptedBy({ adopts }: StoredTimeEntry): Reference | undefined {
  return adopts === undefined ? undefined : (referenceText({ reference: adopts }) ?? adopts);
}

function order(stored: StoredTimeEntry): string {
  return instantOf(stored) ?? stored.start ?? '';
}

function instantOf({ start }: StoredTimeEntry): string | undefined {
  return start === undefined ? undefined : Temporal.Instant.from(start).toString();
}

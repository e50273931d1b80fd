import type { Instant, LocalDate } from '../../ccm/chart.ts';
import { yesNo } from '../attestation-values.ts';
import { readAttestations, type Statement } from '../attestations.ts';
import type { RawResource } from '../client.ts';
import { type Days, isInstant } from '../dates.ts';
import { objectIn, objectsIn, textIn } from '../fields.ts';
import type { Lookup } from './items.ts';

const NO_CHANGE = /\breviewed\b[\s,;:.–-]*(?:with\s+)?no\s+changes?\b/i;

/** The latest day on which the plan was signed, stated to be revised, or noted as reviewed without change. */
export function lastReviewed(plan: RawResource, days: Days): LocalDate | undefined {
  const times = [
    ...statedYes(plan, 'care-plan-signed'),
    ...statedYes(plan, 'care-plan-revised'),
    ...notesForPeople(plan)
      .filter((note) => NO_CHANGE.test(textIn(note, 'text') ?? ''))
      .map((note) => textIn(note, 'time')),
  ];
  return times
    .flatMap((time) => days.exact(time) ?? [])
    .toSorted()
    .at(-1);
}

/**
 * Whether something in the plan is dated after its last signature: a note, a stated revision, a goal or what an activity
 * refers to; undefined where nobody signed. What carries no date of its own (a changed status, a reworded goal) does not tell.
 */
export function changedSinceSignature(plan: RawResource, find: Lookup, days: Days): boolean | undefined {
  const signed = statedYes(plan, 'care-plan-signed').at(-1);
  if (signed === undefined) return undefined;
  const since = (time: string | undefined): boolean => isLater(time, signed, days);
  const goals = objectsIn(plan, 'goal').flatMap((one) => find(textIn(one, 'reference') ?? '') ?? []);
  const activities = objectsIn(plan, 'activity').flatMap((one) => find(textIn(objectIn(one, 'reference'), 'reference') ?? '') ?? []);
  return (
    statedYes(plan, 'care-plan-revised').some(since) ||
    notesForPeople(plan).some((note) => !NO_CHANGE.test(textIn(note, 'text') ?? '') && since(textIn(note, 'time'))) ||
    goals.some((goal) => since(textIn(goal, 'startDate')) || writtenSince(goal, signed, days)) ||
    activities.some((request) => since(textIn(request, 'authoredOn')))
  );
}

// A goal knows only the day it began. Begun on the day of the signature, it is later if it was written that day and later.
function writtenSince(goal: RawResource, signed: Instant, days: Days): boolean {
  const day = days.exact(textIn(goal, 'startDate'));
  const written = textIn(objectIn(goal, 'meta'), 'lastUpdated');
  return day !== undefined && day === days.exact(signed) && day === days.exact(written) && isLater(written, signed, days);
}

function isLater(time: string | undefined, signed: Instant, days: Days): boolean {
  if (isInstant(time)) return Date.parse(time) > Date.parse(signed);
  const day = days.exact(time);
  return day !== undefined && day > (days.exact(signed) ?? '');
}

/** When the statement was made with a yes that still holds, in order of time. */
function statedYes(plan: RawResource, statement: Statement): readonly Instant[] {
  return readAttestations([plan])
    .filter((one) => one.statement === statement && yesNo.read(one.value) === true)
    .map(({ at }) => at)
    .toSorted((a, b) => Date.parse(a) - Date.parse(b));
}

/** Notes of the plan without statements and log lines of ours. */
export function notesForPeople(plan: RawResource): readonly Readonly<Record<string, unknown>>[] {
  return objectsIn(plan, 'note').filter((note) => !/^CCM-(?:ATTEST|CONSENT|TIME|VOID) v\d/.test(textIn(note, 'text') ?? ''));
}

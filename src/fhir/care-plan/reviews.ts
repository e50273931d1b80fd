import type { Instant, LocalDate } from '../../ccm/chart.ts';
import { type PlanSignature, planSignature, yesNo } from '../attestation-values.ts';
import { type Attestation, readAttestations } from '../attestations.ts';
import type { RawResource } from '../client.ts';
import { type Days, isInstant } from '../dates.ts';
import { objectIn, objectsIn, textIn } from '../fields.ts';
import type { PlanDifference } from './changes.ts';
import { isLogLine } from './log-line.ts';
import { readReviewNote } from './review-notes.ts';
import { activityItem, goalItem, type Lookup } from './items.ts';

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
 * What in the plan is dated after its last signature, in the order of the plan: a note, a stated revision, a goal or what an
 * activity refers to; undefined where nobody signed. What carries no date of its own (a changed status, a reworded goal) does
 * not tell.
 */
export function datedSinceSignature(plan: RawResource, find: Lookup, days: Days): readonly PlanDifference[] | undefined {
  const signed = statedYes(plan, 'care-plan-signed').at(-1);
  if (signed === undefined) return undefined;
  const since = (time: string | undefined): boolean => isLater(time, signed, days);
  const goals = objectsIn(plan, 'goal').flatMap((reference) => {
    const goal = find(textIn(reference, 'reference') ?? '');
    if (goal === undefined || !(since(textIn(goal, 'startDate')) || writtenSince(goal, signed, days))) return [];
    return [added('goal', goalItem(reference, find, days).display)];
  });
  const activities = objectsIn(plan, 'activity').flatMap((activity) => {
    const request = find(textIn(objectIn(activity, 'reference'), 'reference') ?? '');
    return since(textIn(request, 'authoredOn')) ? [added('activity', activityItem(activity, find, days).display)] : [];
  });
  const notes = notesForPeople(plan)
    .filter((note) => isOfThePlan(textIn(note, 'text') ?? '') && since(textIn(note, 'time')))
    .map((note) => added('note', textIn(note, 'text') ?? ''));
  const revised = readAttestations([plan])
    .filter((one) => one.statement === 'care-plan-revised' && yesNo.read(one.value) === true && since(one.at))
    .map(({ reason }): PlanDifference => ({
      kind: 'changed',
      part: 'plan',
      what: 'Substantial revision, as stated',
      field: 'other',
      after: reason,
    }));
  return [...goals, ...activities, ...notes, ...revised];
}

/** The signature that holds, with what it says was signed; undefined where nobody signed. `documents`: notes on the plan that may hold it. */
export function lastSignature(
  plan: RawResource,
  documents: readonly RawResource[] = [],
): (PlanSignature & Pick<Attestation, 'id' | 'by' | 'at'>) | undefined {
  return readAttestations([plan, ...documents])
    .filter(({ statement }) => statement === 'care-plan-signed')
    .flatMap(({ id, by, at, value }) => {
      const signature = planSignature.read(value);
      return signature?.signed === true ? [{ ...signature, id, by, at }] : [];
    })
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .at(-1);
}

// That somebody looked, asked or commented changes nothing.
function isOfThePlan(text: string): boolean {
  return !NO_CHANGE.test(text) && readReviewNote({ text }) === null;
}

function added(part: 'goal' | 'activity' | 'note', what: string): PlanDifference {
  return { kind: 'added', part, what };
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
function statedYes(plan: RawResource, statement: 'care-plan-signed' | 'care-plan-revised'): readonly Instant[] {
  const read = statement === 'care-plan-signed' ? (value: string) => planSignature.read(value)?.signed : yesNo.read;
  return readAttestations([plan])
    .filter((one) => one.statement === statement && read(one.value) === true)
    .map(({ at }) => at)
    .toSorted((a, b) => Date.parse(a) - Date.parse(b));
}

/** Notes of the plan without statements and log lines of ours. */
export function notesForPeople(plan: RawResource): readonly Readonly<Record<string, unknown>>[] {
  return objectsIn(plan, 'note').filter((note) => !isLogLine(textIn(note, 'text') ?? ''));
}

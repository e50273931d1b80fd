import type { RawResource } from '../client.ts';
import type { Days } from '../dates.ts';
import { isObject, objectIn, objectsIn, textIn } from '../fields.ts';
import { CARE_PLAN_ID, CCM_SYSTEM, CUSTODIAN_EXTENSION } from '../naming.ts';
import { satisfiedElements, tagOf } from './elements.ts';
import { activityItem, conceptText, goalItem, itemOf, type Lookup, present } from './items.ts';
import { keeperOf } from './keeper.ts';
import { prognosesIn } from './prognoses.ts';
import type { PlanNote, ReadOnlyReason, StoredCarePlan } from './plan.ts';
import { datedSinceSignature, lastReviewed, notesForPeople } from './reviews.ts';

/** One CarePlan as the app sees it. `lookup` finds what it refers to among the resources at hand. */
export function readCarePlan(plan: RawResource, lookup: Lookup, days: Days): StoredCarePlan {
  const find = (reference: string) => (reference.startsWith('#') ? containedIn(plan, reference.slice(1)) : lookup(reference));
  const custodian = objectsIn(plan, 'extension').find((one) => textIn(one, 'url') === CUSTODIAN_EXTENSION);
  const author = textIn(objectIn(plan, 'author'), 'display') ?? textIn(objectsIn(plan, 'contributor')[0], 'display');
  const established = days.first(textIn(objectIn(plan, 'period'), 'start')) ?? days.first(textIn(plan, 'created'));
  const category = objectsIn(plan, 'category')
    .map(conceptText)
    .find((text) => text !== undefined);
  const changes = datedSinceSignature(plan, find, days);
  const isOwn = isOwnPlan(plan);
  const narrative = textIn(objectIn(plan, 'text'), 'div');
  return {
    reference: `CarePlan/${plan.id ?? ''}`,
    id: plan.id ?? '',
    ...present('versionId', textIn(objectIn(plan, 'meta'), 'versionId')),
    origin: isOwn ? 'own' : 'other',
    keptBy: keeperOf(plan, isOwn),
    title: textIn(plan, 'title') ?? category ?? 'Care plan',
    status: textIn(plan, 'status') ?? 'unknown',
    ...present('author', author),
    ...present('custodian', textIn(objectIn(custodian, 'valueReference'), 'reference')),
    ...present('establishedDate', established),
    ...present('lastReviewedDate', lastReviewed(plan, days)),
    ...present('changedSinceSignature', changes === undefined ? undefined : changes.length > 0),
    ...present('datedSinceSignature', changes),
    addresses: objectsIn(plan, 'addresses').map((one) => itemOf(one, find)),
    goals: objectsIn(plan, 'goal').map((one) => goalItem(one, find, days)),
    activities: objectsIn(plan, 'activity').map((one) => activityItem(one, find, days, plan)),
    supportingInfo: objectsIn(plan, 'supportingInfo').map((one) => itemOf(one, find)),
    prognoses: prognosesIn(plan, find),
    notes: notesForPeople(plan).flatMap(noteOf),
    elements: satisfiedElements(plan, find),
    narrativeOnly: narrative !== undefined && LISTS.every((key) => objectsIn(plan, key).length === 0),
    ...present('narrative', narrative),
    readOnly: readOnlyReasons(plan),
  };
}

/** Ours carries our identifier or our category. */
export function isOwnPlan(plan: RawResource): boolean {
  const identified = objectsIn(plan, 'identifier').some((one) => textIn(one, 'system') === CARE_PLAN_ID);
  const codings = objectsIn(plan, 'category').flatMap((one) => objectsIn(one, 'coding'));
  return identified || codings.some((one) => one['system'] === CCM_SYSTEM && one['code'] === 'ccm-care-plan');
}

/** Why the app must not edit the plan; empty where it may. A modifier extension changes the meaning of what it stands in. */
export function readOnlyReasons(plan: RawResource): readonly ReadOnlyReason[] {
  const reasons: ReadOnlyReason[] = [];
  if (!isOwnPlan(plan)) reasons.push('not-own');
  if (!['active', 'draft', 'on-hold'].includes(textIn(plan, 'status') ?? '')) reasons.push('not-active');
  if (hasModifier(plan)) reasons.push('modifier-extension');
  if (plan['implicitRules'] !== undefined) reasons.push('implicit-rules');
  if (objectsIn(objectIn(plan, 'meta'), 'tag').some((tag) => tag['code'] === 'SUBSETTED')) reasons.push('subsetted');
  return reasons;
}

const LISTS = ['addresses', 'goal', 'activity', 'supportingInfo', 'note', 'contained'];

/** Whether a modifier extension stands anywhere in the resource: it may change the meaning of what it stands in. */
export function hasModifier(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasModifier);
  if (!isObject(value)) return false;
  return Object.entries(value).some(([key, one]) => key === 'modifierExtension' || hasModifier(one));
}

function containedIn(plan: RawResource, id: string): RawResource | undefined {
  const found = objectsIn(plan, 'contained').find((one) => one['id'] === id);
  const resourceType = textIn(found, 'resourceType');
  return found === undefined || resourceType === undefined ? undefined : { ...found, resourceType };
}

function noteOf(note: Readonly<Record<string, unknown>>): readonly PlanNote[] {
  const text = textIn(note, 'text');
  if (text === undefined) return [];
  const author = textIn(objectIn(note, 'authorReference'), 'display') ?? textIn(note, 'authorString');
  return [{ text, ...present('time', textIn(note, 'time')), ...present('author', author), ...present('element', tagOf(note)) }];
}

import type { CarePlanElement, LocalDate } from '../../ccm/chart.ts';
import type { RawResource } from '../client.ts';
import type { Days } from '../dates.ts';
import { isObject, objectIn, objectsIn, textIn } from '../fields.ts';
import { CARE_PLAN_ID, CCM_SYSTEM, CUSTODIAN_EXTENSION } from '../naming.ts';
import { isMeasurable, satisfiedElements, tagOf } from './elements.ts';
import type { PlanGoal, PlanItem, PlanNote, ReadOnlyReason, StoredCarePlan } from './plan.ts';

/** What the plans refer to, by `Type/id`. */
export type Lookup = (reference: string) => RawResource | undefined;

/** One CarePlan as the app sees it. `lookup` finds what it refers to among the resources at hand. */
export function readCarePlan(plan: RawResource, lookup: Lookup, days: Days): StoredCarePlan {
  const find = (reference: string) => (reference.startsWith('#') ? containedIn(plan, reference.slice(1)) : lookup(reference));
  const custodian = objectsIn(plan, 'extension').find((one) => textIn(one, 'url') === CUSTODIAN_EXTENSION);
  const author = textIn(objectIn(plan, 'author'), 'display') ?? textIn(objectsIn(plan, 'contributor')[0], 'display');
  const established = days.first(textIn(objectIn(plan, 'period'), 'start')) ?? days.first(textIn(plan, 'created'));
  const reviewed = lastReviewed(plan, days, established);
  const notes = objectsIn(plan, 'note')
    .filter((note) => !isLine(note))
    .flatMap(noteOf);
  const narrative = textIn(objectIn(plan, 'text'), 'div');
  return {
    reference: `CarePlan/${plan.id ?? ''}`,
    id: plan.id ?? '',
    ...present('versionId', textIn(objectIn(plan, 'meta'), 'versionId')),
    origin: isOwnPlan(plan) ? 'own' : 'other',
    title: textIn(plan, 'title') ?? categoryText(plan) ?? 'Care plan',
    status: textIn(plan, 'status') ?? 'unknown',
    ...present('author', author),
    ...present('custodian', textIn(objectIn(custodian, 'valueReference'), 'reference')),
    ...present('establishedDate', established),
    ...present('lastReviewedDate', reviewed),
    addresses: objectsIn(plan, 'addresses').map((one) => itemOf(one)),
    goals: objectsIn(plan, 'goal').map((one) => goalItem(one, find)),
    activities: objectsIn(plan, 'activity').map(activityItem),
    supportingInfo: objectsIn(plan, 'supportingInfo').map((one) => itemOf(one)),
    notes,
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

function hasModifier(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasModifier);
  if (!isObject(value)) return false;
  return Object.entries(value).some(([key, one]) => key === 'modifierExtension' || hasModifier(one));
}

function containedIn(plan: RawResource, id: string): RawResource | undefined {
  const found = objectsIn(plan, 'contained').find((one) => one['id'] === id);
  const resourceType = textIn(found, 'resourceType');
  return found === undefined || resourceType === undefined ? undefined : { ...found, resourceType };
}

function categoryText(plan: RawResource): string | undefined {
  for (const category of objectsIn(plan, 'category')) {
    const text =
      textIn(category, 'text') ??
      objectsIn(category, 'coding')
        .map((one) => textIn(one, 'display'))
        .find((one) => one !== undefined);
    if (text !== undefined) return text;
  }
  return undefined;
}

function itemOf(reference: unknown, element: CarePlanElement | undefined = tagOf(reference)): PlanItem {
  const target = textIn(reference, 'reference');
  return {
    ...present('reference', target),
    display: textIn(reference, 'display') ?? target ?? '',
    ...present('element', element),
    contained: target?.startsWith('#') ?? false,
  };
}

function goalItem(reference: unknown, find: Lookup): PlanGoal {
  const item = itemOf(reference);
  const goal = item.reference === undefined ? undefined : find(item.reference);
  if (goal === undefined) return item;
  const target = objectsIn(goal, 'target');
  const due = target.map((one) => textIn(one, 'dueDate')).find((one) => one !== undefined);
  const words = textIn(objectIn(goal, 'description'), 'text');
  return { ...item, display: words ?? item.display, measurable: isMeasurable(goal), ...present('dueDate', due) };
}

function activityItem(activity: unknown): PlanItem {
  const title = objectsIn(activity, 'extension')
    .map((one) => textIn(one, 'valueString'))
    .find((one) => one !== undefined);
  const detail = objectIn(activity, 'detail');
  const code = objectIn(detail, 'code');
  const words = textIn(detail, 'description') ?? textIn(code, 'text') ?? textIn(objectsIn(code, 'coding')[0], 'display');
  const outcome = textIn(objectsIn(activity, 'outcomeCodeableConcept')[0], 'text');
  const item = itemOf(objectIn(activity, 'reference'), tagOf(activity));
  return { ...item, display: title ?? (item.display === '' ? (words ?? outcome ?? '') : item.display) };
}

function noteOf(note: Readonly<Record<string, unknown>>): readonly PlanNote[] {
  const text = textIn(note, 'text');
  if (text === undefined) return [];
  const author = textIn(objectIn(note, 'authorReference'), 'display') ?? textIn(note, 'authorString');
  return [{ text, ...present('time', textIn(note, 'time')), ...present('author', author), ...present('element', tagOf(note)) }];
}

function isLine(note: unknown): boolean {
  return /^CCM-(?:ATTEST|TIME|VOID) v\d/.test(textIn(note, 'text') ?? '');
}

const REVIEWS = /^CCM-ATTEST v1 \| [^|]* \| (?:care-plan-signed|care-plan-revised) \|/;

// Notes for people and sign-offs are reviews of the plan; other statements and logged time are not.
function lastReviewed(plan: RawResource, days: Days, established: LocalDate | undefined): LocalDate | undefined {
  const dates = objectsIn(plan, 'note')
    .filter((note) => !isLine(note) || REVIEWS.test(textIn(note, 'text') ?? ''))
    .flatMap((note) => days.exact(textIn(note, 'time')) ?? []);
  return [...dates, ...(established === undefined ? [] : [established])].toSorted().at(-1);
}

function present<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value };
function present(key: string, value: unknown): object {
  return value === undefined ? {} : { [key]: value };
}

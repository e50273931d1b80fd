import type { CarePlanActivity, ServiceRequest } from 'fhir/r4';
import type { CarePlanElement, LocalDate, Reference } from '../../../ccm/chart.ts';
import { objectIn, objectsIn, textIn } from '../../fields.ts';
import type { LosslessObject } from '../../lossless.ts';
import { ACTIVITY_TITLE_EXTENSION, PERTAINS_TO_GOAL_EXTENSION } from '../../naming.ts';
import type { Author } from '../edit.ts';
import { type GoalLink, goalTargets, linkTo, pertainsTo } from './goal-link.ts';
import { append, elementTag, lossless, replaceIn, withReplaced } from './lists.ts';

export interface ActivityDraft {
  /** UUID, made before the first attempt. */
  readonly id: string;
  readonly title: string;
  readonly element: CarePlanElement;
  readonly performer?: Author;
  /** Last day by which it is to be done; not with `every`. */
  readonly due?: LocalDate;
  /** How often it comes again. */
  readonly every?: { readonly count: number; readonly unit: 'wk' | 'mo' };
  /** For the patient, in plain words. */
  readonly instruction?: string;
  /** Canonical URLs, with the version, of the templates it was taken from. */
  readonly templates?: readonly string[];
  /** The goals it is done for. One that the plan does not have is left out. */
  readonly goals?: readonly GoalLink[];
  readonly patientReference: Reference;
}

/** FHIR codes of a planned activity that a person may set. */
export type ActivityStatus = 'active' | 'on-hold' | 'completed' | 'revoked';

/** One field of an activity, and what it shall say. */
export type ActivityChange =
  | { readonly field: 'status'; readonly to: ActivityStatus }
  | { readonly field: 'due'; readonly to: LocalDate }
  | { readonly field: 'who'; readonly to: Author }
  /** The one goal that it is then done for; null: none in particular. */
  | { readonly field: 'goal'; readonly to: GoalLink | null };

/** The plan with the activity, kept inside it. */
export function withActivity(plan: LosslessObject, draft: ActivityDraft): LosslessObject {
  return append(append(plan, 'contained', lossless(requestOf(plan, draft))), 'activity', lossless(activityOf(draft)));
}

/** Whether the plan has the draft's activity. */
export function hasActivity(plan: unknown, draft: ActivityDraft): boolean {
  return objectsIn(plan, 'activity').some((activity) => textIn(objectIn(activity, 'reference'), 'reference') === `#${activityId(draft)}`);
}

/** Whether the reference names an activity that this app keeps inside the plan: no other may be changed. */
export function isOwnActivity(reference: Reference): boolean {
  return OWN.test(reference);
}

const OWN = /^#activity-[0-9a-f-]{36}$/i;

/** The plan with one field of an activity of ours changed; as it was where the plan has no such activity. */
export function withChangedActivity(plan: LosslessObject, reference: Reference, change: ActivityChange): LosslessObject {
  const id = reference.slice(1);
  return replaceIn(
    plan,
    'contained',
    (item) => textIn(item, 'id') === id,
    (request) => changed(plan, request, change),
  );
}

/** What a field of an activity of ours says; undefined where it says nothing, or the plan has no such activity. */
export function fieldOfActivity(plan: unknown, reference: Reference, field: ActivityChange['field']): string | undefined {
  const request = requestIn(plan, reference);
  switch (field) {
    case 'status':
      return textIn(request, 'status');
    case 'due':
      return textIn(objectIn(request, 'occurrencePeriod'), 'end');
    case 'who':
      return textIn(objectsIn(request, 'performer')[0], 'display');
    case 'goal':
      return goalTargets(request)
        .flatMap((one) => textIn(one, 'reference') ?? [])
        .join(' ');
    default:
      return field satisfies never;
  }
}

/** Whether the activity says what the change makes it say. */
export function saysActivity(plan: unknown, reference: Reference, change: ActivityChange): boolean {
  const said = fieldOfActivity(plan, reference, change.field);
  if (change.field !== 'goal') return said === activityChangeWords(change);
  if (change.to === null) return said === '';
  const wanted = linkTo(plan, change.to);
  return wanted !== undefined && said === wanted.reference;
}

/** What the change makes the field say, in words. */
export function activityChangeWords(change: ActivityChange): string {
  switch (change.field) {
    case 'who':
      return change.to.display;
    case 'goal':
      return change.to?.display ?? 'none';
    case 'due':
    case 'status':
      return change.to;
    default:
      return change satisfies never;
  }
}

/** What a field of an activity of ours says, in words for people; undefined where it says nothing. */
export function activityFieldWords(plan: unknown, reference: Reference, field: ActivityChange['field']): string | undefined {
  if (field !== 'goal') return fieldOfActivity(plan, reference, field);
  const words = goalTargets(requestIn(plan, reference)).flatMap((one) => textIn(one, 'display') ?? textIn(one, 'reference') ?? []);
  return words.length === 0 ? undefined : words.join(', ');
}

function requestIn(plan: unknown, reference: Reference) {
  return objectsIn(plan, 'contained').find((one) => textIn(one, 'id') === reference.slice(1));
}

function changed(plan: LosslessObject, request: LosslessObject, change: ActivityChange): LosslessObject {
  switch (change.field) {
    case 'status':
      return { ...request, status: change.to };
    case 'who':
      return { ...request, performer: [lossless(change.to)] };
    case 'due':
      return withReplaced(request, (key) => /^_?occurrence/.test(key), { occurrencePeriod: { end: change.to } });
    case 'goal':
      return withGoalLink(plan, request, change.to);
    default:
      return change satisfies never;
  }
}

function withGoalLink(plan: LosslessObject, request: LosslessObject, to: GoalLink | null): LosslessObject {
  const link = to === null ? undefined : linkTo(plan, to);
  // A goal that the plan does not have leaves the activity as it was.
  if (to !== null && link === undefined) return request;
  const { extension: before, ...rest } = request;
  const others = Array.isArray(before) ? before.filter((one) => textIn(one, 'url') !== PERTAINS_TO_GOAL_EXTENSION) : [];
  const extension = link === undefined ? others : [...others, lossless(pertainsTo(link))];
  if (extension.length === 0) return rest;
  return before === undefined
    ? { ...request, extension }
    : Object.fromEntries(Object.entries(request).map(([key, value]) => [key, key === 'extension' ? extension : value]));
}

function activityId({ id }: ActivityDraft): string {
  return `activity-${id}`;
}

function requestOf(plan: LosslessObject, draft: ActivityDraft): ServiceRequest {
  const { title, performer, instruction, templates = [], patientReference, due, every, goals = [] } = draft;
  const links = goals.flatMap((goal) => linkTo(plan, goal) ?? []);
  return {
    resourceType: 'ServiceRequest',
    id: activityId(draft),
    ...(links.length > 0 && { extension: links.map(pertainsTo) }),
    ...(templates.length > 0 && { instantiatesCanonical: [...templates] }),
    status: 'active',
    intent: 'plan',
    code: { text: title },
    subject: { reference: patientReference },
    ...(every !== undefined && { occurrenceTiming: { repeat: { frequency: 1, period: every.count, periodUnit: every.unit } } }),
    ...(every === undefined && due !== undefined && { occurrencePeriod: { end: due } }),
    ...(performer === undefined ? {} : { performer: [{ ...performer }] }),
    ...(instruction === undefined ? {} : { patientInstruction: instruction }),
  };
}

function activityOf(draft: ActivityDraft): CarePlanActivity {
  const { title, element } = draft;
  return {
    extension: [{ url: ACTIVITY_TITLE_EXTENSION, valueString: title }, elementTag(element)],
    reference: { reference: `#${activityId(draft)}`, display: title },
  };
}

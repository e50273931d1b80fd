import type { CarePlanActivity, ServiceRequest } from 'fhir/r4';
import type { CarePlanElement, LocalDate, Reference } from '../../../ccm/chart.ts';
import { objectIn, objectsIn, textIn } from '../../fields.ts';
import type { LosslessObject } from '../../lossless.ts';
import { ACTIVITY_TITLE_EXTENSION } from '../../naming.ts';
import type { Author } from '../edit.ts';
import { append, elementTag, lossless, replaceIn } from './lists.ts';

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
  readonly patientReference: Reference;
}

/** FHIR codes of a planned activity that a person may set. */
export type ActivityStatus = 'active' | 'on-hold' | 'completed' | 'revoked';

/** One field of an activity, and what it shall say. */
export type ActivityChange =
  | { readonly field: 'status'; readonly to: ActivityStatus }
  | { readonly field: 'due'; readonly to: LocalDate }
  | { readonly field: 'who'; readonly to: Author };

/** The plan with the activity, kept inside it. */
export function withActivity(plan: LosslessObject, draft: ActivityDraft): LosslessObject {
  return append(append(plan, 'contained', lossless(requestOf(draft))), 'activity', lossless(activityOf(draft)));
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
    (request) => changed(request, change),
  );
}

/** What a field of an activity of ours says; undefined where it says nothing, or the plan has no such activity. */
export function fieldOfActivity(plan: unknown, reference: Reference, field: ActivityChange['field']): string | undefined {
  const request = objectsIn(plan, 'contained').find((one) => textIn(one, 'id') === reference.slice(1));
  switch (field) {
    case 'status':
      return textIn(request, 'status');
    case 'due':
      return textIn(objectIn(request, 'occurrencePeriod'), 'end');
    case 'who':
      return textIn(objectsIn(request, 'performer')[0], 'display');
    default:
      return field satisfies never;
  }
}

/** What the field says once the change is made. */
export function wantedOfActivity(change: ActivityChange): string {
  return change.field === 'who' ? change.to.display : change.to;
}

function changed(request: LosslessObject, change: ActivityChange): LosslessObject {
  switch (change.field) {
    case 'status':
      return { ...request, status: change.to };
    case 'who':
      return { ...request, performer: [lossless(change.to)] };
    case 'due': {
      const rest = Object.fromEntries(Object.entries(request).filter(([key]) => !/^_?occurrence/.test(key)));
      return { ...rest, occurrencePeriod: { end: change.to } };
    }
    default:
      return change satisfies never;
  }
}

function activityId({ id }: ActivityDraft): string {
  return `activity-${id}`;
}

function requestOf(draft: ActivityDraft): ServiceRequest {
  const { title, performer, instruction, templates = [], patientReference, due, every } = draft;
  return {
    resourceType: 'ServiceRequest',
    id: activityId(draft),
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

import type { CarePlanElement } from '../../ccm/chart.ts';
import type { RawResource } from '../client.ts';
import { objectIn, objectsIn, textIn } from '../fields.ts';
import { isCcmCode, PLAN_ELEMENT_EXTENSION } from '../naming.ts';
import type { SatisfiedElement } from './plan.ts';

type Lookup = (reference: string) => RawResource | undefined;
type Node = Readonly<Record<string, unknown>>;

/** The element that a Reference, Annotation or activity of a plan is tagged with. */
export function tagOf(node: unknown): CarePlanElement | undefined {
  const tag = objectsIn(node, 'extension').find((one) => textIn(one, 'url') === PLAN_ELEMENT_EXTENSION);
  const code = textIn(objectIn(tag, 'valueCoding'), 'code');
  return isCcmCode('careplan-element', code) ? code : undefined;
}

/**
 * The CMS elements that a plan satisfies, each once for everything that satisfies it (PLAN-2). Tags decide; where a
 * server dropped them, type and category of what is referred to do. What is not at hand proves nothing but its type.
 */
export function satisfiedElements(plan: RawResource, find: Lookup): readonly SatisfiedElement[] {
  const inferred = [
    ...(objectsIn(plan, 'addresses').length >= 2 ? [{ element: 'problem-list', by: 'inferred' } as const] : []),
    ...objectsIn(plan, 'goal').flatMap((one) => infer('measurable-treatment-goals', one, goalCounts(one, find))),
    ...objectsIn(plan, 'supportingInfo').flatMap((one) => supporting(one, find)),
    ...objectsIn(plan, 'activity').flatMap((one) => planned(plan, one, find)),
  ];
  const tagged = ['addresses', 'goal', 'supportingInfo', 'activity', 'note'].flatMap((key) => objectsIn(plan, key).flatMap(taggedAs));
  const known = new Set(tagged.map(keyOf));
  return [...tagged, ...inferred.filter((one) => !known.has(keyOf(one)))];
}

function taggedAs(node: Node): readonly SatisfiedElement[] {
  const element = tagOf(node);
  const reference = textIn(node, 'reference') ?? textIn(objectIn(node, 'reference'), 'reference');
  return element === undefined ? [] : [{ element, by: 'tag', ...(reference === undefined ? {} : { reference }) }];
}

function keyOf({ element, reference }: SatisfiedElement): string {
  return `${element} ${reference ?? ''}`;
}

function infer(element: CarePlanElement, node: unknown, holds: boolean): readonly SatisfiedElement[] {
  const reference = textIn(node, 'reference');
  return holds ? [{ element, by: 'inferred', ...(reference === undefined ? {} : { reference }) }] : [];
}

// A goal that is not at hand may well be measurable; one that is at hand and has no target or date is not.
function goalCounts(reference: unknown, find: Lookup): boolean {
  const goal = find(textIn(reference, 'reference') ?? '');
  if (goal === undefined) return textIn(reference, 'reference') !== undefined;
  return isMeasurable(goal);
}

/** Whether a Goal says what is aimed at and by when. */
export function isMeasurable(goal: RawResource): boolean {
  return objectsIn(goal, 'target').some((target) => {
    const dated = target['dueDate'] !== undefined || target['dueDuration'] !== undefined;
    return dated && Object.keys(target).some((key) => key.startsWith('detail'));
  });
}

function supporting(node: Node, find: Lookup): readonly SatisfiedElement[] {
  const reference = textIn(node, 'reference') ?? '';
  const resource = find(reference);
  const type = typeOf(reference, resource);
  const categories = codesIn(resource, 'category');
  const assessed = categories.includes('cognitive-status') || categories.includes('functional-status');
  return [
    ...infer('expected-outcome-prognosis', node, type === 'ClinicalImpression'),
    ...infer('cognitive-functional-assessment', node, assessed),
    ...infer('caregiver-assessment', node, categories.includes(CAREGIVER_WELLBEING)),
    ...infer(
      'environmental-evaluation',
      node,
      type === 'Observation' && categories.includes('sdoh') && categories.includes('social-history'),
    ),
    ...infer('preventive-care', node, type === 'Immunization' || type === 'ImmunizationRecommendation'),
  ];
}

const WORK: readonly string[] = ['ServiceRequest', 'Task', 'MedicationRequest', 'Appointment', 'CommunicationRequest'];

function planned(plan: RawResource, activity: Node, find: Lookup): readonly SatisfiedElement[] {
  const target = objectIn(activity, 'reference');
  const reference = textIn(target, 'reference') ?? '';
  const resource = find(reference);
  const type = typeOf(reference, resource);
  const someone = resource === undefined ? objectsIn(plan, 'careTeam').length > 0 : hasPerformer(resource);
  const inDetail = objectsIn(objectIn(activity, 'detail'), 'performer').length > 0;
  return [
    ...infer('planned-interventions', target, (WORK.includes(type) && someone) || inDetail),
    ...infer('medical-management', target, type === 'MedicationRequest' || type === 'MedicationStatement'),
    ...infer('community-services', target, type === 'ServiceRequest' && codesIn(resource, 'category').includes('sdoh')),
  ];
}

function hasPerformer(resource: RawResource): boolean {
  const people = ['performer', 'owner', 'participant', 'sender'];
  return people.some((key) => objectIn(resource, key) !== undefined || objectsIn(resource, key).length > 0);
}

const CAREGIVER_WELLBEING = '405193005';

function typeOf(reference: string, resource: RawResource | undefined): string {
  return resource?.resourceType ?? /(?:^|\/)([A-Z][A-Za-z]+)\/[^/]+(?:\/_history\/[^/]+)?$/.exec(reference)?.[1] ?? '';
}

function codesIn(resource: RawResource | undefined, key: string): readonly string[] {
  return objectsIn(resource, key)
    .flatMap((one) => objectsIn(one, 'coding'))
    .flatMap((one) => textIn(one, 'code') ?? []);
}

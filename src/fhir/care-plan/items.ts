import type { CarePlanElement } from '../../ccm/chart.ts';
import type { RawResource } from '../client.ts';
import type { Days } from '../dates.ts';
import { numberIn, objectIn, objectsIn, textIn } from '../fields.ts';
import { GOAL_ID } from '../naming.ts';
import { goalReferences } from './edit/goal-link.ts';
import { isMeasurable, tagOf } from './elements.ts';
import type { PlanActivity, PlanGoal, PlanItem, PlanProblem } from './plan.ts';

/** What the plans refer to, by `Type/id`; by `#id` what a plan contains. */
export type Lookup = (reference: string) => RawResource | undefined;

type Node = Readonly<Record<string, unknown>>;

/** What a plan refers to, in the plan's own words for it. */
export function itemOf(reference: unknown, find: Lookup, element: CarePlanElement | undefined = tagOf(reference)): PlanItem {
  const target = textIn(reference, 'reference');
  return {
    ...present('reference', target),
    display: textIn(reference, 'display') ?? '',
    ...present('element', element),
    contained: target?.startsWith('#') ?? false,
    read: target === undefined || find(target) !== undefined,
  };
}

/** A goal with what its own record says, where that is at hand. */
export function goalItem(reference: unknown, find: Lookup, days: Days): PlanGoal {
  const item = itemOf(reference, find);
  const goal = item.reference === undefined ? undefined : find(item.reference);
  const ownId = ownIdOf(reference, goal);
  if (goal === undefined) return { ...item, ...present('ownId', ownId) };
  const addresses = objectsIn(goal, 'addresses').flatMap(problemOf);
  const words = conceptText(objectIn(goal, 'description'));
  const targets = objectsIn(goal, 'target');
  const due = targets.map((one) => days.last(textIn(one, 'dueDate'))).find((one) => one !== undefined);
  const target = targets.map((one) => targetText(one, words)).filter((text) => text !== undefined);
  const by = objectIn(goal, 'expressedBy');
  return {
    ...item,
    display: words ?? item.display,
    measurable: isMeasurable(goal),
    ...present('target', target.length === 0 ? undefined : target.join('; ')),
    ...present('versionId', item.contained ? undefined : textIn(objectIn(goal, 'meta'), 'versionId')),
    ...present('targets', targets.length === 0 ? undefined : targets),
    ...present('dueDate', due),
    ...present('status', textIn(goal, 'lifecycleStatus')),
    ...present('achievement', achievementText(objectIn(goal, 'achievementStatus'))),
    ...present('expressedBy', textIn(by, 'display')),
    ...present('byPatient', by === undefined ? undefined : /(?:^|\/)Patient\/[^/]+$/.test(textIn(by, 'reference') ?? '')),
    ...present('addresses', addresses.length === 0 ? undefined : addresses),
    ...present('ownId', ownId),
  };
}

// Some records have the code alone, and HL7's codes are words.
function achievementText(status: unknown): string | undefined {
  return conceptText(status) ?? textIn(objectsIn(status, 'coding')[0], 'code')?.replaceAll('-', ' ');
}

function ownIdOf(reference: unknown, goal: RawResource | undefined): string | undefined {
  const identifiers = [objectIn(reference, 'identifier'), ...objectsIn(goal, 'identifier')];
  return textIn(
    identifiers.find((one) => one?.['system'] === GOAL_ID),
    'value',
  );
}

function problemOf(target: Node): readonly PlanProblem[] {
  const reference = textIn(target, 'reference')?.replace(/^https?:.*\/(Condition\/[^/]+)$/, '$1');
  return reference === undefined ? [] : [{ reference, ...present('display', textIn(target, 'display')) }];
}

/** An activity with what it says itself, or what the record it refers to says. `plan`: the one it stands in, for its goals. */
export function activityItem(activity: unknown, find: Lookup, days: Days, plan?: RawResource): PlanActivity {
  const title = objectsIn(activity, 'extension')
    .map((one) => textIn(one, 'valueString'))
    .find((one) => one !== undefined);
  const item = itemOf(objectIn(activity, 'reference'), find, tagOf(activity));
  const resource = item.reference === undefined ? undefined : find(item.reference);
  const source = resource ?? objectIn(activity, 'detail');
  const outcome = conceptText(objectsIn(activity, 'outcomeCodeableConcept')[0]);
  const named = title ?? (item.display === '' ? undefined : item.display);
  const who = performersOf(source);
  const goals = goalReferences(plan, source);
  return {
    ...item,
    display: named ?? wordsOf(source) ?? outcome ?? '',
    ...present('status', textIn(source, 'status')),
    ...present('who', who.length === 0 ? undefined : who.join(', ')),
    ...present('due', dueOf(source, days)),
    ...present('goals', goals.length === 0 ? undefined : goals),
  };
}

function wordsOf(source: Node | undefined): string | undefined {
  const what =
    conceptText(objectIn(source, 'code')) ??
    conceptText(objectIn(source, 'medicationCodeableConcept')) ??
    textIn(objectIn(source, 'medicationReference'), 'display') ??
    conceptText(objectIn(source, 'productCodeableConcept')) ??
    textIn(objectIn(source, 'productReference'), 'display');
  const more = textIn(source, 'description');
  return what !== undefined && more !== undefined ? `${what}: ${more}` : (what ?? more);
}

function performersOf(source: Node | undefined): readonly string[] {
  const people = [...objectsIn(source, 'performer'), objectIn(source, 'performer'), objectIn(source, 'owner')];
  return [...new Set(people.flatMap((one) => textIn(one, 'display') ?? []))];
}

function dueOf(source: Node | undefined, days: Days): string | undefined {
  const restriction = objectIn(objectIn(source, 'restriction'), 'period');
  const periods = [objectIn(source, 'occurrencePeriod'), objectIn(source, 'scheduledPeriod'), restriction];
  return [textIn(source, 'occurrenceDateTime'), ...periods.map((one) => textIn(one, 'end'))]
    .map((text) => days.last(text))
    .find((day) => day !== undefined);
}

// Our own goals name themselves as what is measured.
function targetText(target: Node, goal: string | undefined): string | undefined {
  const detail =
    quantityText(objectIn(target, 'detailQuantity')) ??
    rangeText(objectIn(target, 'detailRange')) ??
    conceptText(objectIn(target, 'detailCodeableConcept')) ??
    textIn(target, 'detailString') ??
    numberIn(target, 'detailInteger')?.toString();
  if (detail === undefined) return undefined;
  const measure = conceptText(objectIn(target, 'measure'));
  return measure === undefined || measure === goal ? detail : `${measure} ${detail}`;
}

function quantityText(quantity: Node | undefined): string | undefined {
  const value = numberIn(quantity, 'value');
  if (value === undefined) return undefined;
  const parts = [textIn(quantity, 'comparator'), String(value), textIn(quantity, 'unit') ?? textIn(quantity, 'code')];
  return parts.filter((part) => part !== undefined).join(' ');
}

function rangeText(range: Node | undefined): string | undefined {
  const low = quantityText(objectIn(range, 'low'));
  const high = quantityText(objectIn(range, 'high'));
  if (low !== undefined && high !== undefined) return `${low} to ${high}`;
  return low === undefined ? high && `up to ${high}` : `${low} or more`;
}

/** The words of a CodeableConcept: its text, else the first display. */
export function conceptText(concept: unknown): string | undefined {
  return (
    textIn(concept, 'text') ??
    objectsIn(concept, 'coding')
      .map((one) => textIn(one, 'display'))
      .find((one) => one !== undefined)
  );
}

/** The property, or nothing where there is no value. */
export function present<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value };
export function present(key: string, value: unknown): object {
  return value === undefined ? {} : { [key]: value };
}

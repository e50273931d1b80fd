import type { Reference } from '../../../ccm/chart.ts';
import { objectIn, objectsIn, textIn } from '../../fields.ts';
import { GOAL_ID, PERTAINS_TO_GOAL_EXTENSION } from '../../naming.ts';

/** A goal that something is done for. */
export interface GoalLink {
  /** `Goal/123`; or `#goal-` and the UUID of a goal of ours, which may come into the plan with the same save and need not be inside it. */
  readonly reference: Reference;
  readonly display: string;
}

const OWN = /^#goal-([0-9a-f-]{36})$/i;

/** The reference to the goal from within the plan; undefined where the plan has no such goal of ours. */
export function linkTo(plan: unknown, { reference, display }: GoalLink) {
  const id = OWN.exec(reference)?.[1];
  if (id === undefined || objectsIn(plan, 'contained').some((one) => one['id'] === reference.slice(1))) return { reference, display };
  const named = objectsIn(plan, 'goal').find((goal) => textIn(objectIn(goal, 'identifier'), 'value') === id);
  const there = textIn(named, 'reference');
  // The identifier stays true where a server keeps the name that the goal had within the transaction.
  return there === undefined ? undefined : { reference: there, identifier: { system: GOAL_ID, value: id }, display };
}

/** The extension that says for which goal a request is. */
export function pertainsTo(target: NonNullable<ReturnType<typeof linkTo>>) {
  return { url: PERTAINS_TO_GOAL_EXTENSION, valueReference: target };
}

/** What the request's extensions, or the references of a detail, name as goals. */
export function goalTargets(request: unknown): readonly Readonly<Record<string, unknown>>[] {
  const named = objectsIn(request, 'extension')
    .filter((one) => textIn(one, 'url') === PERTAINS_TO_GOAL_EXTENSION)
    .map((one) => objectIn(one, 'valueReference'))
    .filter((one) => one !== undefined);
  return [...named, ...objectsIn(request, 'goal')];
}

/** The references of those goals, as the plan has them. */
export function goalReferences(plan: unknown, request: unknown): readonly Reference[] {
  return [...new Set(goalTargets(request).flatMap((target) => referenceIn(plan, target) ?? []))];
}

function referenceIn(plan: unknown, target: unknown): Reference | undefined {
  const reference = textIn(target, 'reference');
  if (reference !== undefined && !reference.startsWith('urn:')) return reference.replace(/^https?:.*\/(Goal\/[^/]+)$/, '$1');
  const { system, value } = objectIn(target, 'identifier') ?? {};
  if (system !== GOAL_ID || typeof value !== 'string') return undefined;
  const goal = objectsIn(plan, 'goal').find((one) => textIn(objectIn(one, 'identifier'), 'value') === value);
  return textIn(goal, 'reference');
}

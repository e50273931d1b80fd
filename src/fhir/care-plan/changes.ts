import type { Reference } from '../../ccm/chart.ts';
import type { RawResource } from '../client.ts';
import type { PlanActivity, PlanGoal, PlanItem, PlanNote, StoredCarePlan } from './plan.ts';

/** One state of a plan: as read, and as it came. */
export interface PlanState {
  readonly plan: StoredCarePlan;
  readonly raw: RawResource;
}

export type PlanPart = 'problem' | 'goal' | 'activity' | 'note' | 'supporting-info' | 'plan';

/** The fields of goals and activities that a person would call changed; for the plan itself the name of the element. */
export type ChangedField =
  | 'words'
  | 'target'
  | 'due'
  | 'status'
  | 'achievement'
  | 'problem'
  | 'who'
  | 'goal'
  | 'title'
  | 'narrative'
  | 'other';

/** What differs between two states of a plan, in words; `element` names what has no words of its own. */
export type PlanDifference =
  | { readonly kind: 'added' | 'removed'; readonly part: Exclude<PlanPart, 'plan'>; readonly reference?: Reference; readonly what: string }
  | {
      readonly kind: 'changed';
      readonly part: PlanPart;
      readonly reference?: Reference;
      readonly what: string;
      readonly field: ChangedField;
      readonly before?: string;
      readonly after?: string;
    };

/**
 * What changed from one state of a plan to another, in the order of the plan. Items are the same where their reference is,
 * else where their words are; notes where author, time and words are. A change that shows in no list is told by the name of
 * its top-level element, so that nothing that changed is passed over. Empty: the two say the same.
 */
export function planDifferences(before: PlanState, after: PlanState): readonly PlanDifference[] {
  const a = before.plan;
  const b = after.plan;
  // A goal that is only reworded is no other goal to the activities that are for it.
  const words = new Map([...a.goals, ...b.goals].map(({ reference = '', display }) => [reference, display]));
  return [
    ...fieldChange('plan', b.title, undefined, 'title', a.title, b.title),
    ...fieldChange('plan', b.title, undefined, 'status', a.status, b.status),
    ...listDifferences('problem', a.addresses, b.addresses, () => []),
    ...listDifferences('goal', a.goals, b.goals, goalFields),
    ...listDifferences('activity', a.activities, b.activities, (one) => activityFields(one, words)),
    ...listDifferences('supporting-info', a.supportingInfo, b.supportingInfo, () => []),
    ...noteDifferences(a.notes, b.notes),
    ...fieldChange('plan', b.title, undefined, 'narrative', outsideOwnBlock(a.narrative), outsideOwnBlock(b.narrative)),
    ...otherElements(before.raw, after.raw),
  ];
}

type Field = readonly [ChangedField, string | undefined];

function goalFields(goal: PlanGoal): readonly Field[] {
  return [
    ['target', goal.target],
    ['due', goal.dueDate],
    ['status', goal.status],
    ['achievement', goal.achievement],
    ['problem', joined(goal.addresses?.map(({ reference, display }) => display ?? reference))],
  ];
}

/** @param words of the plan's goals, by reference. */
function activityFields(activity: PlanActivity, words: ReadonlyMap<string, string>): readonly Field[] {
  return [
    ['who', activity.who],
    ['due', activity.due],
    ['status', activity.status],
    ['goal', joined(activity.goals?.map((goal) => words.get(goal) ?? goal))],
  ];
}

function joined(words: readonly string[] | undefined): string | undefined {
  return words === undefined || words.length === 0 ? undefined : words.join(', ');
}

function listDifferences<Item extends PlanItem>(
  part: Exclude<PlanPart, 'plan' | 'note'>,
  before: readonly Item[],
  after: readonly Item[],
  fieldsOf: (item: Item) => readonly Field[],
): readonly PlanDifference[] {
  const old = new Map(before.map((item) => [keyOf(item), item]));
  const now = new Map(after.map((item) => [keyOf(item), item]));
  const removed = before.filter((item) => !now.has(keyOf(item))).map((item) => told('removed', part, item));
  const others = [...now].flatMap(([key, item]): readonly PlanDifference[] => {
    const was = old.get(key);
    if (was === undefined) return [told('added', part, item)];
    const fields: readonly Field[] = [['words', item.display], ...fieldsOf(item)];
    const earlier = new Map<ChangedField, string | undefined>([['words', was.display], ...fieldsOf(was)]);
    // What was at hand in one state only has no fields to compare.
    if (was.read !== item.read) return [];
    return fields.flatMap(([field, value]) => fieldChange(part, item.display, item.reference, field, earlier.get(field), value));
  });
  return [...removed, ...others];
}

function keyOf({ reference, display }: PlanItem): string {
  return reference ?? `words ${display}`;
}

function told(kind: 'added' | 'removed', part: Exclude<PlanPart, 'plan'>, { reference, display }: PlanItem): PlanDifference {
  return { kind, part, what: display, ...(reference !== undefined && { reference }) };
}

function noteDifferences(before: readonly PlanNote[], after: readonly PlanNote[]): readonly PlanDifference[] {
  const old = new Set(before.map(keyOfNote));
  const now = new Set(after.map(keyOfNote));
  return [
    ...before.filter((note) => !now.has(keyOfNote(note))).map((note) => toldNote('removed', note)),
    ...after.filter((note) => !old.has(keyOfNote(note))).map((note) => toldNote('added', note)),
  ];
}

function keyOfNote({ author, time, text }: PlanNote): string {
  return JSON.stringify([author, time, text]);
}

function toldNote(kind: 'added' | 'removed', { text }: PlanNote): PlanDifference {
  return { kind, part: 'note', what: text };
}

function fieldChange(
  part: PlanPart,
  what: string,
  reference: Reference | undefined,
  field: ChangedField,
  before: string | undefined,
  after: string | undefined,
): readonly PlanDifference[] {
  if (before === after) return [];
  return [
    {
      kind: 'changed',
      part,
      what,
      field,
      ...(reference !== undefined && { reference }),
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
    },
  ];
}

const TOLD = new Set(['meta', 'text', 'id', 'title', 'status', 'addresses', 'goal', 'activity', 'supportingInfo', 'note', 'contained']);

function otherElements(before: RawResource, after: RawResource): readonly PlanDifference[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => !TOLD.has(key));
  return keys
    .filter((key) => canonical(before[key]) !== canonical(after[key]))
    .map((key) => ({ kind: 'changed', part: 'plan', what: key, field: 'other' }));
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

// Our own block repeats what the lists say.
function outsideOwnBlock(narrative: string | undefined): string | undefined {
  return narrative?.replace(/<div class="ccm-app-section">[\s\S]*?<\/div>/, '');
}

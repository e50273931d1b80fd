import type { PlanTemplate, TemplateActivity, TemplateGoal } from '../../queries/plan-templates.ts';

/** One thing that templates propose, once, however many of them propose it. */
export interface Proposed<Item> {
  readonly key: string;
  readonly item: Item;
  /** The templates that have it, by canonical URL. */
  readonly from: readonly PlanTemplate[];
}

export interface Proposal {
  readonly goals: readonly Proposed<TemplateGoal>[];
  readonly activities: readonly Proposed<TemplateActivity>[];
}

/** What makes two activities one: the id that their templates give them, else the words of their titles. */
export function shareKey({ id, title }: Pick<TemplateActivity, 'id' | 'title'>): string {
  return id === undefined ? `activity: ${plainWords(title)}` : `activity ${id}`;
}

/** What makes two goals one: id or words, and the same target. Goals that aim at different numbers are two. */
export function goalKey({ id, what, target }: Pick<TemplateGoal, 'id' | 'what' | 'target'>): string {
  const aim = typeof target === 'object' ? ` ${target.loinc} ${target.comparator} ${target.value} ${target.unit}` : ` ${target ?? ''}`;
  return `${id === undefined ? `goal: ${plainWords(what)}` : `goal ${id}`}${aim}`;
}

/** Words without case, punctuation and spacing, for comparing what people typed in two places. */
export function plainWords(words: string): string {
  return words
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * All that the templates propose, each shared thing once. Of several copies of an activity the one that comes again soonest stays;
 * where that one says nothing to the patient, what another copy says is kept, and it is for the goals of every copy. The order of the templates decides the order of the
 * things and nothing else.
 */
export function mergeTemplates(templates: readonly PlanTemplate[]): Proposal {
  const distinct = [...new Map(templates.map((template) => [template.url, template])).values()];
  return {
    goals: merged(
      distinct,
      ({ goals }) => goals,
      goalKey,
      ([first]) => first,
    ),
    activities: merged(distinct, ({ activities }) => activities, shareKey, soonest),
  };
}

type AtLeastOne<Item> = readonly [Item, ...Item[]];

function merged<Item>(
  templates: readonly PlanTemplate[],
  itemsOf: (template: PlanTemplate) => readonly Item[],
  keyOf: (item: Item) => string,
  choose: (copies: AtLeastOne<Item>) => Item,
): readonly Proposed<Item>[] {
  const byKey = new Map<string, { readonly template: PlanTemplate; readonly item: Item }[]>();
  for (const template of templates) {
    for (const item of itemsOf(template)) {
      const key = keyOf(item);
      byKey.set(key, [...(byKey.get(key) ?? []), { template, item }]);
    }
  }
  return [...byKey].flatMap(([key, found]) => {
    const sorted = found.toSorted((a, b) => compare(a.template.url, b.template.url));
    const [first, ...rest] = sorted.map(({ item }) => item);
    const from = [...new Set(sorted.map(({ template }) => template))];
    return first === undefined ? [] : [{ key, item: choose([first, ...rest]), from }];
  });
}

function soonest(copies: AtLeastOne<TemplateActivity>): TemplateActivity {
  const kept = copies.reduce((best, copy) => (daysBetween(copy) < daysBetween(best) ? copy : best));
  const instruction = kept.instruction ?? copies.find((copy) => copy.instruction !== undefined)?.instruction;
  const goals = [...new Set(copies.flatMap((copy) => copy.goals ?? []))];
  return { ...kept, ...(instruction !== undefined && { instruction }), ...(goals.length > 0 && { goals }) };
}

function daysBetween({ every }: TemplateActivity): number {
  if (every === undefined) return Infinity;
  return every.count * (every.unit === 'wk' ? 7 : 30.4);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

import type { LocalDate, Reference } from '../../../ccm/chart.ts';
import type { TemplateActivity, TemplateGoal } from '../../queries/plan-templates.ts';
import { type NamedDraft, ownGoalReference } from '../edit-list.ts';
import type { PlanEditDraft, PlanGoalLink, PlanPerson } from '../plan-edit.ts';
import type { Fit } from './fits.ts';
import { plainWords, type Proposed } from './merge-templates.ts';

/** What a person sets in a proposed goal before it is added, as typed. */
export interface GoalFields {
  /** A number, or words where the template aims at words. Empty: the goal goes without a target. */
  readonly value: string;
  /** Empty: the goal goes without a date. */
  readonly due: string;
}

/** The fields of a goal as its template proposes them. */
export function goalFields({ target, dueMonths }: TemplateGoal, today: LocalDate): GoalFields {
  return {
    value: typeof target === 'object' ? String(target.value) : (target ?? ''),
    due: dueMonths === undefined ? '' : Temporal.PlainDate.from(today).add({ months: dueMonths }).toString(),
  };
}

export type GoalFault = 'not-a-number' | 'past';

/** What is wrong with the fields of a goal; null where nothing is. */
export function goalFault({ target }: TemplateGoal, { value, due }: GoalFields, today: LocalDate): GoalFault | null {
  const number = Number(value);
  const isNumber = Number.isFinite(number) && number > 0;
  if (typeof target === 'object' && value.trim() !== '' && !isNumber) return 'not-a-number';
  return due !== '' && due < today ? 'past' : null;
}

/** The edit that adds a goal. It names the conditions that its templates were chosen for. */
export function goalDraft(
  { item, from }: Proposed<TemplateGoal>,
  { value, due }: GoalFields,
  fits: readonly Fit[],
  id: string,
): NamedDraft {
  const { what, target } = item;
  const conditions = conditionsOf(fits.filter(({ template }) => from.includes(template)));
  const addresses = [...conditions.keys()];
  return {
    kind: 'add-goal',
    id,
    what,
    byPatient: false,
    ...(value.trim() !== '' && { target: typeof target === 'object' ? { ...target, value: Number(value) } : value.trim() }),
    ...(due !== '' && { due }),
    ...(addresses.length > 0 && { addresses, about: [...conditions.values()].join(', ') }),
  };
}

/**
 * The goals that the ids of a template name: those that are added now, else what the plan or the unsaved edits have in their words.
 *
 * @param added ids of the drafts by goal.
 */
export function linksTo(
  ids: readonly string[],
  goals: readonly Proposed<TemplateGoal>[],
  added: ReadonlyMap<Proposed<TemplateGoal>, string>,
  there: readonly PlanGoalLink[],
): readonly PlanGoalLink[] {
  return ids.flatMap((id) => {
    const named = goals.filter(({ item }) => item.id === id);
    const now = named.flatMap((goal) => {
      const draft = added.get(goal);
      return draft === undefined ? [] : [{ reference: ownGoalReference(draft), display: goal.item.what }];
    });
    if (now.length > 0) return now;
    const words = new Set(named.map(({ item }) => plainWords(item.what)));
    return there.filter(({ display }) => words.has(plainWords(display))).slice(0, 1);
  });
}

/** The edit that adds an activity. Someone of the practice is named by role until a person is. */
export function activityDraft(
  { item, from }: Proposed<TemplateActivity>,
  patient: PlanPerson,
  goals: readonly PlanGoalLink[] = [],
): PlanEditDraft {
  const { title, element, who, every, instruction } = item;
  return {
    kind: 'add-activity',
    title,
    element,
    ...(who !== undefined && { performer: who.kind === 'patient' ? patient : { display: who.words } }),
    ...(every !== undefined && { every }),
    ...(instruction !== undefined && { instruction }),
    templates: from.map(({ url, version }) => `${url}|${version}`),
    ...(goals.length > 0 && { goals }),
  };
}

function conditionsOf(fits: readonly Fit[]): ReadonlyMap<Reference, string> {
  const named = fits.flatMap(({ conditions }) => conditions.map(({ condition }) => condition));
  return new Map(named.flatMap(({ reference, display }) => (reference === undefined ? [] : [[reference, display] as const])));
}

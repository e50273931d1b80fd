import type { LocalDate, Reference } from '../../../ccm/chart.ts';
import type { TemplateActivity, TemplateGoal } from '../../queries/plan-templates.ts';
import type { PlanEditDraft, PlanPerson } from '../plan-edit.ts';
import type { Fit } from './fits.ts';
import type { Proposed } from './merge-templates.ts';

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
export function goalDraft({ item, from }: Proposed<TemplateGoal>, { value, due }: GoalFields, fits: readonly Fit[]): PlanEditDraft {
  const { what, target } = item;
  const addresses = conditionsOf(fits.filter(({ template }) => from.includes(template)));
  return {
    kind: 'add-goal',
    what,
    byPatient: false,
    ...(value.trim() !== '' && { target: typeof target === 'object' ? { ...target, value: Number(value) } : value.trim() }),
    ...(due !== '' && { due }),
    ...(addresses.length > 0 && { addresses }),
  };
}

/** The edit that adds an activity. Someone of the practice is named by role until a person is. */
export function activityDraft({ item, from }: Proposed<TemplateActivity>, patient: PlanPerson): PlanEditDraft {
  const { title, element, who, every, instruction } = item;
  return {
    kind: 'add-activity',
    title,
    element,
    ...(who !== undefined && { performer: who.kind === 'patient' ? patient : { display: who.words } }),
    ...(every !== undefined && { every }),
    ...(instruction !== undefined && { instruction }),
    templates: from.map(({ url, version }) => `${url}|${version}`),
  };
}

function conditionsOf(fits: readonly Fit[]): readonly Reference[] {
  return [...new Set(fits.flatMap(({ conditions }) => conditions.flatMap(({ condition }) => condition.reference ?? [])))];
}

import type { ActivityView, GoalView } from '../../care-plan-view.ts';
import type { PlanTemplate, TemplateActivity, TemplateGoal } from '../../queries/plan-templates.ts';
import type { PlanEdit } from '../plan-edit.ts';
import { plainWords, type Proposed, shareKey } from './merge-templates.ts';

/** What a plan has and what is about to be added to it. */
export interface PlanNow {
  readonly goals: readonly Pick<GoalView, 'what' | 'target' | 'status' | 'reference' | 'lifecycle'>[];
  readonly activities: readonly Pick<ActivityView, 'what' | 'status'>[];
  readonly unsaved: readonly PlanEdit[];
}

/** How a proposed thing stands to the plan: only what is `new` is offered ticked, and what is there is not offered again. */
export type Standing =
  | { readonly kind: 'new' }
  | { readonly kind: 'in-plan' }
  | { readonly kind: 'unsaved' }
  /** The plan aims at something else for the same measure. */
  | { readonly kind: 'other-target'; readonly words: string };

const CLOSED: readonly string[] = ['completed', 'cancelled', 'revoked', 'rejected', 'stopped', 'entered-in-error'];

/** What is finished or given up may be proposed again. */
function isOpen({ status }: { readonly status?: string }): boolean {
  return !CLOSED.includes(status?.split(',')[0] ?? '');
}

/** @param library all templates: a shared activity may stand in the plan under the title that another template gives it */
export function standingOfActivity({ item }: Proposed<TemplateActivity>, plan: PlanNow, library: readonly PlanTemplate[]): Standing {
  const key = shareKey(item);
  const copies = library.flatMap(({ activities }) => activities).filter((activity) => shareKey(activity) === key);
  const titles = new Set([item, ...copies].map(({ title }) => plainWords(title)));
  if (plan.activities.some((activity) => isOpen(activity) && titles.has(plainWords(activity.what)))) return { kind: 'in-plan' };
  const isUnsaved = plan.unsaved.some((edit) => edit.kind === 'add-activity' && titles.has(plainWords(edit.title)));
  return isUnsaved ? { kind: 'unsaved' } : { kind: 'new' };
}

/** A goal is in the plan where its words are; another goal with a target for the same measure is named. */
export function standingOfGoal({ item }: Proposed<TemplateGoal>, plan: PlanNow): Standing {
  const words = plainWords(item.what);
  const open = plan.goals.filter(isOpen);
  if (open.some(({ what }) => plainWords(what) === words)) return { kind: 'in-plan' };
  const adding = plan.unsaved.filter((edit) => edit.kind === 'add-goal');
  if (adding.some(({ what }) => plainWords(what) === words)) return { kind: 'unsaved' };
  const { target: aim } = item;
  if (typeof aim !== 'object') return { kind: 'new' };
  const measure = plainWords(aim.measure);
  const other =
    open.find(({ target = '' }) => plainWords(target).startsWith(measure))?.what ??
    adding.find(({ target }) => typeof target === 'object' && target.loinc === aim.loinc)?.what;
  return other === undefined ? { kind: 'new' } : { kind: 'other-target', words: other };
}

import type { ActivityView, GoalView } from '../care-plan-view.ts';

/** The activities that are done for a goal; `null`: those for no goal that the plan has. */
export function activitiesFor(
  goal: GoalView | null,
  activities: readonly ActivityView[],
  goals: readonly GoalView[],
): readonly ActivityView[] {
  if (goal !== null) return activities.filter((one) => goal.reference !== undefined && one.goals?.includes(goal.reference) === true);
  const known = new Set(goals.map(({ reference }) => reference));
  return activities.filter(({ goals: named = [] }) => !named.some((reference) => known.has(reference)));
}

/** Whether this is the first of the plan's goals that the activity is for: there it can be changed. */
export function isFirstGoalOf(goal: GoalView, activity: ActivityView, goals: readonly GoalView[]): boolean {
  return goals.find(({ reference }) => reference !== undefined && activity.goals?.includes(reference) === true) === goal;
}

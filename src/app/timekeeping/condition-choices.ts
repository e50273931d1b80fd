import type { MonthAssessment } from '../../ccm/month-assessment.ts';
import type { ConditionChoice } from '../time-entry-view.ts';

const CONDITIONS_OFFERED = 12;

/** The conditions that a time entry may name: those that count, one of each group. */
export function conditionChoices(assessment: Pick<MonthAssessment, 'conditions'>): readonly ConditionChoice[] {
  const choices = new Map<string, ConditionChoice>();
  for (const { verdict, condition, group } of assessment.conditions) {
    const { reference, display } = condition;
    if (verdict !== 'counts' || reference === undefined || choices.has(group ?? reference)) continue;
    choices.set(group ?? reference, { reference, display });
  }
  return [...choices.values()].slice(0, CONDITIONS_OFFERED);
}

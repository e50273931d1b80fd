import type { CarePlanElement } from '../../ccm/chart.ts';
import type { PlanEdit } from './plan-edit.ts';

/** The part of the plan that an edit documents. */
export function elementOf(edit: PlanEdit): CarePlanElement | undefined {
  switch (edit.kind) {
    case 'add-goal':
      return edit.target !== undefined && edit.due !== undefined ? 'measurable-treatment-goals' : undefined;
    case 'reconcile':
      return 'medical-management';
    case 'add-prognosis':
      return 'expected-outcome-prognosis';
    case 'add-note':
    case 'add-activity':
    case 'refer':
      return edit.element;
    case 'change-goal':
    case 'change-activity':
    case 'change-note':
    case 'add-barrier':
    case 'dismiss-condition':
    case 'restore-condition':
      return undefined;
    default:
      return edit satisfies never;
  }
}

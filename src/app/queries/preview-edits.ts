import type { DiffLine, PlanEdit } from '../care-plan-view.ts';

/** The places in the record that the edits touch: each adds at the end of a list, and nothing else changes. */
export function previewEdits(edits: readonly PlanEdit[]): readonly DiffLine[] {
  return edits.map((edit) => {
    switch (edit.kind) {
      case 'add-note':
        return { sign: '+', path: 'CarePlan.note', text: edit.text };
      case 'add-goal':
        return {
          sign: '+',
          path: 'CarePlan.goal',
          text: [edit.what, edit.target, edit.due && `by ${edit.due}`].filter(Boolean).join(', '),
        };
      default:
        return edit satisfies never;
    }
  });
}

import type { PlanDifference, PlanState } from '../../fhir/care-plan/changes.ts';
import { readMark } from '../../fhir/care-plan/marked-notes.ts';
import { readReviewNote } from '../../fhir/care-plan/review-notes.ts';
import type { ChartReading } from '../../fhir/chart.ts';
import { FIELD_TEXT, PART_TEXT } from '../care-plan/review/change-text.ts';
import type { ChangeView } from '../care-plan/review/review-view.ts';
import { ownPlan } from './views.ts';

/** The plan of a reading, as read and as it came; null where there is none of ours. */
export function planState(reading: ChartReading): PlanState | null {
  const plan = ownPlan(reading);
  const raw = reading.basis.timeSources.find(({ resourceType, id }) => resourceType === 'CarePlan' && id === plan?.id);
  return plan === null || raw === undefined ? null : { plan, raw };
}

/** Differences in the screens' words. Notes that another part of the review shows are left out: questions, comments, medicines gone through. */
export function changeViews(differences: readonly PlanDifference[]): readonly ChangeView[] {
  return differences.flatMap((one): readonly ChangeView[] => {
    const part = PART_TEXT[one.part];
    if (one.kind !== 'changed') return one.part === 'note' ? noteChange(one.kind, one.what) : [{ kind: one.kind, part, what: one.what }];
    const { what, field, before, after } = one;
    return [
      {
        kind: 'altered',
        part,
        what,
        field: FIELD_TEXT[field],
        ...(before !== undefined && field !== 'narrative' && { before }),
        ...(after !== undefined && field !== 'narrative' && { after }),
      },
    ];
  });
}

function noteChange(kind: 'added' | 'removed', text: string): readonly ChangeView[] {
  if (readReviewNote({ text }) !== null) return [];
  const mark = readMark({ text });
  switch (mark?.kind) {
    case 'reconciled':
      return [];
    case 'barrier':
      return [{ kind, part: `Barrier to “${mark.goalWords}”`, what: mark.text }];
    case 'dismissed':
      return [{ kind, part: 'Left out of the plan:', what: `${mark.words}. ${mark.reason}` }];
    case 'restored':
      return [{ kind, part: 'No longer left out:', what: mark.words }];
    case undefined:
      return [{ kind, part: PART_TEXT.note, what: text }];
    default:
      return mark satisfies undefined;
  }
}

import type { Instant } from '../../../ccm/chart.ts';
import { useFormDraft } from '../../form-drafts.ts';
import { emptyReviewFields, isBlankReview, type ReviewFields } from './review-form.ts';
import type { ReviewDesk } from './review-view.ts';

export interface ReviewDraft {
  readonly value: ReviewFields;
  readonly set: (change: Partial<ReviewFields>) => void;
  /** The time of this attempt: that of the first one, as long as nothing was changed since. */
  readonly attempt: () => Instant;
  readonly clear: () => void;
}

/** What is typed on the review screen; it outlives the screen until it is recorded. */
export function useReviewDraft({ newId, now }: Pick<ReviewDesk, 'newId' | 'now'>): ReviewDraft {
  const { value, change, clear } = useFormDraft('review', 'ccm', () => emptyReviewFields(newId), isBlankReview);
  return {
    value,
    set: (fields) => change((before) => ({ ...before, at: '', ...fields })),
    attempt: () => {
      const at = value.at === '' ? now() : value.at;
      change((before) => ({ ...before, at }));
      return at;
    },
    clear,
  };
}

import { openReviewNotes } from '../../fhir/care-plan/review-notes.ts';
import { lastSignature } from '../../fhir/care-plan/reviews.ts';
import { daysIn } from '../../fhir/dates.ts';
import { signRefusal } from '../care-plan/review/review-form.ts';
import type { ReviewNoteView } from '../care-plan/review/review-view.ts';
import { planState } from './plan-changes.ts';
import type { Saving } from './signed-in.ts';
import { staterOf } from './statements.ts';

/** What of a review concerns the person who is signed in. */
export interface ReviewCall {
  readonly maySign: boolean;
  /** Why a signature is wanted; null where the last one still holds. */
  readonly why: 'never-signed' | 'changed' | 'asked' | 'returned' | null;
  readonly questions: number;
  /** Newest first. */
  readonly returned: readonly ReviewNoteView[];
}

/** Null where there is no plan that could be signed here, or while it is not known who is signed in. */
export function reviewCall(saving: Saving, isReadingMore: boolean): ReviewCall | null {
  const state = planState(saving.reading);
  const stater = staterOf(saving, isReadingMore);
  if (state === null || state.plan.readOnly.length > 0 || stater.name === null) return null;
  if (stater.performer === undefined && isReadingMore) return null;
  const signature = lastSignature(state.raw, saving.reading.basis.planDocuments);
  const notes = openReviewNotes(state.plan.notes, signature?.at);
  const questions = notes.filter(({ kind }) => kind === 'question').length;
  const days = daysIn(saving.access.settings.practice.timeZone);
  const isChanged = state.plan.changedSinceSignature === true;
  return {
    maySign: signRefusal(stater) === undefined,
    why: notes.at(-1)?.kind === 'returned' ? 'returned' : signature === undefined ? 'never-signed' : openWhy(questions, isChanged),
    questions,
    returned: notes
      .filter(({ kind }) => kind === 'returned')
      .toReversed()
      .map(({ text, by, at }) => {
        const date = days.exact(at);
        return { text, ...(by !== undefined && { by }), ...(date !== undefined && { date }) };
      }),
  };
}

function openWhy(questions: number, isChanged: boolean): ReviewCall['why'] {
  if (questions > 0) return 'asked';
  return isChanged ? 'changed' : null;
}

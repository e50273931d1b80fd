import { type ReviewOptions, useReviewDesk } from '../../queries/review.ts';
import { ReviewScreen } from './ReviewScreen.tsx';

/** The review screen of a session: what the EHR holds, and how a signature reaches it. */
export function ReviewOfPlan(props: ReviewOptions) {
  return <ReviewScreen desk={useReviewDesk(props)} />;
}

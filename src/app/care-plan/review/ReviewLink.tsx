import type { ServiceMonth } from '../../../ccm/chart.ts';
import { reviewCall } from '../../queries/review-call.ts';
import type { Saving } from '../../queries/signed-in.ts';
import { href } from '../../routes.ts';

export interface ReviewLinkProps {
  readonly saving: Saving;
  readonly month: ServiceMonth;
  readonly isReadingMore: boolean;
}

/** The way from the plan to its review, for who may sign it and for who may ask. */
export function ReviewLink({ saving, month, isReadingMore }: ReviewLinkProps) {
  const call = reviewCall(saving, isReadingMore);
  if (call === null) return null;
  return <a href={href({ month, screen: 'review' })}>{call.maySign ? 'Review and sign this plan' : 'Ask the physician about this plan'}</a>;
}

import { Notice } from '../../../ui/Notice.tsx';
import { formatDate, plural } from '../../format.ts';
import { reviewCall } from '../../queries/review-call.ts';
import type { Saving } from '../../queries/signed-in.ts';
import { href, type Route } from '../../routes.ts';

export interface ReviewNoticeProps {
  readonly saving: Saving;
  readonly route: Route;
  readonly isReadingMore: boolean;
}

/** On home and on the plan: a plan that waits for this person's signature, or one that came back without it. */
export function ReviewNotice({ saving, route, isReadingMore }: ReviewNoticeProps) {
  const call = reviewCall(saving, isReadingMore);
  if (call === null) return null;
  const link = href({ month: route.month, screen: 'review' });
  const [returned] = call.returned;
  if (call.maySign && call.why !== null) {
    return (
      <Notice tone="attention" title="The care plan waits for a signature" action={<a href={link}>Review and sign</a>}>
        {[WHY_TEXT[call.why], call.questions > 0 && `${plural(call.questions, 'question')} from the care team.`].filter(Boolean).join(' ')}
      </Notice>
    );
  }
  if (!call.maySign && returned !== undefined) {
    const who = [returned.by, returned.date === undefined ? undefined : formatDate(returned.date)].filter((part) => part !== undefined);
    return (
      <Notice tone="attention" title="The care plan came back without a signature" action={<a href={link}>See the review, or ask</a>}>
        <p>{returned.text}</p>
        {who.length > 0 && <p className="soft">{who.join(', ')}</p>}
      </Notice>
    );
  }
  return null;
}

const WHY_TEXT = {
  'never-signed': 'Nobody has signed it yet.',
  changed: 'It changed since it was signed.',
  returned: 'It came back to the care team with a comment and is not signed since.',
  asked: '',
} as const;

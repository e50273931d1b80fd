import type { Instant } from '../../ccm/chart.ts';
import type { TimedWork } from '../../ccm/timer/work.ts';
import type { TimeEntryInput } from '../time-entry-view.ts';
import type { Work } from '../work-fields.ts';
import { notCountedText } from './work-text.ts';

/** The entry of a stopped timer: its seconds and stretches as they were timed, and what the person says of them. */
export function timedInput(id: string, timed: TimedWork, work: Work, recordedAt: Instant): TimeEntryInput {
  const { start, end, seconds, intervals, notCounted } = timed;
  return {
    id,
    source: 'timer',
    start,
    end,
    seconds,
    ...(intervals.length > 1 && { intervals }),
    ...(notCounted.length > 0 && {
      notCounted: notCounted.map((one) => ({ start: one.start, end: one.end, reason: notCountedText(one) })),
    }),
    ...work,
    recordedAt,
  };
}

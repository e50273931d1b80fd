import type { ReactNode } from 'react';
import type { TimedWork } from '../../ccm/timer/work.ts';
import { Icon } from '../../ui/Icon.tsx';
import { formatDate, formatDuration, localDateTime, plural } from '../format.ts';
import { monthParts } from './month-parts.ts';
import { MonthParts } from './MonthParts.tsx';
import { notCountedText } from './work-text.ts';

export interface StoppedWorkProps {
  readonly work: TimedWork;
  readonly timeZone: string;
  readonly children?: ReactNode;
}

/**
 * Exactly what will be logged: from when to when, how much of it was work, and what of it does not count and why. What nobody has
 * answered yet stands above it, with the answers (UnansweredTime).
 */
export function StoppedWork({ work, timeZone, children }: StoppedWorkProps) {
  const pauses = pausesOf(work);
  const parts = monthParts(work.intervals, timeZone);
  const leftOut = work.notCounted.filter(({ answered }) => answered);
  return (
    <div className="stop-work">
      <p className="stop-total">
        <Icon name="clock" /> <strong>{formatDuration(work.seconds)}</strong> {span(work.start, work.end, timeZone)}
      </p>
      {pauses.count > 0 && (
        <p className="soft">
          {plural(work.intervals.length, 'stretch', 'stretches')} of work, {plural(pauses.count, 'pause')} of{' '}
          {formatDuration(pauses.seconds)} in all.
        </p>
      )}
      {leftOut.length > 0 && (
        <ul className="stop-left-out">
          {leftOut.map((one) => (
            <li key={`${one.start} ${one.end}`}>
              <b>{formatDuration(one.seconds)} not counted</b>, {span(one.start, one.end, timeZone, work.end)}: {notCountedText(one)}.
            </li>
          ))}
        </ul>
      )}
      {parts.length > 1 && (
        <p>
          <MonthParts parts={parts} />
        </p>
      )}
      {children}
    </div>
  );
}

/** Gaps between stretches of work, without what was left out in them. */
function pausesOf({ start, end, seconds, intervals, notCounted }: TimedWork): { readonly count: number; readonly seconds: number } {
  const elapsed = (epoch(end) - epoch(start)) / 1000;
  const within = notCounted.filter((one) => epoch(one.start) >= epoch(start) && epoch(one.end) <= epoch(end));
  const paused = elapsed - seconds - within.reduce((sum, one) => sum + one.seconds, 0);
  const gaps = intervals.slice(1).filter((one, index) => {
    const before = intervals[index];
    if (before === undefined) return false;
    const leftOut = within.filter((left) => epoch(left.start) >= epoch(before.end) && epoch(left.end) <= epoch(one.start));
    return (epoch(one.start) - epoch(before.end)) / 1000 > leftOut.reduce((sum, left) => sum + left.seconds, 0);
  });
  return { count: paused > 0 ? gaps.length : 0, seconds: Math.max(0, paused) };
}

/** `20 Oct 2026, 10:05:10 to 10:17:40`; the day is left out where it is that of `beside`. */
function span(start: string, end: string, timeZone: string, beside?: string): string {
  const [from = '', to = '', other = ''] = [start, end, beside ?? ''].map((one) =>
    one === '' ? '' : (localDateTime(one, timeZone) ?? one),
  );
  const first = from.slice(0, 10) === other.slice(0, 10) ? '' : `${formatDate(from)}, `;
  const second = to.slice(0, 10) === from.slice(0, 10) ? '' : `${formatDate(to)}, `;
  return `${first}${from.slice(11)} to ${second}${to.slice(11)}`;
}

function epoch(instant: string): number {
  return Temporal.Instant.from(instant).epochMilliseconds;
}

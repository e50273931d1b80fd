import { advanceTimer } from '../../ccm/timer.ts';
import { DEFAULT_TIMER_SETTINGS, type LeftOutStretch, type StartedTimer } from '../../ccm/timer/state.ts';
import type { Keep } from '../../ccm/timer/stretches.ts';
import { timerFigures } from '../../ccm/timer/work.ts';
import { formatDuration } from '../format.ts';
import { KeepChoice } from './KeepChoice.tsx';
import { formatMoment } from './timer-words.ts';
import { notCountedText } from './work-text.ts';

export interface UnansweredTimeProps {
  readonly timer: StartedTimer;
  readonly timeZone: string;
  readonly onSettle: (from: number, keep: Keep) => void;
}

/** Time that a pause or a stop left out before anybody said whether it was work. It stays out unless somebody does. */
export function UnansweredTime({ timer, timeZone, onSettle }: UnansweredTimeProps) {
  const open = timer.stretches.filter(isUnanswered);
  if (open.length === 0) return null;
  return (
    <ul className="unanswered">
      {open.map(({ from, to, why }) => (
        <li key={from}>
          <p>
            <strong>{formatDuration(Math.floor((to - from) / 1000))} not counted</strong>, {formatMoment(from, timeZone, timer.seen.at)} to{' '}
            {formatMoment(to, timeZone, timer.seen.at)}: {notCountedText({ why, answered: false })}.
          </p>
          <KeepChoice
            from={from}
            to={to}
            timeZone={timeZone}
            countedIf={(keep) => countedIf(timer, from, keep)}
            onKeep={(keep) => onSettle(from, keep)}
          />
        </li>
      ))}
    </ul>
  );
}

function isUnanswered(stretch: StartedTimer['stretches'][number]): stretch is LeftOutStretch {
  return stretch.is === 'left-out' && !stretch.answered;
}

function countedIf(timer: StartedTimer, from: number, keep: Keep): number {
  const settled = advanceTimer(timer, { type: 'settle', from, keep, ...timer.seen }, DEFAULT_TIMER_SETTINGS);
  return timerFigures(settled, timer.seen.at).countedSeconds;
}

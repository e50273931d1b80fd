import { useState } from 'react';
import { advanceTimer } from '../../ccm/timer.ts';
import { type AskedTimer, DEFAULT_TIMER_SETTINGS, type Question } from '../../ccm/timer/state.ts';
import type { Keep } from '../../ccm/timer/stretches.ts';
import { timerFigures } from '../../ccm/timer/work.ts';
import { Button } from '../../ui/Button.tsx';
import { formatDuration } from '../format.ts';
import { KeepChoice } from './KeepChoice.tsx';
import { formatMoment, secondsOf } from './timer-words.ts';

export interface TimerQuestionProps {
  readonly timer: AskedTimer;
  readonly timeZone: string;
  readonly onAnswer: (keep: Keep, goOn: boolean) => void;
  readonly onClockWasWrong: () => void;
  /** Throws the whole entry away; asks first. */
  readonly onDiscard: () => void;
}

/** The timer's open question: what happened, from when to when, what is counted meanwhile, and the answers. */
export function TimerQuestion({ timer, timeZone, onAnswer, onClockWasWrong, onDiscard }: TimerQuestionProps) {
  const { question, seen } = timer;
  const { from } = question;
  // Whoever comes back to a page that was gone may be long done with it.
  const [goOn, setGoOn] = useState(question.why !== 'closed');
  const moment = (at: number) => formatMoment(at, timeZone, seen.at);
  return (
    <section className="timer-question" aria-label="The timer’s question">
      <p>
        <strong>{titleOf(question.why)}</strong> {whatHappened(question, moment)} In doubt: {moment(from)} to now,{' '}
        <strong>{formatDuration(Math.floor((seen.at - from) / 1000))}</strong>. Counted without it: {formatDuration(secondsOf(timer))}.
      </p>
      <KeepChoice
        from={from}
        to={seen.at}
        timeZone={timeZone}
        countedIf={(keep) => countedIf(timer, keep)}
        onKeep={(keep) => onAnswer(keep, goOn)}
      />
      <div className="keep-row">
        <label className="option">
          <input type="checkbox" checked={goOn} onChange={(event) => setGoOn(event.target.checked)} />
          <span>and go on timing from now</span>
        </label>
        {question.why === 'gap' && question.steadyMs !== null && (
          <Button kind="quiet" onClick={onClockWasWrong}>
            The clock was set forward: only {formatDuration(Math.floor(question.steadyMs / 1000))} passed
          </Button>
        )}
        <Button kind="quiet" onClick={onDiscard}>
          Discard the whole entry
        </Button>
      </div>
    </section>
  );
}

function titleOf(why: Question['why']): string {
  switch (why) {
    case 'idle':
      return 'Was this work?';
    case 'gap':
      return 'The computer slept, or its clock was set forward.';
    case 'closed':
      return 'The timer was running when this page was closed.';
    case 'clock-set-back':
      return 'The computer’s clock was set back.';
    default:
      return why satisfies never;
  }
}

function whatHappened({ why, from, noticed }: Question, moment: (at: number) => string): string {
  switch (why) {
    case 'idle':
      return `Nothing was done in Intervisit after ${moment(from)}.`;
    case 'gap':
      return `This page did not run from ${moment(from)} to ${moment(noticed)}.`;
    case 'closed':
      return `It was last seen at ${moment(from)} and opened again at ${moment(noticed)}.`;
    case 'clock-set-back':
      return `This was noticed at ${moment(noticed)}. What was timed before keeps its length and is told in the new time.`;
    default:
      return why satisfies never;
  }
}

function countedIf(timer: AskedTimer, keep: Keep): number {
  const answered = advanceTimer(timer, { type: 'answer', keep, goOn: false, ...timer.seen }, DEFAULT_TIMER_SETTINGS);
  return timerFigures(answered, timer.seen.at).countedSeconds;
}

import type { Performer } from './chart.ts';
import { looked, lookedAgain, usableReading } from './timer/look.ts';
import { mayTime } from './timer/may-time.ts';
import type { AskedTimer, IdleTimer, Reading, StartedTimer, Timer, TimerSettings } from './timer/state.ts';
import { answered, joined, type Keep, moved, rested, running, settled, stretchesUntil, trimmed } from './timer/stretches.ts';

/** Something that happens to the timer, and when. */
export type TimerEvent = Reading & TimerAction;

/** What may happen to a timer. */
export type TimerAction =
  /** A person starts it. Refused for a performer whose time cannot count. */
  | { readonly type: 'start'; readonly performer: Performer; readonly callMode?: boolean }
  | { readonly type: 'pause' }
  /** Also takes back a stop. */
  | { readonly type: 'resume' }
  /** The person did something in the app. It does not answer an open question. */
  | { readonly type: 'activity' }
  | { readonly type: 'call-mode'; readonly on: boolean }
  /** Only looks at the clocks. */
  | { readonly type: 'tick' }
  /** A page has read the timer from storage; `sameWindow`: the window it ran in was merely reloaded. */
  | { readonly type: 'recover'; readonly sameWindow: boolean }
  /** Answers the open question: how much of the time in doubt was work, and how to go on. */
  | { readonly type: 'answer'; readonly keep: Keep; readonly goOn: boolean }
  /** Answers an open question about a gap: no time passed in it beyond the steady clock's, the wall clock was set forward. */
  | { readonly type: 'clock-was-wrong' }
  /** Answers for time left out by a pause or a stop while its question was open, found by its `from`. */
  | { readonly type: 'settle'; readonly from: number; readonly keep: Keep }
  /** Leaves out all work recorded after the instant `to`. */
  | { readonly type: 'trim'; readonly to: number }
  | { readonly type: 'stop' }
  | { readonly type: 'discard' };

/** A timer that has not been started. */
export const IDLE_TIMER: IdleTimer = { version: 1, stage: 'idle' };

/**
 * The timer after the event. Each event first looks at the clocks as a tick does, so that a gap, a clock set to another
 * time or a long silence is asked about before anything else happens.
 *
 * Every event is accepted in every stage; one that makes no sense there, or has no readable instant, changes no time.
 * A timer starts by `start` only, and ends a stop or a pause by `resume` only.
 */
export function advanceTimer(timer: Timer, event: TimerEvent, settings: TimerSettings): Timer {
  if (event.type === 'discard') return IDLE_TIMER;
  const reading = usableReading(event);
  if (reading === undefined) return timer;
  if (timer.stage === 'idle') return event.type === 'start' ? started(event.performer, event.callMode ?? false, reading) : timer;
  if (event.type === 'recover') return lookedAgain(timer, reading, event.sameWindow, settings);
  // What is settled or trimmed is named by instants as they were shown, and a look may move them all.
  const isNamedByInstant = event.type === 'settle' || (event.type === 'trim' && timer.stage !== 'running' && timer.stage !== 'asked');
  return isNamedByInstant ? looked(acted(timer, event), reading, settings) : acted(looked(timer, reading, settings), event);
}

function started(performer: Performer, callMode: boolean, seen: Reading): Timer {
  if (!mayTime(performer)) return IDLE_TIMER;
  return { version: 1, stage: 'running', performer, stretches: [], since: seen.at, callMode, activeAt: seen.at, seen, clockMoves: [] };
}

function acted(timer: StartedTimer, event: Exclude<TimerAction, { type: 'recover' | 'discard' }>): StartedTimer {
  const now = timer.seen.at;
  switch (event.type) {
    case 'start':
    case 'tick':
      return timer;
    case 'pause':
      return timer.stage === 'stopped' ? timer : rested(timer, 'paused', now);
    case 'stop':
      return rested(timer, 'stopped', now);
    case 'resume':
      return timer.stage === 'paused' || timer.stage === 'stopped' ? running(timer, timer.stretches, now) : timer;
    case 'activity':
      return timer.stage === 'running' ? { ...timer, activeAt: now } : timer;
    case 'call-mode':
      return { ...timer, callMode: event.on, activeAt: now };
    case 'answer':
      return timer.stage === 'asked' && !Number.isNaN(event.keep) ? afterAnswer(timer, event.keep, event.goOn) : timer;
    case 'clock-was-wrong':
      return timer.stage === 'asked' ? afterClockWasWrong(timer) : timer;
    case 'settle':
      return Number.isNaN(event.keep) ? timer : { ...timer, stretches: settled(timer.stretches, event.from, event.keep) };
    case 'trim':
      return Number.isNaN(event.to) ? timer : afterTrim(timer, event.to);
    default:
      return event satisfies never;
  }
}

function afterAnswer(timer: AskedTimer, keep: Keep, goOn: boolean): StartedTimer {
  const { why, from } = timer.question;
  const parts = answered({ is: 'left-out', from, to: timer.seen.at, why, answered: true }, keep);
  const onward = running(timer, parts.reduce(joined, timer.stretches), timer.seen.at);
  return goOn ? onward : rested(onward, 'paused', timer.seen.at);
}

function afterClockWasWrong(timer: AskedTimer): StartedTimer {
  const { why, from, noticed, steadyMs } = timer.question;
  if (why !== 'gap') return timer;
  const { seen } = timer;
  const before = moved(timer, noticed - from - (steadyMs ?? 0), noticed);
  return running({ ...before, seen }, before.stretches, noticed - (steadyMs ?? 0));
}

function afterTrim(timer: StartedTimer, end: number): StartedTimer {
  if (timer.stage !== 'running') return { ...timer, stretches: trimmed(timer.stretches, end) };
  return running(timer, trimmed(stretchesUntil(timer, timer.seen.at), end), timer.seen.at);
}

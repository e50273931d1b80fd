import { asked, moved } from './stretches.ts';
import type { Reading, StartedTimer, TimerSettings } from './state.ts';

/** Largest distance from 1970, in milliseconds, at which a calendar can name an instant. */
const LAST_INSTANT = 8.64e15;

/** The end of the year 9999: no clock that reads later is believed. */
const LAST_READING = 253_402_300_799_999;

/** Whether a number can be an instant of a recorded timer. */
export function isInstant(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= LAST_INSTANT;
}

/** The reading in whole milliseconds, its steady part only where it can be one; undefined where the wall clock's cannot. */
export function usableReading({ at, steady }: Reading): Reading | undefined {
  if (!isReading(at)) return undefined;
  return { at: Math.floor(at), ...(steady !== undefined && isReading(steady) && { steady: Math.floor(steady) }) };
}

function isReading(ms: number): boolean {
  return ms >= 0 && ms <= LAST_READING;
}

/**
 * The timer after a look at the clocks: the same, or with a question open. Jitter within the tolerance is
 * followed by the wall clock, which never runs backward here.
 *
 * A wall clock that was set back takes all recorded instants with it: lengths stay, order stays, and the entry is told in
 * the time the device has now.
 */
export function looked(timer: StartedTimer, reading: Reading, settings: TimerSettings): StartedTimer {
  const steadyMs = steadySince(timer.seen, reading);
  const wallMs = reading.at - timer.seen.at;
  const drift = steadyMs === null ? Math.min(wallMs, 0) : wallMs - steadyMs;
  if (drift < -settings.toleranceMs) return setBack(timer, reading, steadyMs, drift);
  const at = Math.max(reading.at, timer.seen.at);
  const seen = { ...reading, at };
  if (timer.stage !== 'running') return { ...timer, seen };
  if (wallMs > settings.gapMs || drift > settings.toleranceMs) {
    return asked({ ...timer, seen }, { why: 'gap', from: timer.seen.at, noticed: at, steadyMs });
  }
  const limit = timer.callMode ? settings.callIdleMs : settings.idleMs;
  if (at - timer.activeAt < limit) return { ...timer, seen };
  return asked({ ...timer, seen }, { why: 'idle', from: timer.activeAt, noticed: at, steadyMs: null });
}

/** The timer after a look by a page that has just read it from storage. A running one is asked about, short reloads aside. */
export function lookedAgain(timer: StartedTimer, reading: Reading, sameWindow: boolean, settings: TimerSettings): StartedTimer {
  const before = { ...timer, seen: { at: timer.seen.at } };
  const after = looked(before, reading, settings);
  if (before.stage !== 'running') return after;
  const isIdle = after.stage === 'asked' && after.question.why === 'idle';
  if (after.stage === 'asked' && after.question.why === 'clock-set-back') return after;
  if (sameWindow && (after.stage === 'running' || isIdle)) return after;
  const { seen } = after;
  return asked({ ...before, seen }, { why: 'closed', from: before.seen.at, noticed: seen.at, steadyMs: null });
}

function setBack(timer: StartedTimer, reading: Reading, steadyMs: number | null, byMs: number): StartedTimer {
  const before = moved(timer, byMs, reading.at);
  const after = { ...before, seen: reading };
  if (after.stage !== 'running') return after;
  return asked(after, { why: 'clock-set-back', from: before.seen.at, noticed: reading.at, steadyMs });
}

function steadySince(seen: Reading, reading: Reading): number | null {
  if (seen.steady === undefined || reading.steady === undefined || reading.steady < seen.steady) return null;
  return reading.steady - seen.steady;
}

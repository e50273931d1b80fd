import { isObject, numberIn, textIn } from '../fields.ts';

const SECONDS_PER: Readonly<Record<string, number>> = {
  s: 1,
  sec: 1,
  secs: 1,
  second: 1,
  seconds: 1,
  min: 60,
  mins: 60,
  minute: 60,
  minutes: 60,
  h: 3600,
  hr: 3600,
  hrs: 3600,
  hour: 3600,
  hours: 3600,
  d: 86_400,
  day: 86_400,
  days: 86_400,
};

export const DAY_SECONDS = 86_400;

/** Whole seconds of a FHIR Duration, in UCUM or in words; undefined where there is none, `unreadable` where it cannot be understood. */
export function secondsOf(duration: unknown): number | 'unreadable' | undefined {
  if (duration === undefined) return undefined;
  if (!isObject(duration)) return 'unreadable';
  const unit = (textIn(duration, 'code') ?? textIn(duration, 'unit') ?? '').trim().toLowerCase();
  const value = numberIn(duration, 'value');
  const factor = Object.hasOwn(SECONDS_PER, unit) ? SECONDS_PER[unit] : undefined;
  if (value === undefined || factor === undefined) return 'unreadable';
  // 0.35 h is 1,260 s, and 1,259.9999 in binary: a millisecond of grace, and never a second more than was recorded.
  return Math.floor(value * factor + 0.001);
}

/** Whole seconds from one instant to another; negative where they are the wrong way round. */
export function secondsBetween(start: string, end: string): number {
  return Math.floor(Temporal.Instant.from(end).since(Temporal.Instant.from(start)).total('seconds'));
}

import type { Instant } from '../ccm/chart.ts';
import { daysBetween, formatDuration, localDateTime } from './format.ts';

/** What an entry has to say for itself where no timer made it. */
export interface HandFields {
  /** Why it is entered by hand. */
  readonly reason: HandReason | '';
  /** More about the reason; required where the reason does not say it all. */
  readonly reasonDetail: string;
  /** The second person, where the site wants one. */
  readonly confirmedBy: string;
}

export type HandReason = 'timer-not-started' | 'away' | 'system-down' | 'correction' | 'other';

/** As it is stored with the entry. */
export const HAND_REASON_TEXT = {
  'timer-not-started': 'The timer was not started',
  away: 'Worked away from Intervisit',
  'system-down': 'The EHR or Intervisit was not available',
  correction: 'Corrects an earlier entry',
  other: 'Another reason',
} as const satisfies Record<HandReason, string>;

/** Beyond these an entry by hand needs a second person's name. */
export interface HandLimits {
  /** Days from the work to the entry. */
  readonly days: number;
  /** Minutes in one entry. */
  readonly minutes: number;
}

/**
 * Where the site sets none. Two weeks: of what is entered later nobody remembers the day well enough to check it. An hour: from there one
 * entry reaches a month's complex code all by itself.
 */
export const DEFAULT_HAND_LIMITS: HandLimits = { days: 14, minutes: 60 };

/** The site's limits where it has some, else the default ones. */
export function handLimits(
  site: {
    readonly secondPersonAfterDays?: number;
    readonly secondPersonAfterMinutes?: number;
  } = {},
): HandLimits {
  const { secondPersonAfterDays: days = DEFAULT_HAND_LIMITS.days, secondPersonAfterMinutes: minutes = DEFAULT_HAND_LIMITS.minutes } = site;
  return { days, minutes };
}

/** The block of work that is entered, as far as the fields tell it. */
export interface HandWork {
  /** Local date of the work; may not be one. */
  readonly date: string;
  readonly seconds: number | null;
}

export interface HandContext {
  readonly timeZone: string;
  readonly now: Instant;
  readonly limits: HandLimits;
  /** The signed-in person, who cannot be the second one. */
  readonly userName: string;
}

export type HandErrors = Partial<Record<keyof HandFields, string>>;

/** An entry logged later than this after the work is flagged (TIME-17), and the reason must say why. */
const LATE_DAYS = 7;

/** Whether the work lies so far back that the entry is late. */
export function isLate(date: string, context: Pick<HandContext, 'timeZone' | 'now'>): boolean {
  const days = daysSince(date, context);
  return days !== null && days > LATE_DAYS;
}

/** Whether the reason has to be told in words: it says too little by itself, or the entry is late. */
export function needsDetail(
  { reason }: Pick<HandFields, 'reason'>,
  { date }: HandWork,
  context: Pick<HandContext, 'timeZone' | 'now'>,
): boolean {
  return reason === 'other' || isLate(date, context);
}

/** Why the site wants a second person's name, as a sentence; null where it wants none. */
export function secondPersonWhy({ date, seconds }: HandWork, context: Pick<HandContext, 'limits' | 'timeZone' | 'now'>): string | null {
  const { limits } = context;
  const days = daysSince(date, context);
  if (days !== null && days > limits.days) {
    return `The work lies ${days} days back. Entries more than ${limits.days} days back need a second person.`;
  }
  if (seconds === null || seconds <= limits.minutes * 60) return null;
  return `${formatDuration(seconds)} by hand. Entries of more than ${limits.minutes} min need a second person.`;
}

/** The reason and the second person that the fields give, with an error at each field that lacks. */
export function checkHand(
  fields: HandFields,
  work: HandWork,
  context: HandContext,
  errors: HandErrors,
): { readonly reason: string; readonly confirmedBy?: string } {
  const confirmedBy = secondPersonWhy(work, context) === null ? '' : fields.confirmedBy.trim();
  if (secondPersonWhy(work, context) !== null) {
    if (confirmedBy === '') errors.confirmedBy = 'Whose name? Somebody who knows of the work.';
    else if (sameName(confirmedBy, context.userName)) errors.confirmedBy = 'Somebody else than you.';
  }
  return { reason: reasonOf(fields, work, context, errors), ...(confirmedBy !== '' && { confirmedBy }) };
}

function reasonOf(fields: HandFields, work: HandWork, context: HandContext, errors: HandErrors): string {
  const detail = fields.reasonDetail.trim();
  if (fields.reason === '') errors.reason = 'Choose why it is entered by hand.';
  if (detail === '' && needsDetail(fields, work, context)) {
    errors.reasonDetail = isLate(work.date, context) ? 'Say why it is logged this late.' : 'Say which.';
  }
  if (fields.reason === '' || fields.reason === 'other') return detail;
  return detail === '' ? HAND_REASON_TEXT[fields.reason] : `${HAND_REASON_TEXT[fields.reason]}: ${detail}`;
}

function daysSince(date: string, { timeZone, now }: Pick<HandContext, 'timeZone' | 'now'>): number | null {
  const today = localDateTime(now, timeZone)?.slice(0, 10);
  return today === undefined ? null : daysBetween(date, today);
}

/** `Nora Nightsample` is `Nora Nightsample, RN`. */
function sameName(one: string, other: string): boolean {
  return plainName(one) === plainName(other);
}

function plainName(name: string): string {
  return (name.split(',')[0] ?? '').replace(/\s+/g, ' ').trim().toLowerCase();
}

import type { LocalDate } from '../../../ccm/chart.ts';
import type { Days } from '../../dates.ts';
import { numberIn, objectIn, textIn } from '../../fields.ts';
import { present } from '../items.ts';

/** How often something comes again: every `count` days, weeks, months or years. */
export interface ReviewInterval {
  readonly count: number;
  readonly unit: 'd' | 'wk' | 'mo' | 'a';
}

/** When something is done again and from which day on, as far as the record tells it in whole periods of a calendar. */
export function timingOf(record: unknown, days: Days): { readonly every?: ReviewInterval; readonly since?: LocalDate } {
  const timing = objectIn(record, 'occurrenceTiming') ?? objectIn(record, 'scheduledTiming');
  const repeat = objectIn(timing, 'repeat');
  const unit = UNITS.find((one) => one === textIn(repeat, 'periodUnit'));
  const period = numberIn(repeat, 'period');
  const isOnce = (numberIn(repeat, 'frequency') ?? 1) === 1;
  if (unit === undefined || period === undefined || !Number.isInteger(period) || period < 1 || !isOnce) return {};
  const since = days.exact(textIn(objectIn(repeat, 'boundsPeriod'), 'start')) ?? days.exact(textIn(record, 'authoredOn'));
  return { every: { count: period, unit }, ...present('since', since) };
}

const UNITS: readonly ReviewInterval['unit'][] = ['d', 'wk', 'mo', 'a'];

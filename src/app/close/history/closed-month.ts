import type { Instant, ServiceMonth } from '../../../ccm/chart.ts';
import type { StatusTone } from '../../../ui/Status.tsx';

/** Where a closed month stands. `unsigned`: charges are prepared; `done`: billing closed the task; `withdrawn`: nothing stands any more. */
export type ClosedState = 'unsigned' | 'ready' | 'taken-up' | 'unknown' | 'handed-over' | 'done' | 'sent-back' | 'withdrawn';

/** A month that was closed, by its charges or its hand-over. */
export interface ClosedMonth {
  readonly month: ServiceMonth;
  readonly state: ClosedState;
  /** Base codes first; of a withdrawn month those that no longer stand. */
  readonly codes: readonly { readonly code: string; readonly units: number }[];
  /** Minutes as the charge or the sheet says them; null where it does not. */
  readonly recordedMinutes: number | null;
  /** Minutes counted from the chart as it is now; null where they are not known, undefined while they are being counted. */
  readonly minutesNow?: number | null;
  readonly signedBy?: string;
  /** Who prepared it or handed it over, where nobody signed. */
  readonly by?: string;
  readonly at?: Instant;
}

export const CLOSED_TEXT = {
  unsigned: 'Recorded, waiting for sign-off',
  ready: 'Recorded, ready for billing',
  'taken-up': 'Taken up by the billing system',
  unknown: 'Recorded, status not stated',
  'handed-over': 'Handed to billing',
  done: 'Handed to billing, task closed',
  'sent-back': 'Sent back by billing',
  withdrawn: 'Taken back',
} as const satisfies Record<ClosedState, string>;

export const CLOSED_TONES = {
  unsigned: 'attention',
  ready: 'met',
  'taken-up': 'met',
  unknown: 'unknown',
  'handed-over': 'met',
  done: 'met',
  'sent-back': 'blocks',
  withdrawn: 'plain',
} as const satisfies Record<ClosedState, StatusTone>;

/** The minutes to show: those that were recorded, else those counted now. */
export function shownMinutes({ recordedMinutes, minutesNow }: ClosedMonth): number | null {
  return recordedMinutes ?? minutesNow ?? null;
}

/** `now 62 min` where the chart counts something else than was recorded; null where not, or where either is not known. */
export function changedText({ recordedMinutes, minutesNow }: ClosedMonth): string | null {
  if (recordedMinutes === null || minutesNow == null || recordedMinutes === minutesNow) return null;
  return `now ${minutesNow} min`;
}

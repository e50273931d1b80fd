import type { StatusTone } from '../../ui/Status.tsx';
import type { EnrolmentReason, EnrolmentStatus } from './enrolment-view.ts';

export const STATUS_TEXT = {
  active: 'Active',
  paused: 'Paused',
  transferred: 'Transferred',
  stopped: 'Stopped',
} as const satisfies Record<EnrolmentStatus, string>;

export const STATUS_TONE = {
  active: 'met',
  paused: 'attention',
  transferred: 'attention',
  stopped: 'attention',
} as const satisfies Record<EnrolmentStatus, StatusTone>;

export const REASON_TEXT = {
  enrolled: 'Enrolled',
  resumed: 'Taken up again',
  'in-facility': 'In a hospital or facility',
  away: 'Away for a while',
  'not-reached': 'Cannot be reached',
  'patient-wish': 'The patient wishes it',
  'moved-away': 'Moved away',
  'other-practice': 'Goes to another practice',
  'other-program': 'Goes into another program',
  'goals-reached': 'The goals are reached',
  'not-eligible': 'No longer eligible',
  hospice: 'Hospice',
  died: 'The patient died',
  other: 'Another reason',
} as const satisfies Record<EnrolmentReason, string>;

/** Reasons to choose from; those of `active` follow from what was before. */
export const REASONS = {
  active: [],
  paused: ['in-facility', 'away', 'not-reached', 'patient-wish', 'other'],
  transferred: ['moved-away', 'other-practice', 'other-program', 'other'],
  stopped: ['patient-wish', 'goals-reached', 'not-eligible', 'hospice', 'died', 'not-reached', 'other'],
} as const satisfies Record<EnrolmentStatus, readonly EnrolmentReason[]>;

import type { Instant, LocalDate } from '../ccm/chart.ts';
import { type Attestation, WITHDRAWN } from './attestations.ts';

/** Why CCM is as it is, by its state. Closed lists: what else there is to say stands in the remark. */
export const ENROLMENT_REASONS = {
  active: ['enrolled', 'resumed'],
  paused: ['in-facility', 'away', 'not-reached', 'patient-wish', 'other'],
  transferred: ['moved-away', 'other-practice', 'other-program', 'other'],
  stopped: ['patient-wish', 'goals-reached', 'not-eligible', 'hospice', 'died', 'not-reached', 'other'],
} as const;

export type EnrolmentStatus = keyof typeof ENROLMENT_REASONS;
export type EnrolmentReason = (typeof ENROLMENT_REASONS)[EnrolmentStatus][number];

export interface Enrolment {
  readonly status: EnrolmentStatus;
  /** The day from which it is so. */
  readonly on: LocalDate;
  readonly reason: EnrolmentReason;
}

/** One statement on the patient's enrolment, as it was made. */
export interface EnrolmentStep extends Enrolment {
  /** UUID of the statement. */
  readonly id: string;
  readonly by: string;
  readonly at: Instant;
  readonly remark: string;
}

/** The words of the statement `enrolment`: `paused 2026-11-18 in-facility`. Null from the reader: not understood. */
export const enrolmentValue = {
  write: ({ status, on, reason }: Enrolment): string => `${status} ${on} ${reason}`,
  read(value: string): Enrolment | null {
    const [status, on = '', reason] = value.split(' ');
    const known = STATUSES.find((one) => one === status);
    if (known === undefined || !/^\d{4}-\d\d-\d\d$/.test(on)) return null;
    const reasons: readonly EnrolmentReason[] = ENROLMENT_REASONS[known];
    const why = reasons.find((one) => one === reason);
    return why === undefined ? null : { status: known, on, reason: why };
  },
};

const STATUSES = ['active', 'paused', 'transferred', 'stopped'] as const satisfies readonly EnrolmentStatus[];

/**
 * The statements on enrolment that were not taken back, in the order in which they hold: by the day they speak of, those
 * of one day by when they were made. The last one is how things stand; none: nobody stated anything.
 *
 * @param history all statements, as `attestationHistory` gives them.
 */
export function enrolmentSteps(history: readonly Attestation[]): readonly EnrolmentStep[] {
  const stated = history.filter(({ statement }) => statement === 'enrolment');
  const from = stated.findLastIndex(({ value }) => value === WITHDRAWN) + 1;
  return stated
    .slice(from)
    .flatMap(({ id, value, by, at, reason }): readonly EnrolmentStep[] => {
      const enrolment = enrolmentValue.read(value);
      return enrolment === null ? [] : [{ ...enrolment, id, by: by.display, at, remark: reason }];
    })
    .toSorted((a, b) => a.on.localeCompare(b.on) || Date.parse(a.at) - Date.parse(b.at));
}

/** The day on which CCM began by what persons stated; undefined where nobody said. */
export function statedStart(steps: readonly EnrolmentStep[]): LocalDate | undefined {
  return steps.find(({ status }) => status === 'active')?.on;
}

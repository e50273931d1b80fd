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
  /** Of a correction: the remark of the step that it corrects. */
  readonly remark: string;
  /** The step that this one corrects, and what was wrong with it in the person's words. */
  readonly correction?: { readonly of: string; readonly why: string };
}

/** A step as the record tells it, whether it still holds or not. */
export interface RecordedEnrolmentStep extends EnrolmentStep {
  /** By whom, when and why it was corrected or taken back as made by mistake; absent: it holds. */
  readonly undone?: {
    readonly kind: 'corrected' | 'taken-back';
    readonly by: string;
    readonly at: Instant;
    readonly why: string;
  };
}

/**
 * The words of the statement `enrolment`: `paused 2026-11-18 in-facility`, a correction with `corrects=` and the UUID of the
 * step in whose place it stands. Null from the reader: not understood.
 */
export const enrolmentValue = {
  write: ({ status, on, reason, corrects }: Enrolment & { readonly corrects?: string }): string =>
    [status, on, reason, ...(corrects === undefined ? [] : [`corrects=${corrects}`])].join(' '),
  read(value: string): (Enrolment & { readonly corrects?: string }) | null {
    const [status, on = '', reason, ...words] = value.split(' ');
    const known = STATUSES.find((one) => one === status);
    if (known === undefined || !/^\d{4}-\d\d-\d\d$/.test(on)) return null;
    const reasons: readonly EnrolmentReason[] = ENROLMENT_REASONS[known];
    const why = reasons.find((one) => one === reason);
    const corrects = words.find((word) => word.startsWith('corrects='))?.slice('corrects='.length);
    return why === undefined ? null : { status: known, on, reason: why, ...(corrects !== undefined && corrects !== '' && { corrects }) };
  },
};

/** The words that take back one step as made by mistake: `entered-in-error` and its UUID. Null from the reader: no such words. */
export const mistakenStep = {
  write: (id: string): string => `entered-in-error ${id}`,
  read(value: string): string | null {
    const [word, id = ''] = value.split(' ');
    return word === 'entered-in-error' && id !== '' ? id : null;
  },
};

const STATUSES = ['active', 'paused', 'transferred', 'stopped'] as const satisfies readonly EnrolmentStatus[];

/**
 * The steps that hold, in the order of the days they speak of, those of one day by when they were made. The last one is how
 * things stand; none: nobody stated anything.
 *
 * @param history all statements, as `attestationHistory` gives them.
 */
export function enrolmentSteps(history: readonly Attestation[]): readonly EnrolmentStep[] {
  return enrolmentRecord(history).filter(({ undone }) => undone === undefined);
}

/** Every step that was ever stated, in the same order, those that were corrected or taken back included. */
export function enrolmentRecord(history: readonly Attestation[]): readonly RecordedEnrolmentStep[] {
  const stated = history.filter(({ statement }) => statement === 'enrolment');
  const undone = undoneBy(stated);
  const byId = new Map(stated.map((one) => [one.id, one]));
  return stated
    .flatMap((one): readonly RecordedEnrolmentStep[] => {
      const enrolment = enrolmentValue.read(one.value);
      if (enrolment === null) return [];
      const { corrects, ...step } = enrolment;
      const over = undone.get(one.id);
      return [
        {
          ...step,
          id: one.id,
          by: one.by.display,
          at: one.at,
          remark: remarkOf(one, byId),
          ...(corrects !== undefined && { correction: { of: corrects, why: one.reason } }),
          ...(over !== undefined && { undone: undoing(over) }),
        },
      ];
    })
    .toSorted((a, b) => a.on.localeCompare(b.on) || Date.parse(a.at) - Date.parse(b.at));
}

/** Which statement put an end to which, by id. What was itself taken back ends nothing: the step before it holds again. */
function undoneBy(stated: readonly Attestation[]): ReadonlyMap<string, Attestation> {
  const undone = new Map<string, Attestation>();
  for (const [index, one] of [...stated.entries()].toReversed()) {
    const over = undone.get(one.id);
    if (over !== undefined && !isCorrection(over)) continue;
    if (one.value === WITHDRAWN) for (const { id } of stated.slice(0, index)) undone.set(id, undone.get(id) ?? one);
    const ended = mistakenStep.read(one.value) ?? enrolmentValue.read(one.value)?.corrects;
    if (ended === undefined) continue;
    const later = undone.get(ended);
    // Two persons corrected the same step: the later correction stands for both.
    if (later !== undefined && over === undefined && isCorrection(one)) undone.set(one.id, later);
    undone.set(ended, later ?? one);
  }
  return undone;
}

function isCorrection({ value }: Attestation): boolean {
  return enrolmentValue.read(value)?.corrects !== undefined;
}

function undoing(over: Attestation): NonNullable<RecordedEnrolmentStep['undone']> {
  return { kind: isCorrection(over) ? 'corrected' : 'taken-back', by: over.by.display, at: over.at, why: over.reason };
}

function remarkOf(one: Attestation, byId: ReadonlyMap<string, Attestation>): string {
  const seen = new Set<string>();
  let first: Attestation | undefined = one;
  while (first !== undefined && !seen.has(first.id)) {
    const corrects: string | undefined = enrolmentValue.read(first.value)?.corrects;
    if (corrects === undefined) return first.reason;
    seen.add(first.id);
    first = byId.get(corrects);
  }
  return '';
}

/** The day on which CCM began by what persons stated; undefined where nobody said. */
export function statedStart(steps: readonly EnrolmentStep[]): LocalDate | undefined {
  return steps.find(({ status }) => status === 'active')?.on;
}

import type { ChargeStep, ChargeView, CloseInput } from '../../src/app/charge-view.ts';
import type { CloseDesk } from '../../src/app/close/close-desk.ts';
import { BILLING_SOURCES } from '../../src/app/close/other-billing-rows.ts';
import { aBillableAssessment, aScreenChart } from './assessment.ts';

export const DOCTOR = { reference: 'Practitioner/md', name: 'Dr. Felix Fictional' };
export const NURSE = { reference: 'Practitioner/rn', name: 'Nora Nightsample, RN' };

/** All that the closing of a month needs, at an EHR that takes every charge. The billing practitioner is signed in. */
export function aCloseDesk(overrides: Partial<CloseDesk> = {}): CloseDesk {
  const charges = overrides.charges ?? [];
  return {
    chart: aScreenChart({ billingPractitioner: { id: DOCTOR.reference, name: DOCTOR.name, type: 'physician' }, otherBilledCodes: [] }),
    assessment: aBillableAssessment(),
    today: '2026-11-21',
    isReadingMore: false,
    charges,
    statements: [],
    sources: BILLING_SOURCES.map((type) => ({ type, count: 0, complete: true })),
    self: DOCTOR,
    billing: DOCTOR,
    saveTarget: { where: 'ChargeItem' },
    dateRule: 'threshold',
    showEstimates: false,
    unsent: { timeEntries: 0, drafts: 0 },
    classify: () => ({ verdict: 'chronic', tier: 'A', reason: 'chronic', decidedBy: 'published-lists' }),
    preview: (input) => stepsFor(charges, input),
    onRecord: async (input) => ({
      charges: stepsFor(charges, input).map(({ code, kind }) => ({
        code,
        step: kind,
        state: 'confirmed',
        reference: `ChargeItem/${code}`,
      })),
    }),
    onWithdraw: async (reference) => ({
      code: charges.find((one) => one.reference === reference)?.code ?? '',
      state: 'confirmed',
      reference,
    }),
    onCheck: async () => ({ kind: 'looked', charges, complete: true }),
    ...overrides,
  };
}

export function aChargeView(overrides: Partial<ChargeView> = {}): ChargeView {
  return {
    code: '99490',
    units: 1,
    status: 'billable',
    own: true,
    servicePeriod: { start: '2026-11-01', end: '2026-11-30' },
    dateOfService: '2026-11-19',
    enteredBy: DOCTOR.name,
    enteredAt: '2026-11-20T09:00:00-05:00',
    basis: 'Basis: 22 min clinical staff in 2 entries. Threshold of the last unit reached 2026-11-19. Rule set ccm-rules 2026.1.',
    reference: 'ChargeItem/1',
    ...overrides,
  };
}

/** What recording would do at this EHR, told simply: the rules of it are those of the floor below. */
export function stepsFor(charges: readonly ChargeView[], { codes, signOff }: CloseInput): readonly ChargeStep[] {
  const status = signOff ? 'billable' : 'planned';
  const own = charges.filter((one) => one.own && ['planned', 'billable', 'billed'].includes(one.status));
  const wanted = codes.map(({ code, units }): ChargeStep => {
    const there = own.find((one) => one.code === code);
    if (there === undefined) return { kind: 'create', code, units, status };
    const { reference } = there;
    if (there.status === 'billed') return { kind: 'billed', code, units: there.units, reference, wanted: units };
    if (there.units !== units) return { kind: 'update', code, units, status, reference };
    if (there.status === 'planned' && signOff) return { kind: 'sign-off', code, units, status, reference };
    return { kind: 'keep', code, units, status: there.status === 'billable' ? 'billable' : 'planned', reference };
  });
  const successor = codes[0]?.code;
  const others = own.filter(({ code }) => codes.every((one) => one.code !== code));
  const gone = others.map(({ code, reference, status: stands, units }): ChargeStep => {
    if (stands === 'billed') return { kind: 'billed', code, units, reference, wanted: null };
    if (successor !== undefined) return { kind: 'supersede', code, reference, successor };
    return stands === 'planned' ? { kind: 'abort', code, reference } : { kind: 'withdraw', code, reference };
  });
  return [...wanted, ...gone];
}

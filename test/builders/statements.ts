import type { Statements, StatementView, Stater } from '../../src/app/statement-view.ts';

export const PHYSICIAN: Stater = {
  name: 'Dr. Felix Fictional',
  performer: 'physician-qhp',
  isBeingRead: false,
  isBillingPractitioner: true,
  billingPractitioner: 'Dr. Felix Fictional',
};

export const NURSE: Stater = {
  name: 'Nora Nightsample, RN',
  performer: 'clinical-staff',
  isBeingRead: false,
  isBillingPractitioner: false,
  billingPractitioner: 'Dr. Felix Fictional',
};

/** The physician at work on 2026-11-21, with a plan, nothing stated yet, and an EHR that keeps everything. */
export function someStatements(overrides: Partial<Statements> = {}): Statements {
  let ids = 0;
  return {
    stater: PHYSICIAN,
    history: [],
    visits: [],
    plan: { reference: 'CarePlan/cp1', versionId: '3' },
    newPlan: { problems: ['Type 2 diabetes', 'Hypertension'], billingPractitioner: 'Dr. Felix Fictional', others: [] },
    month: '2026-11',
    today: '2026-11-21',
    timeZone: 'America/New_York',
    saveTarget: { where: 'CarePlan' },
    newPlanTarget: { where: 'CarePlan' },
    now: () => '2026-11-21T10:30:00-05:00',
    newId: () => {
      ids += 1;
      return `id-${ids}`;
    },
    preview: ({ items, at, reason }) =>
      items.map((item) => ({
        by: 'Dr. Felix Fictional',
        at,
        text: `CCM-ATTEST v1 | ${item.id} | ${'said' in item ? item.said.about : 'withdrawn'}\n${reason}`,
      })),
    onState: async () => ({ kind: 'stored', where: 'CarePlan', reference: 'CarePlan/cp1', alreadyThere: false }),
    onCreatePlan: async () => ({ kind: 'stored', where: 'CarePlan', reference: 'CarePlan/cp1', alreadyThere: false }),
    ...overrides,
  };
}

/** The physician's word of 12 October that the patient is at significant risk. */
export function aStatementView(overrides: Partial<StatementView> = {}): StatementView {
  return {
    id: 's1',
    about: 'significant-risk',
    said: { about: 'significant-risk', holds: true },
    withdraws: false,
    ruleId: 'ELIG-2',
    by: 'Dr. Felix Fictional',
    at: '2026-10-12T10:20:00-04:00',
    date: '2026-10-12',
    reason: 'Two admissions this year.',
    holds: true,
    ...overrides,
  };
}

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readConsents } from '../../src/fhir/consent.ts';
import { readConsentDocuments, readConsentNotes } from '../../src/fhir/consent/documents.ts';
import type { ConsentDraft } from '../../src/fhir/consent/draft.ts';
import { saveConsent, saveWithdrawal } from '../../src/fhir/consent/save.ts';
import { daysIn } from '../../src/fhir/dates.ts';
import type { EnrolmentStep } from '../../src/fhir/enrolment.ts';
import { saveEnrolmentStep, saveEpisode, saveMistakenStep } from '../../src/fhir/enrolment/save.ts';
import { aConsentDraft } from '../builders/fhir.ts';
import { anOwnPlan, aStage, MD, PATIENT, PRACTICE, RN, type StageOptions } from '../builders/writes.ts';

const SAMPLES = process.env['INTERVISIT_SAMPLES'] ?? resolve(import.meta.dirname, '../../../shared');
const PACKAGES = [`${SAMPLES}/ig/us_core_610.tgz`, `${SAMPLES}/ig/us_core_800.tgz`];
const isHere = PACKAGES.every(existsSync);
const SLOW = 60_000;

const eleanor = { reference: `Patient/${PATIENT}`, display: 'Eleanor Whitfield' };
const days = daysIn('America/New_York');
const withdrawal = {
  saidBy: 'Eleanor Whitfield',
  recordedBy: RN,
  at: '2026-10-20T14:00:00-04:00',
  reason: 'cost',
  remark: 'Too dear.',
} as const;

const DRAFTS: readonly Partial<ConsentDraft>[] = [
  { channel: 'telephone', remark: 'Asked what it costs.' },
  { givenBy: { display: 'Ruth Whitfield' }, relationship: 'Daughter', method: 'written', channel: 'in-writing' },
  { at: '2026-09-15', recordedAt: '2026-10-20T14:00:00-04:00', confirms: 'Consent/old', elements: [], sharing: false },
  { answer: { kind: 'declined', reason: 'other' }, remark: 'Wants to think.' },
  { answer: { kind: 'call-back', on: '2026-11-01' } },
  { answer: { kind: 'needed' }, billingPractitioner: { reference: RN.reference, display: 'Somebody Else, MD' } },
];

const PLACES: readonly (readonly [string, StageOptions])[] = [
  ['Consent', { scope: 'patient/*.rs patient/Consent.cruds' }],
  ['DocumentReference', { scope: 'patient/*.rs patient/DocumentReference.cruds' }],
  ['CarePlan', { scope: 'patient/*.rs patient/CarePlan.cruds patient/Provenance.cruds' }],
  ['CarePlan', { persona: 'plan-writes-only' }],
];

test.skipIf(!isHere).each(PLACES)(
  'what came of asking, and a withdrawal, is valid R4 and US Core 6.1 and 8.0 in %s (skipped where the packages are absent)',
  { timeout: SLOW },
  async (place, options) => {
    const { target } = await aStage({ resources: [anOwnPlan()], usCore: PACKAGES, ...options });
    for (const [index, overrides] of DRAFTS.entries()) {
      const draft = aConsentDraft({ patient: eleanor, givenBy: eleanor, id: `b0f1a6b2-3c1f-4a53-8f55-5f0f0f0c300${index}`, ...overrides });
      const outcome = await saveConsent(target, draft, 'cp-1');
      expect({ overrides, ...outcome }).toMatchObject({ kind: 'stored', carrier: place });
    }
    const held = async (type: string) => (await target.client.search(type, { patient: PATIENT })).resources;
    const kept = [
      ...readConsents(await held('Consent'), days).consents,
      ...readConsentDocuments(await held('DocumentReference'), days).consents,
      ...readConsentNotes(await held('CarePlan'), days).consents,
    ];
    const [consent] = kept;
    if (consent === undefined) throw new Error('none was kept');
    expect(await saveWithdrawal(target, consent, { on: '2026-10-20', withdrawal, patient: eleanor, planId: 'cp-1' })).toMatchObject({
      kind: 'stored',
      carrier: place,
    });
  },
);

const step: EnrolmentStep = {
  id: 'e0000000-0000-4000-8000-000000000031',
  status: 'active',
  on: '2026-09-01',
  reason: 'enrolled',
  by: RN.display,
  at: '2026-10-20T14:00:00-04:00',
  remark: 'At the yearly visit.',
};

test.skipIf(!isHere)(
  'enrolment, its correction and a step taken back are valid R4 and US Core 6.1 and 8.0 (skipped where the packages are absent)',
  { timeout: SLOW },
  async () => {
    const scope = 'patient/*.rs patient/CarePlan.cruds patient/EpisodeOfCare.cruds patient/Provenance.cruds';
    const { ehr, target } = await aStage({ scope, resources: [anOwnPlan()], usCore: PACKAGES });
    const where = { planId: 'cp-1', by: RN, organization: PRACTICE };
    const right = { ...step, id: 'e0000000-0000-4000-8000-000000000032', on: '2026-08-01', correction: { of: step.id, why: 'A slip.' } };
    const mistake = { id: 'e0000000-0000-4000-8000-000000000033', of: right.id, at: step.at, why: 'Another patient.' };
    const stored = { kind: 'stored', alreadyThere: false, changedByServer: [] };
    expect(await saveEnrolmentStep(target, { ...where, step })).toMatchObject(stored);
    expect(await saveEnrolmentStep(target, { ...where, step: right })).toMatchObject(stored);
    expect(await saveMistakenStep(target, { ...where, mistake })).toMatchObject(stored);
    expect(ehr.stored('Provenance', PATIENT)).toHaveLength(3);
    const facts = { patientId: PATIENT, patientDisplay: eleanor.display, organization: PRACTICE, practitioner: MD };
    const paused: EnrolmentStep = { ...step, id: 'p', status: 'paused', reason: 'away', on: '2026-10-01' };
    for (const steps of [[step], [step, paused], [step, { ...paused, status: 'stopped', reason: 'died' }], []] as const) {
      expect(await saveEpisode(target, { ...facts, steps })).toBe('stored');
    }
  },
);

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { saveAttestations } from '../../src/fhir/attestations/save.ts';
import { createCarePlan } from '../../src/fhir/care-plan/create.ts';
import { addActivity, addGoal, addNote } from '../../src/fhir/care-plan/edit.ts';
import { savePlanNote } from '../../src/fhir/care-plan/note-document.ts';
import { savePlanChange } from '../../src/fhir/care-plan/save.ts';
import { closeCharges } from '../../src/fhir/charges/close.ts';
import { saveTimeEntry } from '../../src/fhir/time/save.ts';
import { aChargeDraft, anAttestation, aStage, aTimeEntryDraft, MD, PATIENT, PRACTICE, RN, storedIn } from '../builders/writes.ts';

const SAMPLES = process.env['INTERVISIT_SAMPLES'] ?? resolve(import.meta.dirname, '../../../shared');
const PACKAGES = [`${SAMPLES}/ig/us_core_610.tgz`, `${SAMPLES}/ig/us_core_800.tgz`].filter(existsSync);

test.skipIf(PACKAGES.length === 0)(
  'everything the app writes is valid R4 and US Core (skipped where the packages are absent)',
  { timeout: 60_000 },
  async () => {
    const { ehr, target } = await aStage({ usCore: PACKAGES, scope: 'patient/*.cruds user/Practitioner.rs' });
    const patientReference = `Patient/${PATIENT}`;
    const at = '2026-10-20T14:00:00-04:00';
    expect(await saveTimeEntry(target, aTimeEntryDraft({ source: 'manual', reason: 'forgot the timer' }))).toMatchObject({
      kind: 'stored',
      alreadyThere: false,
    });
    const addresses = [{ reference: 'Condition/cond-t2dm', display: 'Type 2 diabetes mellitus' }];
    const plan = { patientId: PATIENT, start: '2026-10-01', addresses, custodian: MD, contributor: RN };
    expect(await createCarePlan(target, plan)).toMatchObject({ kind: 'stored', alreadyThere: false });
    expect(await createCarePlan(target, plan)).toMatchObject({ kind: 'stored', alreadyThere: true });
    const planId = storedIn(ehr, 'CarePlan')[0]?.id ?? '';
    const goal = {
      id: 'b0000000-0000-4000-8000-000000000001',
      description: 'Walk',
      start: '2026-10-20',
      addresses: [],
      expressedBy: patientReference,
      patientReference,
    };
    const measurable = {
      ...goal,
      id: 'b0000000-0000-4000-8000-000000000002',
      target: 'daily',
      due: '2026-12-31',
      addresses: ['Condition/cond-t2dm'],
    };
    const activity = {
      id: 'c0000000-0000-4000-8000-000000000001',
      title: 'Weekly call',
      element: 'symptom-management',
      performer: RN,
      goals: [{ reference: `#goal-${measurable.id}`, display: 'Walk' }],
      patientReference,
    } as const;
    const prognosis = {
      id: 'd0000000-0000-4000-8000-000000000001',
      outcome: 'Keeps living at home.',
      prognosis: 'Guarded.',
      author: RN,
      at,
      problems: ['Condition/cond-t2dm'],
      patientReference,
    };
    const operations = [
      addNote({ author: RN, at, text: 'Spoke.', element: 'caregiver-assessment' }),
      addGoal(goal),
      addGoal(measurable),
      addActivity(activity),
      { kind: 'add-prognosis', draft: prognosis },
    ] as const;
    expect(await savePlanChange(target, { planId, operations, author: RN, at })).toMatchObject({ kind: 'stored', changedByServer: [] });
    const changes = [
      {
        kind: 'change-activity',
        reference: `#activity-${activity.id}`,
        what: 'Weekly call',
        change: { field: 'status', to: 'completed' },
      },
      { kind: 'change-note', note: { text: 'Spoke.', time: at }, to: { author: MD, at, text: 'Spoke with the daughter.' } },
    ] as const;
    expect(await savePlanChange(target, { planId, operations: changes, author: MD, at })).toMatchObject({ kind: 'stored' });
    const patient = { reference: patientReference, display: 'Test Patient' };
    const note = { id: 'e1', patient, author: RN, at, lines: ['Goal: walk'], elements: ['measurable-treatment-goals'] } as const;
    expect(await savePlanNote(target, { ...note, statements: ['CCM-ATTEST v1 | x'] })).toMatchObject({ kind: 'stored' });
    expect(await saveAttestations(target, { planId, attestations: [anAttestation()], organization: PRACTICE })).toMatchObject({
      kind: 'stored',
    });
    const close = { month: '2026-10', by: MD, at };
    const kinds = async (...drafts: readonly ReturnType<typeof aChargeDraft>[]) =>
      (await closeCharges(target, { ...close, drafts })).results.map(({ step, outcome }) => `${step.kind} ${outcome.kind}`);
    expect(await kinds(aChargeDraft({ status: 'planned' }))).toEqual(['create confirmed']);
    expect(await kinds(aChargeDraft(), aChargeDraft({ code: '99439', partOf: '99490' }))).toEqual([
      'sign-off confirmed',
      'create confirmed',
    ]);
    expect(await kinds(aChargeDraft({ code: '99487' }))).toEqual(['create confirmed', 'supersede confirmed', 'supersede confirmed']);
    expect(storedIn(ehr, 'CarePlan')).toHaveLength(1);
    expect(storedIn(ehr, 'Provenance')).toHaveLength(3);
    expect(storedIn(ehr, 'ClinicalImpression')).toHaveLength(1);
  },
);

import { expect, test } from 'vitest';
import type { CloseInput } from '../../../src/app/charge-view.ts';
import { closeAsShown } from '../../../src/app/queries/close.ts';
import { closeMonth } from '../../../src/app/queries/charges.ts';
import type { Saving } from '../../../src/app/queries/signed-in.ts';
import type { MonthAssessment } from '../../../src/ccm/month-assessment.ts';
import { saveTimeEntry } from '../../../src/fhir/time/save.ts';
import { aConsent, aCondition, aCoverage, aPractitioner } from '../../builders/fhir.ts';
import { anOwnPlan, aTimeEntryDraft, MD, PATIENT } from '../../builders/writes.ts';
import type { Ehr } from '../../ehr/ehr.ts';
import { answerEverything, aStatementStage } from '../statement-stage.ts';

type Looked = Saving & { readonly assessment: MonthAssessment };

const HYPERTENSION = aCondition({
  id: 'cond-2',
  code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I10' }], text: 'Hypertension' },
});
const PRACTICE = { access24x7: true, designatedCareTeamMember: true, certifiedEhr: true };

/** A month of 65 minutes in which complex care is stated: two codings are correct. */
async function aComplexMonth() {
  const resources = [aCondition(), HYPERTENSION, aConsent(), aCoverage(), anOwnPlan(), aPractitioner()];
  const stage = await aStatementStage({ resources, practice: PRACTICE });
  const { target } = await stage.look();
  await saveTimeEntry(target, aTimeEntryDraft({ start: '2026-10-06T14:00:00-04:00', end: '2026-10-06T15:05:00-04:00', seconds: 3900 }));
  await answerEverything(stage.look);
  return stage;
}

function asked({ assessment }: Looked, family: 'COMPLEX' | 'STAFF'): CloseInput {
  const { codes, alternatives } = assessment;
  const coding = assessment.family === family ? { codes } : alternatives.find((one) => one.family === family);
  return {
    codes: coding?.codes ?? [],
    family,
    chosen: assessment.family === family ? 'proposal' : 'alternative',
    billingPractitioner: MD,
    dateOfService: '2026-10-06',
    diagnoses: [
      { code: 'E11.9', display: 'Diabetes' },
      { code: 'I10', display: 'Hypertension' },
    ],
    signOff: false,
    remark: 'This payer asks for it.',
    unsent: { timeEntries: 0, drafts: 0 },
  };
}

function charges(ehr: Ehr) {
  return ehr.stored('ChargeItem', PATIENT).map(({ identifier, status }) => `${identifier?.[0]?.value?.split('/')[2] ?? ''} ${status}`);
}

test('a charge that somebody recorded since the preview is not taken back unseen', async () => {
  const { ehr, look } = await aComplexMonth();
  const seen = await look();
  await closeMonth(await look(), seen.assessment, asked(seen, 'COMPLEX'));
  const outcome = await closeAsShown(seen, seen.assessment, asked(seen, 'STAFF'));
  expect(outcome.charges.map(({ state }) => state)).toEqual(['not-sent', 'not-sent']);
  expect(outcome.charges[0]?.reasons?.[0]).toMatch(/have changed in the EHR since they were read/);
  expect(charges(ehr)).toEqual(['99487 planned']);
});

test('what the preview showed is done: the other coding takes the place of the one that stands', async () => {
  const { ehr, look } = await aComplexMonth();
  const before = await look();
  await closeMonth(before, before.assessment, asked(before, 'COMPLEX'));
  const seen = await look();
  const outcome = await closeAsShown(seen, seen.assessment, asked(seen, 'STAFF'));
  expect(outcome.charges.map(({ state }) => state)).toEqual(['confirmed', 'confirmed', 'confirmed']);
  expect(charges(ehr).toSorted()).toEqual(['99439 planned', '99487 not-billable', '99490 planned']);
});

test('the same coding recorded by somebody else in between is found, not made again', async () => {
  const { ehr, look } = await aComplexMonth();
  const seen = await look();
  await closeMonth(await look(), seen.assessment, asked(seen, 'COMPLEX'));
  const outcome = await closeAsShown(seen, seen.assessment, asked(seen, 'COMPLEX'));
  expect(outcome.charges).toMatchObject([{ code: '99487', state: 'already-there' }]);
  expect(charges(ehr)).toEqual(['99487 planned']);
});

test('where the charges cannot be read now, nothing is sent', async () => {
  const { ehr, look } = await aComplexMonth();
  const seen = await look();
  ehr.faults.add({ on: { method: 'GET', type: 'ChargeItem' }, kind: 500 });
  const outcome = await closeAsShown(seen, seen.assessment, asked(seen, 'COMPLEX'));
  expect(outcome.charges).toMatchObject([{ code: '99487', state: 'not-sent' }]);
  ehr.faults.clear();
  expect(charges(ehr)).toEqual([]);
});

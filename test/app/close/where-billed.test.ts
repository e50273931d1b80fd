import { beforeAll, expect, test } from 'vitest';
import { assessMonth } from '../../../src/ccm/assess-month.ts';
import { loadChronicConditions } from '../../../src/ccm/conditions.ts';
import { type Policy, policyWith } from '../../../src/ccm/policy.ts';
import type { RawResource } from '../../../src/fhir/client.ts';
import { gateRows } from '../../../src/app/close/gate.ts';
import { chargesOfMonth, readViews } from '../../../src/app/queries/views.ts';
import { aChargeItem, aConsent, anEncounter, aPatient, aPractitioner, BILLING } from '../../builders/fhir.ts';
import { fullChartOf, OPTIONS } from '../../fhir/chart-source.ts';

let policy: Policy;
beforeAll(async () => {
  policy = policyWith(await loadChronicConditions());
});

const OTHER = { reference: 'Practitioner/somebody-else' };
const subject = { reference: 'Patient/pat-1' };
const cpt = (code: string) => ({ coding: [{ system: 'http://www.ama-assn.org/go/cpt', code }] });
const DAY = '2026-10-12';

/** One code in the month, in each kind of record an EHR keeps billing in. */
const KINDS: Readonly<Record<string, (code: string, who: object) => RawResource>> = {
  ChargeItem: (code, who) => aChargeItem({ code: cpt(code), performer: [{ actor: who }] }),
  Claim: (code, who) => claim('Claim', code, who),
  ExplanationOfBenefit: (code, who) => claim('ExplanationOfBenefit', code, who),
  Procedure: (code, who) => ({
    resourceType: 'Procedure',
    id: 'proc-1',
    status: 'completed',
    code: cpt(code),
    subject,
    performedDateTime: `${DAY}T10:00:00-04:00`,
    performer: [{ actor: who }],
  }),
  Encounter: (code, who) =>
    anEncounter({
      type: [cpt(code)],
      participant: [{ individual: who }],
      period: { start: `${DAY}T10:00:00-04:00`, end: `${DAY}T10:20:00-04:00` },
    }),
};

function claim(resourceType: string, code: string, provider: object): RawResource {
  return {
    resourceType,
    id: 'claim-1',
    status: 'active',
    use: 'claim',
    patient: subject,
    provider,
    item: [{ sequence: 1, productOrService: cpt(code), servicedDate: DAY }],
  };
}

async function rowsWith(...billed: readonly RawResource[]) {
  const reading = await fullChartOf([aPatient(), aConsent(), aPractitioner(), ...billed]);
  const assessment = assessMonth(reading.chart, OPTIONS.month, policy, OPTIONS.asOf);
  const rows = gateRows({
    chart: reading.chart,
    assessment,
    charges: chargesOfMonth(reading, OPTIONS.month),
    statements: [],
    sources: readViews(reading),
    isReadingMore: false,
  });
  return (name: string) => rows.find((row) => row.name === name);
}

test.each(Object.keys(KINDS))('CONC-4: a monthly dialysis code in a %s of the practice is an overlapping service', async (kind) => {
  const row = await rowsWith(KINDS[kind]?.('90960', { reference: BILLING }) ?? aPatient());
  expect(row('Overlapping service')).toMatchObject({ state: 'fail', holds: true, standing: expect.arrayContaining(['CONC-4']) });
});

test.each(Object.keys(KINDS))('CONC-1: CCM of another practitioner in a %s is a duplicate', async (kind) => {
  const row = await rowsWith(KINDS[kind]?.('99490', OTHER) ?? aPatient());
  expect(row('Duplicate billing')).toMatchObject({ state: 'fail', holds: true, standing: ['CONC-1'] });
});

test.each(Object.keys(KINDS))('CONC-5: post-discharge care in a %s stands beside CCM and is to be looked at', async (kind) => {
  const row = await rowsWith(KINDS[kind]?.('99495', { reference: BILLING }) ?? aPatient());
  expect(row('Services beside CCM')).toMatchObject({ state: 'attention', holds: false, standing: ['CONC-5'] });
});

test('an encounter of the practice that the EHR calls 99490 is CCM work, and no second bill', async () => {
  const row = await rowsWith(KINDS['Encounter']?.('99490', { reference: BILLING }) ?? aPatient());
  expect(row('Duplicate billing')?.standing).not.toContain('CONC-1');
});

test('without any of them nothing conflicts, and the places that were looked into are named', async () => {
  const row = await rowsWith();
  expect(row('Overlapping service')?.standing).not.toContain('CONC-4');
  expect(row('Where billing was looked for')).toMatchObject({ state: 'pass', holds: false });
});

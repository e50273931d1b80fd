import { expect, test } from 'vitest';
import { gatherPacket } from '../../../../src/app/queries/packet.ts';
import { voidTimeEntry } from '../../../../src/fhir/time/void.ts';
import { verifyPacket } from '../../../../src/packet/verify.ts';
import { SAMPLE_PATIENTS } from '../../../ehr/patients/sample-patients.ts';
import { sampleMonth, type SampleMonth } from './sample-month.ts';

const FELIX = 'demo-0006';

function gather({ saving, assessment, policy }: SampleMonth) {
  return gatherPacket(saving, assessment, { policy, statement: null });
}

test.each(SAMPLE_PATIENTS.filter(({ id }) => id !== 'demo-0011'))(
  'the packet of $name ($story) is verified, says what the screen says, and its parts agree',
  async ({ id }) => {
    const month = await sampleMonth(id);
    const { html, data } = await gather(month);
    expect((await verifyPacket(html)).kind).toBe('verified');
    const { codes, blockers, unknowns, countedSeconds } = month.assessment;
    expect(data.result).toMatchObject({ codes, blockers, unknowns, countedSeconds });
    expect(data.disagreements).toEqual([]);
  },
);

test('consent, plan with signature and copy, ledger with professions and notes, and who changed the plan are in it', async () => {
  const { data } = await gather(await sampleMonth(FELIX));
  expect(data.patient).toMatchObject({ name: 'Felix Trialborough' });
  expect(data.consents[0]).toMatchObject({
    own: true,
    obtainedBy: expect.any(String),
    told: expect.arrayContaining(['one-practitioner-per-month']),
  });
  expect(data.plan).toMatchObject({ version: expect.any(String), title: expect.any(String), goals: expect.anything() });
  expect(data.ledger.length).toBeGreaterThan(0);
  expect(data.ledger.every(({ who, performer, note }) => who !== undefined && performer !== undefined && note !== undefined)).toBe(true);
  expect(new Set(data.ledger.map(({ credential }) => credential))).toContain('rn');
  expect(data.statements.map(({ statement }) => statement)).toEqual(expect.arrayContaining(['significant-risk', 'mdm-complexity']));
  expect(data.practice.attestations).toHaveLength(3);
});

test('time of other months stays out of it', async () => {
  const { data } = await gather(await sampleMonth(FELIX, '2026-10'));
  const days = data.ledger.map(({ start, date }) => start ?? date ?? '');
  expect(days.filter((day) => day < '2026-09-30' || day > '2026-11-02')).toEqual([]);
  expect(data.ledger).toHaveLength((data.facts['timeEntries'] as readonly unknown[]).length);
});

test('an entry that was taken back is in the ledger with who did it and why, and is no fact', async () => {
  const before = await sampleMonth(FELIX);
  const [stored] = before.saving.reading.timeEntries.filter(({ start, entry }) => entry !== null && start?.startsWith('2026-11') === true);
  if (stored === undefined) throw new TypeError('the sample has work of this month');
  const who = { reference: 'Practitioner/nadia-sampler', display: 'Nadia Sampler, RN' };
  await voidTimeEntry(before.saving.target, stored, 'Logged on the wrong patient', who, '2026-11-18T15:00:00-05:00');
  const after = await before.again();
  const { data, html } = await gather(after);
  const voided = data.ledger.filter((entry) => entry.voided);
  expect(voided).toMatchObject([{ fact: null, countedSeconds: 0, voiding: { reason: 'Logged on the wrong patient', by: who.display } }]);
  expect(data.disagreements).toEqual([]);
  expect((await verifyPacket(html)).kind).toBe('verified');
});

test('what the EHR refuses is named, and the packet is made all the same', async () => {
  const scope = 'patient/Patient.rs patient/Condition.rs patient/Encounter.rs patient/CarePlan.rs patient/Consent.rs patient/ChargeItem.rs';
  const { data, html } = await gather(await sampleMonth(FELIX, '2026-11', scope));
  const missing = new Map(data.missing.map(({ what, why }) => [what, why]));
  expect(missing.get('Coverage')).toBe('the EHR does not let Intervisit see it');
  expect(missing.get('Record of changes to the plan')).toBe('the EHR did not give it');
  expect(missing.has('Hand-overs to billing')).toBe(true);
  expect(missing.has('Professions of those who worked')).toBe(true);
  expect((await verifyPacket(html)).kind).toBe('verified');
});

test('the steps are told in their order', async () => {
  const { saving, assessment, policy } = await sampleMonth('demo-0001');
  const steps: string[] = [];
  await gatherPacket(saving, assessment, { policy, statement: null, onStep: (step) => steps.push(step) });
  expect(steps).toEqual(['people', 'revisions', 'hand-overs', 'packet']);
});

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Attestation, attestationHistory, attestationNote, readAttestations } from '../../src/fhir/attestations.ts';
import { saveAttestations } from '../../src/fhir/attestations/save.ts';
import {
  copyGiven,
  g0506,
  globalSurgery,
  initiatingVisit,
  mdmComplexity,
  modelParticipation,
  yesNo,
} from '../../src/fhir/attestation-values.ts';
import { decidingFor } from '../../src/fhir/chart/statements.ts';
import { anAttestation, anOwnPlan, aStage, MD, storedIn } from '../builders/writes.ts';

const planWith = (...notes: readonly object[]) => anOwnPlan({ note: notes });
const read = (...notes: readonly object[]) => readAttestations([planWith(...notes)]);

const attestation: fc.Arbitrary<Attestation> = fc
  .record({
    id: fc.uuid(),
    statement: fc.constantFrom(
      'significant-risk' as const,
      'condition-override' as const,
      'rule-confirmed' as const,
      'care-plan-signed' as const,
    ),
    value: fc.constantFrom('true', 'false', 'none', 'moderate by-billing-practitioner'),
    ruleId: fc.option(fc.constantFrom('ELIG-2', 'CODE-17'), { nil: undefined }),
    month: fc.option(fc.constantFrom('2026-10', '2026-11'), { nil: undefined }),
    target: fc.option(fc.constantFrom('Condition/1', 'Condition/a-b.c'), { nil: undefined }),
    reference: fc.option(fc.constant('Practitioner/x'), { nil: undefined }),
    display: fc.string({ minLength: 1 }).filter((text) => text.trim() !== ''),
    reason: fc.oneof(
      fc.constant(''),
      fc.string({ unit: 'binary' }).filter((text) => text.trim() !== ''),
    ),
  })
  .map(({ ruleId, month, target, reference, display, ...rest }) => ({
    ...rest,
    at: '2026-10-01T10:20:00-04:00',
    by: { ...(reference === undefined ? {} : { reference }), display },
    ...(ruleId === undefined ? {} : { ruleId }),
    ...(month === undefined ? {} : { month }),
    ...(target === undefined ? {} : { target }),
  }));

test('every statement is read back as it was made, by its extension or by its text alone', () => {
  fc.assert(
    fc.property(attestation, (said) => {
      const note = attestationNote(said);
      const { extension: _extension, ...textOnly } = note;
      const { text: _text, ...extensionOnly } = note;
      expect(read(note)).toEqual([{ ...said, reference: 'CarePlan/cp-1' }]);
      expect(read(textOnly)).toEqual([{ ...said, reference: 'CarePlan/cp-1' }]);
      expect(read(extensionOnly)).toEqual([{ ...said, reason: '', reference: 'CarePlan/cp-1' }]);
    }),
  );
});

test('the first line of the note says the statement to any reader', () => {
  expect(attestationNote(anAttestation({ month: '2026-10', target: 'Condition/1' })).text).toBe(
    'CCM-ATTEST v1 | a0000000-0000-4000-8000-000000000001 | significant-risk | true | ELIG-2 | month=2026-10 | target=Condition/1\n' +
      'Two conditions with a high risk of decompensation.',
  );
});

test('the latest statement of the same kind, target and month holds; a withdrawal ends it', () => {
  const first = anAttestation({ id: 'a1' });
  const later = anAttestation({ id: 'a2', value: 'false', at: '2026-10-05T08:00:00Z' });
  const october = anAttestation({ id: 'a3', month: '2026-10', at: '2026-10-02T08:00:00Z' });
  const other = anAttestation({ id: 'a4', target: 'Condition/2' });
  const notes = [later, first, october, other].map(attestationNote);
  expect(
    read(...notes)
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual(['a2', 'a3', 'a4']);
  const withdrawn = attestationNote(anAttestation({ id: 'a5', value: 'withdrawn', at: '2026-10-06T08:00:00Z' }));
  expect(
    read(...notes, withdrawn)
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual(['a3', 'a4']);
  expect(attestationHistory([planWith(...notes, withdrawn)]).map(({ id }) => id)).toEqual(['a1', 'a4', 'a3', 'a2', 'a5']);
});

test('confirmations of two rules stand side by side', () => {
  const confirmed = ['CONC-14', 'ELIG-13'].map((ruleId) =>
    attestationNote(anAttestation({ id: ruleId, statement: 'rule-confirmed', ruleId })),
  );
  expect(read(...confirmed)).toHaveLength(2);
});

test('a plan entered in error states nothing', () => {
  const plan = anOwnPlan({ status: 'entered-in-error', note: [attestationNote(anAttestation())] });
  expect(readAttestations([plan])).toEqual([]);
});

const surgery = (more: Partial<Attestation>) => anAttestation({ statement: 'global-surgery', value: 'none', ruleId: 'CONC-14', ...more });

test('of each matter the statement of the month decides it, else the latest of all months', () => {
  const said = [
    surgery({ id: 'month', month: '2026-10', at: '2026-10-02T08:00:00Z' }),
    surgery({ id: 'later', at: '2026-10-05T08:00:00Z' }),
    surgery({ id: 'other-month', month: '2026-09', at: '2026-10-06T08:00:00Z' }),
    anAttestation({ id: 'risk' }),
    anAttestation({ id: 'one', statement: 'rule-confirmed', ruleId: 'ELIG-7', month: '2026-10' }),
    anAttestation({ id: 'two', statement: 'rule-confirmed', ruleId: 'CONC-1', month: '2026-10' }),
  ];
  const deciding = (month: string) =>
    decidingFor(said, month)
      .map(({ id }) => id)
      .toSorted();
  expect(deciding('2026-10')).toEqual(['month', 'one', 'risk', 'two']);
  expect(deciding('2026-11')).toEqual(['later', 'risk']);
});

test.each([
  ['nobody made', { authorReference: undefined }],
  ['was made at no time', { time: undefined }],
  ['has an unknown kind', { extension: undefined, text: 'CCM-ATTEST v1 | a1 | something-else | true | -' }],
  ['has no value', { extension: undefined, text: 'CCM-ATTEST v1 | a1 | significant-risk' }],
  ['is a note for people', { extension: undefined, text: 'The patient is at significant risk.' }],
])('a statement that %s is none', (_what, changes) => {
  expect(read({ ...attestationNote(anAttestation()), ...changes })).toEqual([]);
});

test('statements are stored in the plan, validated, read back, and not added twice', async () => {
  const { ehr, target } = await aStage({ resources: [anOwnPlan()] });
  const attestations = [
    anAttestation(),
    anAttestation({ id: 'a0000000-0000-4000-8000-000000000002', statement: 'twelve-months', ruleId: 'ELIG-1' }),
  ] as const;
  expect(await saveAttestations(target, { planId: 'cp-1', attestations })).toMatchObject({ kind: 'stored', alreadyThere: false });
  expect(await saveAttestations(target, { planId: 'cp-1', attestations })).toMatchObject({ kind: 'stored', alreadyThere: true });
  expect(readAttestations(storedIn(ehr, 'CarePlan'))).toEqual(attestations.map((one) => ({ ...one, reference: 'CarePlan/cp-1' })));
});

test('a signature on a version that is no longer the present one is a conflict', async () => {
  const { ehr, target } = await aStage({ resources: [anOwnPlan()] });
  const signed = anAttestation({ statement: 'care-plan-signed', by: MD });
  expect(await saveAttestations(target, { planId: 'cp-1', shownVersionId: 'an-older-one', attestations: [signed] })).toMatchObject({
    kind: 'conflict',
  });
  expect(readAttestations(storedIn(ehr, 'CarePlan'))).toEqual([]);
});

test('the words of every value are read back, and words not understood are no answer', () => {
  const visit = { date: '2026-03-04', code: '99214', modality: 'audio-video' as const, ccmDiscussed: true, newPatient: false };
  expect(initiatingVisit.write(visit)).toBe('2026-03-04 99214 audio-video ccm-discussed new-patient=false');
  expect(initiatingVisit.read(initiatingVisit.write(visit))).toEqual(visit);
  expect(initiatingVisit.read('2026-03-04 G0439')).toEqual({ date: '2026-03-04', code: 'G0439' });
  const complexity = { level: 'moderate' as const, byBillingPractitioner: true };
  expect(mdmComplexity.write(complexity)).toBe('moderate by-billing-practitioner');
  expect(mdmComplexity.read('moderate by-billing-practitioner')).toEqual(complexity);
  expect(mdmComplexity.read('moderate by-billing-practitioner=true')).toEqual(complexity);
  const given = { date: '2026-03-04', personallyByBillingPractitioner: true, beyondUsualEffort: false, previouslyBilled: false };
  expect(g0506.read(g0506.write(given))).toEqual(given);
  const surgery = { practitioner: 'same' as const, start: '2026-03-04', end: '2026-06-02' };
  expect(globalSurgery.read(globalSurgery.write(surgery))).toEqual(surgery);
  expect(modelParticipation.read(modelParticipation.write('GUIDE-aligned'))).toBe('GUIDE-aligned');
  for (const codec of [g0506, globalSurgery, modelParticipation])
    expect([codec.read('none'), codec.write(undefined)]).toEqual([undefined, 'none']);
  expect(copyGiven.read(copyGiven.write('2026-10-01'))).toBe('2026-10-01');
  expect(copyGiven.read('true')).toBe('day-of-statement');
  expect([true, false].map((said) => yesNo.read(yesNo.write(said)))).toEqual([true, false]);
  for (const codec of [yesNo, initiatingVisit, mdmComplexity, g0506, globalSurgery, modelParticipation, copyGiven])
    expect(codec.read('perhaps')).toBeNull();
});

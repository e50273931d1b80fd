import { assert, constantFrom, dictionary, property, record, stringMatching } from 'fast-check';
import { expect, test } from 'vitest';
import { planSignature } from '../../src/fhir/attestation-values.ts';
import { openReviewNotes, readReviewNote, reviewNoteText } from '../../src/fhir/care-plan/review-notes.ts';
import { lastSignature } from '../../src/fhir/care-plan/reviews.ts';
import { anOwnPlan } from '../builders/writes.ts';

const fhirId = stringMatching(/^[A-Za-z0-9.-]{1,20}$/);

test('a signature is read as it was written', () => {
  const signatures = record(
    {
      signed: constantFrom(true, false),
      version: fhirId,
      goals: dictionary(fhirId, fhirId, { minKeys: 1, maxKeys: 5, noNullPrototype: true }),
    },
    { requiredKeys: ['signed'] },
  );
  assert(
    property(signatures, (signature) => {
      expect(planSignature.read(planSignature.write(signature))).toEqual(signature);
    }),
  );
});

test.each([
  ['true', { signed: true }],
  ['false', { signed: false }],
  ['true version=7', { signed: true, version: '7' }],
  ['true version=7 later=9', { signed: true, version: '7' }],
  ['true version= goals=a:,b', { signed: true }],
  ['maybe version=7', null],
  ['withdrawn', null],
])('the words %s are read as %j', (value, signature) => {
  expect(planSignature.read(value)).toEqual(signature);
});

const note = (value: string, time: string, authorString = 'Dr. Example') => ({
  text: `CCM-ATTEST v1 | ${time} | care-plan-signed | ${value} | PLAN-5`,
  time,
  authorString,
});

test('the last signature that holds says who signed which version', () => {
  const plan = anOwnPlan({ note: [note('true', '2026-01-05T10:00:00Z'), note('true version=7', '2026-04-05T10:00:00Z')] });
  expect(lastSignature(plan)).toMatchObject({ version: '7', at: '2026-04-05T10:00:00Z', by: { display: 'Dr. Example' } });
});

test('a signature that was taken back is none', () => {
  const plan = anOwnPlan({ note: [note('true version=7', '2026-04-05T10:00:00Z'), note('withdrawn', '2026-04-06T10:00:00Z')] });
  expect(lastSignature(plan)).toBeUndefined();
});

test.each([
  ['question', 'May she stop the aspirin?\nShe bruises easily.'],
  ['returned', 'Add a target for the weight.'],
] as const)('a %s survives as plain words', (kind, text) => {
  expect(readReviewNote({ text: reviewNoteText({ kind, text }), author: 'Jane Rivera, RN', time: '2026-10-01T10:00:00Z' })).toEqual({
    kind,
    text,
    by: 'Jane Rivera, RN',
    at: '2026-10-01T10:00:00Z',
  });
});

test('a note that only speaks of a question is none', () => {
  expect(readReviewNote({ text: 'Question to the physician was answered by phone.' })).toBeNull();
});

const ask = (text: string, time?: string) => ({
  text: reviewNoteText({ kind: 'question', text }),
  ...(time !== undefined && { time }),
});

test('a signature answers what was asked before it, and nothing after', () => {
  const notes = [ask('late', '2026-10-20T10:00:00Z'), ask('answered', '2026-10-01T10:00:00Z'), ask('of no time')];
  expect(openReviewNotes(notes, '2026-10-10T10:00:00Z').map(({ text }) => text)).toEqual(['of no time', 'late']);
  expect(openReviewNotes(notes, undefined)).toHaveLength(3);
});

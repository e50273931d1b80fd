import { expect, test } from 'vitest';
import { readCarePlans } from '../../src/fhir/care-plan.ts';
import type { RawResource } from '../../src/fhir/client.ts';
import { daysIn } from '../../src/fhir/dates.ts';
import { anOwnPlan } from '../builders/writes.ts';

const DAYS = daysIn('America/New_York');

const said = (statement: string, value: string, time: string, id = `${statement}-${time}`) => ({
  authorString: 'Maria Chen, MD',
  time,
  text: `CCM-ATTEST v1 | ${id} | ${statement} | ${value} | PLAN-5`,
});
const reviewedOf = (...note: readonly object[]) => readCarePlans([anOwnPlan({ note })], DAYS)[0]?.lastReviewedDate;

test('PLAN-4 only a signature, a stated revision and "reviewed, no change" are reviews; a note or a new goal is none', () => {
  expect(reviewedOf()).toBeUndefined();
  expect(reviewedOf({ time: '2026-10-09T22:00:00-04:00', text: 'Spoke with the daughter.' })).toBeUndefined();
  expect(reviewedOf({ time: '2026-10-09T22:00:00-04:00', text: 'Reviewed, no change.' })).toBe('2026-10-09');
  expect(reviewedOf({ time: '2026-10-09', text: 'Plan reviewed with no changes' })).toBe('2026-10-09');
  expect(reviewedOf(said('care-plan-signed', 'true', '2026-10-12T01:00:00Z'))).toBe('2026-10-11');
  expect(reviewedOf(said('care-plan-revised', 'true', '2026-10-13T12:00:00Z'))).toBe('2026-10-13');
  expect(reviewedOf(said('care-plan-revised', 'false', '2026-10-13T12:00:00Z'))).toBeUndefined();
  expect(reviewedOf(said('significant-risk', 'true', '2026-10-14T12:00:00Z'))).toBeUndefined();
  const takenBack = [
    said('care-plan-signed', 'true', '2026-10-12T12:00:00Z'),
    said('care-plan-signed', 'withdrawn', '2026-10-13T12:00:00Z'),
  ];
  expect(reviewedOf(...takenBack)).toBeUndefined();
});

const SIGNED = said('care-plan-signed', 'true', '2026-10-12T14:00:00-04:00');
const goalOn = (startDate: string, lastUpdated?: string) => ({
  resourceType: 'Goal',
  id: 'g',
  startDate,
  ...(lastUpdated === undefined ? {} : { meta: { lastUpdated } }),
});

interface Changes {
  readonly note?: readonly object[];
  readonly goal?: readonly object[];
  readonly activity?: readonly object[];
}

const AFTER_SIGNING: readonly (readonly [string, Changes, readonly RawResource[], boolean])[] = [
  ['nothing', {}, [], false],
  ['an earlier note', { note: [{ time: '2026-10-12T13:59:00-04:00', text: 'x' }] }, [], false],
  ['a later note', { note: [{ time: '2026-10-12T14:01:00-04:00', text: 'x' }] }, [], true],
  ['a note of the day after, without a time', { note: [{ time: '2026-10-13', text: 'x' }] }, [], true],
  ['a note without a date', { note: [{ text: 'x' }] }, [], false],
  ['a later "reviewed, no change"', { note: [{ time: '2026-10-20', text: 'Reviewed, no change' }] }, [], false],
  ['a later statement of something else', { note: [said('twelve-months', 'true', '2026-10-20T10:00:00-04:00')] }, [], false],
  ['a later revision', { note: [said('care-plan-revised', 'true', '2026-10-20T10:00:00-04:00')] }, [], true],
  ['a goal begun before', { goal: [{ reference: 'Goal/g' }] }, [goalOn('2026-10-11', '2026-10-20T10:00:00Z')], false],
  ['a goal begun after', { goal: [{ reference: 'Goal/g' }] }, [goalOn('2026-10-13')], true],
  ['a goal written later that day', { goal: [{ reference: 'Goal/g' }] }, [goalOn('2026-10-12', '2026-10-12T19:00:00Z')], true],
  [
    'a request made after',
    { activity: [{ reference: { reference: 'ServiceRequest/s' } }] },
    [{ resourceType: 'ServiceRequest', id: 's', authoredOn: '2026-10-13T10:00:00-04:00' }],
    true,
  ],
];

test.each(AFTER_SIGNING)('PLAN-5 a signed plan with %s: whether it changed since is told', (_what, changes, others, changed) => {
  const plan = anOwnPlan({ ...changes, note: [SIGNED, ...(changes.note ?? [])] });
  expect(readCarePlans([plan, ...others], DAYS)[0]?.changedSinceSignature).toBe(changed);
});

test('PLAN-5 a plan that nobody signed cannot have changed since', () => {
  const [plan] = readCarePlans([anOwnPlan({ note: [{ time: '2026-10-20', text: 'x' }] })], DAYS);
  expect(plan).not.toHaveProperty('changedSinceSignature');
});

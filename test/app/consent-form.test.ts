import { expect, test } from 'vitest';
import { checkConsent, checkWithdrawal, type ConsentFields, emptyConsentFields } from '../../src/app/consent/consent-form.ts';
import { shownMoment } from '../../src/app/moment.ts';
import { SCRIPT, toldBy } from '../../src/app/consent/script.ts';

const MD = { reference: 'Practitioner/prac-md', name: 'Maria Chen, MD' };
const context = {
  id: 'c0000000-0000-4000-8000-000000000001',
  now: '2026-10-20T14:00:00-04:00',
  timeZone: 'America/New_York',
  today: '2026-10-20',
};
const REQUIRED = ['available', 'cost', 'one-practitioner', 'stop'] as const;
const accepted: ConsentFields = {
  ...emptyConsentFields(MD),
  read: REQUIRED,
  answer: 'accepted',
  answeredBy: 'patient',
  channel: 'telephone',
};

const errorsOf = (change: Partial<ConsentFields>) => {
  const check = checkConsent({ ...accepted, ...change }, context);
  return check.ok ? {} : check.errors;
};

test('CONS-2 a read script and an answer make a consent of now', () => {
  expect(checkConsent({ ...accepted, remark: ' Asked about cost. ' }, context)).toEqual({
    ok: true,
    input: {
      id: context.id,
      at: '2026-10-20T14:00:00-04:00',
      recordedAt: '2026-10-20T14:00:00-04:00',
      answer: { kind: 'accepted' },
      channel: 'telephone',
      method: 'verbal',
      told: ['availability-and-cost-sharing', 'one-practitioner-per-month', 'right-to-stop-end-of-month'],
      sharing: false,
      practitioner: MD,
      remark: 'Asked about cost.',
    },
  });
});

test.each<[string, Partial<ConsentFields>, keyof ConsentFields]>([
  ['no answer', { answer: '' }, 'answer'],
  ['a decline without a reason', { answer: 'declined' }, 'declineReason'],
  ['another reason that is not said', { answer: 'declined', declineReason: 'other' }, 'remark'],
  ['a call-back without a day', { answer: 'call-back' }, 'callBackOn'],
  ['a call-back in the past', { answer: 'call-back', callBackOn: '2026-10-19' }, 'callBackOn'],
  ['nobody who answered', { answeredBy: '' }, 'answeredBy'],
  ['a caregiver without a name', { answeredBy: 'caregiver', relationship: 'Parent' }, 'caregiver'],
  ['a caregiver who is nothing to the patient', { answeredBy: 'caregiver', caregiver: 'Ann' }, 'relationship'],
  ['no means', { channel: '' }, 'channel'],
  ['no practitioner', { practitioner: null }, 'practitioner'],
  ['a later hour of today', { date: '2026-10-20', time: '14:01' }, 'time'],
  ['a later day', { date: '2026-10-21', time: '09:00' }, 'date'],
  ['a time that is none', { date: '2026-10-20', time: 'soon' }, 'date'],
])('%s is refused at its field', (_name, change, field) => {
  expect(Object.keys(errorsOf(change))).toEqual([field]);
});

test.each(REQUIRED)('CONS-2 acceptance without having read %s is refused; a decline is not', (part) => {
  const read = REQUIRED.filter((one) => one !== part);
  expect(Object.keys(errorsOf({ read }))).toEqual(['read']);
  expect(errorsOf({ read, answer: 'declined', declineReason: 'cost' })).toEqual({});
});

const instantAt = (date: string, time: string) => {
  const check = checkConsent({ ...accepted, date, time }, context);
  return check.ok ? check.input.at : check.errors;
};

test('an earlier time of the practice keeps its offset, also across the change of clocks', () => {
  expect(instantAt('2026-10-20', '14:00')).toBe('2026-10-20T14:00:00-04:00');
  expect(instantAt('2026-02-03', '09:15')).toBe('2026-02-03T09:15:00-05:00');
});

test('the form shows the time of now until somebody types another', () => {
  expect(shownMoment({ date: '', time: '' }, context.now, context.timeZone)).toEqual({ date: '2026-10-20', time: '14:00' });
  expect(shownMoment({ date: '2026-10-19', time: '' }, context.now, context.timeZone)).toEqual({ date: '2026-10-19', time: '14:00' });
});

test('CONS-2 availability is told only together with the cost', () => {
  expect(toldBy(['available'])).toEqual([]);
  expect(toldBy(['cost', 'stop'])).toEqual(['right-to-stop-end-of-month']);
  expect(toldBy(SCRIPT.map(({ part }) => part))).toHaveLength(3);
});

test('every part of the script names what it must in both languages', () => {
  const facts = { practice: 'A practice', practitioner: MD.name, phone: '555-0100', share: 13.2 };
  const words = (language: 'en' | 'es') => Object.fromEntries(SCRIPT.map(({ part, words: said }) => [part, said[language](facts)]));
  expect(words('en')).toMatchObject({
    available: expect.stringContaining('555-0100'),
    cost: expect.stringMatching(/20 percent, around \$13,/),
    'one-practitioner': expect.stringContaining(MD.name),
    stop: expect.stringMatching(/any time.*last day of that calendar month/),
  });
  expect(words('es')).toMatchObject({
    available: expect.stringContaining('555-0100'),
    cost: expect.stringMatching(/20 por ciento, unos \$13,/),
    'one-practitioner': expect.stringContaining(MD.name),
    stop: expect.stringMatching(/cualquier momento.*último día de ese mes/),
  });
});

const withdrawal = { on: '2026-10-12', saidBy: 'Eleanor Whitfield', reason: 'cost', remark: '' } as const;
const when = { now: context.now, today: context.today, given: '2026-09-15' };

test('CONS-4 a withdrawal needs who said so, why, and a day since consent', () => {
  const wrong = (change: Partial<Parameters<typeof checkWithdrawal>[0]>) => {
    const check = checkWithdrawal({ ...withdrawal, ...change }, when);
    return check.ok ? [] : Object.keys(check.errors);
  };
  expect(checkWithdrawal(withdrawal, when)).toEqual({
    ok: true,
    input: { on: '2026-10-12', at: context.now, saidBy: 'Eleanor Whitfield', reason: 'cost' },
  });
  expect([
    wrong({ on: '' }),
    wrong({ on: '2026-10-21' }),
    wrong({ on: '2026-09-14' }),
    wrong({ saidBy: ' ' }),
    wrong({ reason: '' }),
    wrong({ reason: 'other' }),
    wrong({ reason: 'other', remark: 'Does not like calls.' }),
  ]).toEqual([['on'], ['on'], ['on'], ['saidBy'], ['reason'], ['remark'], []]);
});

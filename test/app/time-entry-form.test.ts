import { assert, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_HAND_LIMITS } from '../../src/app/by-hand.ts';
import { doubtsAbout, checkTimeFields, emptyTimeFields, type TimeContext, type TimeFields } from '../../src/app/time-entry-form.ts';
import { emptyWorkFields, withConsequences, type WorkFields } from '../../src/app/work-fields.ts';

const NOBODY = 'voicemail-only-no-information';
const CONTEXT = {
  id: 'u-1',
  month: '2026-11',
  timeZone: 'America/New_York',
  now: '2026-11-21T10:30:00-05:00',
  limits: DEFAULT_HAND_LIMITS,
  userName: 'Nora Nightsample, RN',
};

function fields(overrides: Partial<TimeFields> = {}): TimeFields {
  return {
    ...emptyTimeFields(CONTEXT, 'clinical-staff'),
    start: '09:00',
    minutes: '6',
    activity: 'care-coordination-call',
    contactMode: 'telephone',
    outcome: 'reached',
    reason: 'timer-not-started',
    note: 'Called about the glucose log.',
    ...overrides,
  };
}

const LATE = { date: '2026-11-01', reasonDetail: 'Was away.', confirmedBy: 'Omar Other, RN' };

function errorsOf(overrides: Partial<TimeFields>, context = CONTEXT) {
  const check = checkTimeFields(fields(overrides), context);
  return check.ok ? {} : check.errors;
}

describe('checking a time entry', () => {
  test('complete fields become an entry with instants of the practice’s time zone', () => {
    expect(checkTimeFields(fields({ minutes: '6', seconds: '39' }), CONTEXT)).toEqual({
      ok: true,
      input: {
        id: 'u-1',
        source: 'manual',
        start: '2026-11-21T09:00:00-05:00',
        end: '2026-11-21T09:06:39-05:00',
        seconds: 399,
        performer: 'clinical-staff',
        activity: 'care-coordination-call',
        contactMode: 'telephone',
        outcome: 'reached',
        conditions: [],
        note: 'Called about the glucose log.',
        reason: 'The timer was not started',
        recordedAt: CONTEXT.now,
      },
    });
  });

  test('an end time gives the length', () => {
    expect(checkTimeFields(fields({ by: 'end', end: '09:20' }), CONTEXT)).toMatchObject({ ok: true, input: { seconds: 1200 } });
  });

  test('an hour that the clocks leave out or repeat counts real time', () => {
    const check = checkTimeFields(fields({ ...LATE, start: '00:30', minutes: '60' }), CONTEXT);
    expect(check).toMatchObject({ ok: true, input: { start: '2026-11-01T00:30:00-04:00', end: '2026-11-01T01:30:00-04:00' } });
    expect(errorsOf({ ...LATE, start: '01:30' })).toHaveProperty('start');
    const byEnd = checkTimeFields(fields({ ...LATE, start: '00:30', by: 'end', end: '03:30' }), CONTEXT);
    expect(byEnd).toMatchObject({ ok: true, input: { seconds: 4 * 60 * 60 } });
  });

  test.each<[string, Partial<TimeFields>, keyof TimeFields]>([
    ['no length', { minutes: '', seconds: '' }, 'minutes'],
    ['a length of nothing', { minutes: '0' }, 'minutes'],
    ['part of a minute', { minutes: '12.5' }, 'minutes'],
    ['a negative length', { minutes: '-5' }, 'minutes'],
    ['words for a length', { minutes: 'ten' }, 'minutes'],
    ['more than a day', { minutes: '1441' }, 'minutes'],
    ['sixty seconds', { seconds: '60' }, 'seconds'],
    ['an end before the start', { by: 'end', end: '08:59' }, 'end'],
    ['no end', { by: 'end', end: '' }, 'end'],
    ['no start', { start: '' }, 'start'],
    ['no date', { date: '' }, 'date'],
    ['another month', { date: '2026-10-30' }, 'date'],
    ['work that ends in the future', { start: '10:29', minutes: '2' }, 'start'],
    ['a day in the future', { date: '2026-11-22' }, 'start'],
    ['no activity', { activity: '' }, 'activity'],
    ['no contact mode', { contactMode: '' }, 'contactMode'],
    ['a blank note', { note: '  \n ' }, 'note'],
    ['no role', { role: '' }, 'role'],
    ['a role whose time is not logged', { role: 'non-clinical-staff' }, 'role'],
    ['no reason why by hand', { reason: '' }, 'reason'],
    ['another reason that is not told', { reason: 'other', reasonDetail: ' ' }, 'reasonDetail'],
    ['late without a word why', { date: '2026-11-13' }, 'reasonDetail'],
    ['a call without an outcome', { outcome: '' }, 'outcome'],
    ['more than an hour without a second person', { minutes: '60', seconds: '1' }, 'confirmedBy'],
    ['more than two weeks back without a second person', { date: '2026-11-06', reasonDetail: 'Was away.' }, 'confirmedBy'],
    ['oneself as the second person', { minutes: '61', confirmedBy: ' nora  nightsample ' }, 'confirmedBy'],
  ])('%s is refused at its field', (_, overrides, field) => {
    expect(Object.keys(errorsOf(overrides))).toEqual([field]);
  });

  test('a start in the future is told beside a length that is wrong too', () => {
    expect(errorsOf({ start: '23:30', minutes: 'x' })).toEqual({
      start: 'That lies in the future.',
      minutes: expect.stringContaining('Whole minutes'),
    });
  });

  test.each([
    ['a call in writing', { activity: 'care-coordination-call', contactMode: 'in-writing' }, 1],
    ['a call by video', { activity: 'care-coordination-call', contactMode: 'video' }, 0],
    ['a call with the family, without the patient', { activity: 'family-call', contactMode: 'no-patient-contact' }, 0],
    ['two hours', { minutes: '120' }, 0],
    ['more than two hours', { minutes: '120', seconds: '1' }, 1],
  ] as const)('%s is asked about or not', (_, overrides, count) => {
    expect(doubtsAbout(fields(overrides))).toHaveLength(count);
  });

  test('seven days back needs no reason, eight do', () => {
    expect(errorsOf({ date: '2026-11-14' })).toEqual({});
    expect(checkTimeFields(fields({ date: '2026-11-13', reasonDetail: ' Forgot it. ' }), CONTEXT)).toMatchObject({
      ok: true,
      input: { reason: 'The timer was not started: Forgot it.' },
    });
  });

  test.each<[string, Partial<TimeFields>, Partial<TimeContext>, string | undefined]>([
    ['an hour needs none', { minutes: '60' }, {}, undefined],
    ['two weeks need none', { date: '2026-11-07', reasonDetail: 'Was away.' }, {}, undefined],
    ['a name that is not needed any more is left out', { minutes: '20', confirmedBy: 'Omar Other, RN' }, {}, undefined],
    ['an hour and a second needs one', { minutes: '60', seconds: '1', confirmedBy: 'Omar Other, RN' }, {}, 'Omar Other, RN'],
    ['the site may want one sooner', { minutes: '6', confirmedBy: 'Omar Other' }, { limits: { days: 14, minutes: 5 } }, 'Omar Other'],
    ['the site may want one always', { confirmedBy: 'Omar Other', date: '2026-11-20' }, { limits: { days: 0, minutes: 60 } }, 'Omar Other'],
  ])('a second person: %s', (_, overrides, context, confirmedBy) => {
    const check = checkTimeFields(fields(overrides), { ...CONTEXT, ...context });
    expect(check.ok && [check.input.confirmedBy]).toEqual([confirmedBy]);
  });

  test('what came of a contact is kept only where somebody was to be contacted', () => {
    const check = checkTimeFields(fields({ contactMode: 'no-patient-contact', outcome: 'reached' }), CONTEXT);
    expect(check.ok && check.input.outcome).toBeUndefined();
  });

  test('the role is empty, not guessed, where the EHR does not say', () => {
    expect(emptyTimeFields(CONTEXT, undefined).role).toBe('');
  });

  test('in another month than today’s no date is offered', () => {
    expect(emptyTimeFields({ ...CONTEXT, month: '2026-10' }, undefined).date).toBe('');
  });

  test('whatever is typed as a length, it is either refused or exact', () => {
    assert(
      property(string({ maxLength: 6 }), string({ maxLength: 3 }), (minutes, seconds) => {
        const check = checkTimeFields(fields({ start: '00:00', minutes, seconds, confirmedBy: 'Omar Other' }), CONTEXT);
        if (!check.ok) return;
        expect(check.input.seconds).toBe(Number(minutes.trim() || 0) * 60 + Number(seconds.trim() || 0));
        expect(check.input.seconds).toBeGreaterThan(0);
      }),
    );
  });
});

describe('ACT-22 nobody reached', () => {
  const call = emptyWorkFields('clinical-staff');

  test.each<[string, Partial<WorkFields>, Partial<WorkFields>, string]>([
    ['a call that reached nobody', { activity: 'care-coordination-call', contactMode: 'telephone' }, { outcome: 'voicemail' }, NOBODY],
    ['a call of which nothing else is told', { contactMode: 'telephone' }, { outcome: 'no-answer' }, NOBODY],
    ['other work beside the attempt', { activity: 'record-review', contactMode: 'telephone' }, { outcome: 'no-answer' }, 'record-review'],
    ['a call to be made again', { activity: 'family-call', contactMode: 'telephone' }, { outcome: 'call-back' }, 'family-call'],
    [
      'the person says otherwise',
      { activity: NOBODY, contactMode: 'telephone', outcome: 'voicemail' },
      { activity: 'family-call' },
      'family-call',
    ],
    ['somebody was reached after all', { activity: NOBODY, contactMode: 'telephone', outcome: 'voicemail' }, { outcome: 'reached' }, ''],
    [
      'nobody was called after all',
      { activity: NOBODY, contactMode: 'telephone', outcome: 'voicemail' },
      { contactMode: 'no-patient-contact' },
      '',
    ],
  ])('%s', (_, before, change, activity) => {
    expect(withConsequences({ ...call, ...before }, change).activity).toBe(activity);
  });

  test('a call kept against that is asked about, and may stand', () => {
    const kept = fields({ activity: 'family-call', outcome: 'voicemail' });
    expect(doubtsAbout(kept)).toEqual([expect.stringContaining('ACT-22')]);
    expect(checkTimeFields(kept, CONTEXT).ok).toBe(true);
  });

  test('an outcome that a means of contact cannot have goes with it', () => {
    const called = { ...call, contactMode: 'telephone', outcome: 'voicemail', activity: 'record-review' } as const;
    expect(withConsequences<WorkFields>(called, { contactMode: 'portal-message' }).outcome).toBe('');
  });
});

test('a role other than the EHR’s is asked about', () => {
  expect(doubtsAbout(fields({ role: 'physician-qhp' }), 'clinical-staff')).toHaveLength(1);
  expect(doubtsAbout(fields({ role: 'clinical-staff' }), 'clinical-staff')).toEqual([]);
});

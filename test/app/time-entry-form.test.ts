import { assert, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { doubtsAbout, checkTimeFields, emptyTimeFields, type TimeFields } from '../../src/app/time-entry-form.ts';

const CONTEXT = { id: 'u-1', month: '2026-11', timeZone: 'America/New_York', now: '2026-11-21T10:30:00-05:00' };

function fields(overrides: Partial<TimeFields> = {}): TimeFields {
  return {
    ...emptyTimeFields(CONTEXT, 'clinical-staff'),
    start: '09:00',
    minutes: '6',
    activity: 'care-coordination-call',
    contactMode: 'telephone',
    note: 'Called about the glucose log.',
    ...overrides,
  };
}

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
        start: '2026-11-21T09:00:00-05:00',
        end: '2026-11-21T09:06:39-05:00',
        seconds: 399,
        performer: 'clinical-staff',
        activity: 'care-coordination-call',
        contactMode: 'telephone',
        conditions: [],
        note: 'Called about the glucose log.',
      },
    });
  });

  test('an end time gives the length', () => {
    expect(checkTimeFields(fields({ by: 'end', end: '09:20' }), CONTEXT)).toMatchObject({ ok: true, input: { seconds: 1200 } });
  });

  test('an hour that the clocks leave out or repeat counts real time', () => {
    const check = checkTimeFields(fields({ date: '2026-11-01', start: '00:30', minutes: '60', lateReason: 'Was away.' }), CONTEXT);
    expect(check).toMatchObject({ ok: true, input: { start: '2026-11-01T00:30:00-04:00', end: '2026-11-01T01:30:00-04:00' } });
    expect(errorsOf({ date: '2026-11-01', start: '01:30', lateReason: 'x' })).toHaveProperty('start');
    const byEnd = checkTimeFields(fields({ date: '2026-11-01', start: '00:30', by: 'end', end: '03:30', lateReason: 'x' }), CONTEXT);
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
    ['late without a reason', { date: '2026-11-13' }, 'lateReason'],
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
    expect(checkTimeFields(fields({ date: '2026-11-13', lateReason: ' Forgot it. ' }), CONTEXT)).toMatchObject({
      ok: true,
      input: { lateReason: 'Forgot it.' },
    });
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
        const check = checkTimeFields(fields({ start: '00:00', minutes, seconds }), CONTEXT);
        if (!check.ok) return;
        expect(check.input.seconds).toBe(Number(minutes.trim() || 0) * 60 + Number(seconds.trim() || 0));
        expect(check.input.seconds).toBeGreaterThan(0);
      }),
    );
  });
});

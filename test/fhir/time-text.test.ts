import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RawResource } from '../../src/fhir/client.ts';
import { daysIn } from '../../src/fhir/dates.ts';
import { parseLossless, toPlain, writeLossless } from '../../src/fhir/lossless.ts';
import { readTimeEntries, type TimeEntryDraft } from '../../src/fhir/time.ts';
import { encounterOf } from '../../src/fhir/time/encounter.ts';
import { entryLine, voidingLine, withLogLine } from '../../src/fhir/time/month-log.ts';
import { noteCarrier, voidNoteCarrier } from '../../src/fhir/time/note.ts';
import { validate } from '../ehr/validate.ts';
import { anOwnPlan, aTimeEntryDraft, PATIENT, RN } from '../builders/writes.ts';
import { anyDraft, factsOf } from './time-drafts.ts';

function example(name: string): RawResource {
  return JSON.parse(readFileSync(new URL(`examples/${name}.json`, import.meta.url), 'utf8'));
}

function planWith(...drafts: readonly TimeEntryDraft[]): RawResource {
  const plan = drafts.map(entryLine).reduce(withLogLine, parseLossless(JSON.stringify(anOwnPlan())));
  const plain = toPlain(plan);
  if (plain === undefined) throw new Error('the plan is lost');
  return plain;
}

const encounterWith = (draft: TimeEntryDraft): RawResource => ({ ...encounterOf(draft), id: 'e1' });
const noteWith = (draft: TimeEntryDraft): RawResource => ({ ...noteCarrier('Encounter/visit-1').resource(draft), id: 'd1' });

function without(key: string, resource: RawResource): RawResource {
  return JSON.parse(JSON.stringify(resource, (name, value: unknown) => (name === key ? undefined : value)));
}

test.each([
  ['Encounter', 'Encounter/e1', encounterWith],
  ['CarePlan', 'CarePlan/cp-1', planWith],
  ['DocumentReference', 'DocumentReference/d1', noteWith],
] as const)('whatever a draft says comes back from a %s, pasted lines of ours included', (carrier, reference, keep) => {
  fc.assert(
    fc.property(anyDraft, (draft) => {
      const [stored, ...others] = readTimeEntries([keep(draft)]);
      expect(others).toEqual([]);
      expect(stored).toMatchObject({ ...factsOf(draft), carrier, reference, status: 'finished' });
      expect(stored?.entry).toEqual({
        start: draft.start,
        seconds: draft.seconds,
        performer: draft.performer,
        activity: draft.activities.includes('prior-authorization') ? 'prior-authorization' : draft.activities[0],
        id: draft.id,
        performerId: draft.performerReference,
        performerName: draft.performerName,
        reference,
        ...(draft.intervals === undefined ? {} : { intervals: draft.intervals }),
      });
    }),
  );
});

test('a plan that lost its extensions says the same but for the end of an entry without pauses', () => {
  fc.assert(
    fc.property(anyDraft, (draft) => {
      const [stored] = readTimeEntries([without('extension', planWith(draft))]);
      const { end: _end, ...facts } = factsOf(draft);
      expect(stored).toMatchObject(facts);
      expect(stored?.entry?.seconds).toBe(draft.seconds);
    }),
  );
});

test('whatever a draft says is valid R4 in each carrier', () => {
  fc.assert(
    fc.property(anyDraft, (draft) => {
      for (const keep of [encounterWith, planWith, noteWith]) expect(validate(keep(draft))).toEqual([]);
    }),
    { numRuns: 10 },
  );
});

test('the month log of a plan has the shape of the example, with seconds', () => {
  const draft = aTimeEntryDraft({
    end: '2026-10-06T14:27:00-04:00',
    seconds: 1320,
    activities: ['medication-reconciliation', 'symptom-monitoring'],
    conditions: [],
  });
  const [log] = list(planWith(draft)['activity']);
  const documented = list(example('careplan-ccm-time-fallback')['activity']).at(-1);
  expect(Object.keys(log ?? {}).toSorted()).toEqual(['extension', 'outcomeCodeableConcept', 'progress']);
  expect(log).toMatchObject({ extension: documented?.['extension'], outcomeCodeableConcept: documented?.['outcomeCodeableConcept'] });
  const [annotation] = list(log?.['progress']);
  const [shape] = list(documented?.['progress']);
  expect(Object.keys(annotation ?? {})).toEqual(Object.keys(shape ?? {}));
  expect(annotation).toMatchObject({ authorReference: shape?.['authorReference'], time: draft.start });
  const parts = list(list(annotation?.['extension'])[0]?.['extension']).map(({ url }) => url);
  expect(parts).toEqual(['id', 'seconds', 'period', 'performerClass', 'activity', 'activity', 'contactMode']);
  expect(annotation?.['text']).toBe(
    'CCM-TIME v1 | 2026-10-06T14:05-04:00 | 22 min | clinical-staff | medication-reconciliation,symptom-monitoring | ' +
      `${draft.id} | Jane Rivera, RN\n${draft.note}\nContact: telephone`,
  );
});

test('every part of an entry’s extension is in its definition', () => {
  const definition: RawResource = JSON.parse(
    readFileSync(new URL('../../public/fhir/StructureDefinition-ccm-time-entry.json', import.meta.url), 'utf8'),
  );
  const [differential] = [definition['differential']].flatMap((one) => list([one]));
  const defined = list(differential?.['element']).flatMap(({ sliceName }) => sliceName ?? []);
  const parts = entryLine(aTimeEntryDraft({ outcome: 'voicemail' })).annotation.extension?.[0]?.extension?.map(({ url }) => url) ?? [];
  expect(defined).toEqual(expect.arrayContaining(parts));
});

test('entries of one month stand in one log and those of another month in another, nothing else in the plan changes', () => {
  const before = { ...anOwnPlan({ activity: [{ reference: { reference: 'ServiceRequest/1' } }], language: 'en' }) };
  const drafts = ['2026-10-06', '2026-10-07', '2026-11-01'].map((day, index) =>
    aTimeEntryDraft({ id: `6f1c0a3e-8b1d-4c55-9d0e-0a4f4f0c200${index}`, start: `${day}T09:00:00-04:00`, end: `${day}T09:22:30-04:00` }),
  );
  const after = drafts.map(entryLine).reduce(withLogLine, parseLossless(JSON.stringify(before)));
  const { activity, text, ...rest } = JSON.parse(writeLossless(after));
  const { activity: _activity, text: _text, ...untouched } = before;
  expect(rest).toEqual(untouched);
  expect(activity).toMatchObject([{ reference: { reference: 'ServiceRequest/1' } }, { progress: [{}, {}] }, { progress: [{}] }]);
  expect(text.div).toContain('<p>CCM service time 2026-11-01 09:00: 22 min 30 s, clinical staff (Jane Rivera, RN)</p>');
});

test('an activity that ends in the month and is no log of ours gets no line', () => {
  const activity = [{ extension: [{ url: 'urn:title', valueString: 'Visits 2026-10' }], progress: [] }];
  const after = toPlain(withLogLine(parseLossless(JSON.stringify(anOwnPlan({ activity }))), entryLine(aTimeEntryDraft())));
  expect(list(after?.['activity'])).toMatchObject([{ progress: [] }, { progress: [{}] }]);
});

test('a log that lost its title is found by its words', () => {
  const bare = without('extension', planWith(aTimeEntryDraft()));
  const next = aTimeEntryDraft({
    id: '6f1c0a3e-8b1d-4c55-9d0e-0a4f4f0c1002',
    start: '2026-10-30T09:00:00-04:00',
    end: '2026-10-30T09:22:30-04:00',
  });
  const after = toPlain(withLogLine(parseLossless(JSON.stringify(bare)), entryLine(next)));
  expect(list(after?.['activity'])).toMatchObject([{ progress: [{}, {}] }]);
});

test('a note has the shape of the example, and the encounter of the session', () => {
  const written = noteWith(aTimeEntryDraft({ recordedAt: '2026-10-06T14:28:00-04:00', end: '2026-10-06T14:27:00-04:00', seconds: 1320 }));
  const { id: _id, text: _text, content: _content, context: _context, ...shape } = example('documentreference-session-note');
  expect(written).toMatchObject(shape);
  expect(Object.keys(written)).toEqual(expect.arrayContaining(Object.keys(example('documentreference-session-note'))));
  expect(written['context']).toEqual({
    encounter: [{ reference: 'Encounter/visit-1' }],
    period: { start: '2026-10-06T14:05:00-04:00', end: '2026-10-06T14:27:00-04:00' },
  });
  expect(noteCarrier(undefined).resource(aTimeEntryDraft())['context']).not.toHaveProperty('encounter');
});

test('pasted control characters are left out, and every line break is one', () => {
  const draft = aTimeEntryDraft({ note: 'a\u0000b\u000B\r\nc\rd\te', source: 'manual', reason: 'x\u001Ey' });
  for (const keep of [encounterWith, planWith, noteWith]) {
    expect(validate(keep(draft))).toEqual([]);
    expect(readTimeEntries([keep(draft)])[0]).toMatchObject({ note: 'ab\nc\nd\te', reason: 'xy' });
  }
});

test('a note is UTF-8 text', () => {
  const note = 'Señora Ñandú 李 🫀 — “better”';
  expect(readTimeEntries([noteWith(aTimeEntryDraft({ note }))])[0]?.note).toBe(note);
});

test('the lines under a note can be read by a person', () => {
  const extension = encounterOf(
    aTimeEntryDraft({
      note: 'Spoke with daughter.',
      source: 'manual',
      reason: 'downtime',
      confirmedBy: 'Maria Chen, MD',
      notCounted: [{ start: '2026-10-06T14:10:00-04:00', end: '2026-10-06T14:12:00-04:00', reason: 'no activity, not answered' }],
    }),
  )['extension'];
  expect(extension).toMatchObject([
    {
      valueAnnotation: {
        text: [
          'Spoke with daughter.',
          'Not counted: 2026-10-06T14:10:00-04:00 to 2026-10-06T14:12:00-04:00, no activity, not answered',
          'Confirmed by: Maria Chen, MD',
        ].join('\n'),
      },
    },
  ]);
});

test('TIME-17: the day of recording is the practice’s, by our own mark after the work and never by the EHR’s time of storing', () => {
  const days = daysIn('America/New_York');
  const recorded = (resource: RawResource) => readTimeEntries([resource], days)[0]?.entry?.recorded;
  const late = aTimeEntryDraft({ recordedAt: '2026-10-20T23:30:00-04:00' });
  const stamped = { meta: { lastUpdated: '2026-10-12T02:00:00Z' } };
  expect([encounterWith(late), planWith(late), noteWith(late)].map(recorded)).toEqual(['2026-10-20', '2026-10-20', '2026-10-20']);
  expect(recorded({ ...encounterWith(late), ...stamped })).toBe('2026-10-20');
  const unmarked = [encounterWith, planWith, noteWith].map((keep) => recorded({ ...keep(aTimeEntryDraft()), ...stamped }));
  expect(unmarked).toEqual([undefined, undefined, undefined]);
  expect(recorded({ ...noteWith(aTimeEntryDraft()), date: '2026-11-02T09:00:00-05:00' })).toBeUndefined();
  expect(readTimeEntries([encounterWith(late)])[0]).toMatchObject({ recorded: late.recordedAt });
});

test('an entry over midnight of the last day stays whole', () => {
  const draft = aTimeEntryDraft({ start: '2026-10-31T23:50:00-04:00', end: '2026-11-01T00:10:00-04:00', seconds: 1200 });
  for (const keep of [encounterWith, planWith, noteWith]) {
    expect(readTimeEntries([keep(draft)])).toMatchObject([{ entry: { start: draft.start, seconds: 1200 }, end: draft.end }]);
  }
});

test('a void note keeps who, when and why, and is no entry itself', () => {
  const line = { id: aTimeEntryDraft().id, at: '2026-10-07T09:00:00-04:00', reason: 'wrong patient' };
  const note = voidNoteCarrier(undefined).resource({ line, by: RN, patientReference: `Patient/${PATIENT}` });
  expect(validate(note)).toEqual([]);
  expect(readTimeEntries([note])).toEqual([]);
  expect(readTimeEntries([note, noteWith(aTimeEntryDraft())])).toMatchObject([
    { voided: true, entry: null, seconds: 1350, voiding: { reason: 'wrong patient', at: line.at, by: RN.display } },
  ]);
  expect(readTimeEntries([{ ...note, status: 'entered-in-error' }, noteWith(aTimeEntryDraft())])).toMatchObject([{ voided: false }]);
});

test('a void line in the log voids, with the name of a person the EHR does not know', () => {
  const line = { id: aTimeEntryDraft().id, at: '2026-10-07T09:00:00-04:00', reason: 'twice | again' };
  const plan = withLogLine(
    parseLossless(JSON.stringify(planWith(aTimeEntryDraft()))),
    voidingLine(line, { display: 'R. Temp' }, '2026-10-06T14:05:00-04:00'),
  );
  const plain = toPlain(plan);
  expect(validate(plain ?? {})).toEqual([]);
  expect(readTimeEntries(plain === undefined ? [] : [plain])).toMatchObject([
    { voided: true, voiding: { reason: 'twice | again', by: 'R. Temp' } },
  ]);
  expect(list(plain?.['activity'])).toHaveLength(1);
});

test('of several void lines the first one says who and why', () => {
  const lines = ['11', '09', '10']
    .map(hourly)
    .map((time) => voidingLine({ id: aTimeEntryDraft().id, at: time, reason: time }, RN, hourly('08')));
  const plain = toPlain(lines.reduce(withLogLine, parseLossless(JSON.stringify(planWith(aTimeEntryDraft())))));
  expect(readTimeEntries(plain === undefined ? [] : [plain])).toMatchObject([{ voiding: { reason: hourly('09'), at: hourly('09') } }]);
});

function hourly(hour: string): string {
  return `2026-10-07T${hour}:00:00-04:00`;
}

function list(value: unknown): readonly Record<string, unknown>[] {
  return Array.isArray(value) ? value : [];
}

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { attestationHistory, attestationNote } from '../../src/fhir/attestations.ts';
import { readChart, readMore } from '../../src/fhir/chart.ts';
import {
  ENROLMENT_REASONS,
  type EnrolmentStatus,
  type EnrolmentStep,
  enrolmentRecord,
  enrolmentSteps,
  enrolmentValue,
  statedStart,
} from '../../src/fhir/enrolment.ts';
import { type EpisodeFacts, readEpisodes } from '../../src/fhir/enrolment/episode.ts';
import { enrolmentStatement, mistakenStatement, saveEnrolmentStep, saveEpisode, saveMistakenStep } from '../../src/fhir/enrolment/save.ts';
import { saveTimeEntry } from '../../src/fhir/time/save.ts';
import { anAttestation, anOwnPlan, aStage, aTimeEntryDraft, MD, PATIENT, PRACTICE, RN, type StageOptions } from '../builders/writes.ts';

const SCOPE = 'patient/*.rs patient/CarePlan.cruds patient/EpisodeOfCare.cruds patient/Provenance.cruds';
const days = fc.integer({ min: 0, max: 1500 }).map((count) => Temporal.PlainDate.from('2023-01-01').add({ days: count }).toString());

let ids = 0;
function aStep(overrides: Partial<EnrolmentStep> = {}): EnrolmentStep {
  ids += 1;
  return {
    id: `e0000000-0000-4000-8000-${String(ids).padStart(12, '0')}`,
    status: 'active',
    on: '2026-09-01',
    reason: 'enrolled',
    by: RN.display,
    at: '2026-10-20T14:00:00-04:00',
    remark: '',
    ...overrides,
  };
}

test('every state with every reason of its list reads back as it was written', () => {
  const enrolments = (['active', 'paused', 'transferred', 'stopped'] as const satisfies readonly EnrolmentStatus[]).flatMap((status) =>
    ENROLMENT_REASONS[status].map((reason) => ({ status, reason })),
  );
  fc.assert(
    fc.property(fc.constantFrom(...enrolments), days, (enrolment, on) => {
      expect(enrolmentValue.read(enrolmentValue.write({ ...enrolment, on }))).toEqual({ ...enrolment, on });
    }),
  );
});

test.each(['', 'active', 'active 2026-09 enrolled', 'gone 2026-09-01 other', 'active 2026-09-01 hospice', 'paused 2026-09-01'])(
  'the words %j are no enrolment',
  (value) => {
    expect(enrolmentValue.read(value)).toBeNull();
  },
);

const plan = (...steps: readonly EnrolmentStep[]) => anOwnPlan({ note: steps.map((one) => attestationNote(enrolmentStatement(one, RN))) });

test('steps hold in the order of their days, and what was taken back is gone', () => {
  const started = aStep();
  const paused = aStep({ status: 'paused', on: '2026-10-10', reason: 'in-facility', remark: 'Hip.', at: '2026-10-20T15:00:00-04:00' });
  const resumed = aStep({ on: '2026-10-15', reason: 'resumed', at: '2026-10-20T14:30:00-04:00' });
  const steps = enrolmentSteps(attestationHistory([plan(paused, resumed, started)]));
  expect(steps.map(({ on, status }) => [on, status])).toEqual([
    ['2026-09-01', 'active'],
    ['2026-10-10', 'paused'],
    ['2026-10-15', 'active'],
  ]);
  expect(steps[1]).toEqual(paused);
  expect(statedStart(steps)).toBe('2026-09-01');
  const takenBack = anAttestation({ statement: 'enrolment', value: 'withdrawn', at: '2026-10-20T16:00:00-04:00', id: 'x' });
  const history = attestationHistory([plan(paused, resumed, started), anOwnPlan({ id: 'cp-2', note: [attestationNote(takenBack)] })]);
  expect(enrolmentSteps(history)).toEqual([]);
});

const at = (minute: number) => `2026-10-20T15:${String(minute).padStart(2, '0')}:00-04:00`;
const mistake = (of: string, minute: number, why = 'Wrong patient.') =>
  attestationNote(mistakenStatement({ id: `m-${of}-${minute}`, of, at: at(minute), why }, MD));
const planOf = (...notes: readonly ReturnType<typeof attestationNote>[]) => attestationHistory([anOwnPlan({ note: notes })]);
const noted = (...steps: readonly EnrolmentStep[]) => steps.map((one) => attestationNote(enrolmentStatement(one, RN)));

test('a step made by mistake no longer holds, and the record keeps it with who took it back, when and why', () => {
  const started = aStep({ at: at(0) });
  const paused = aStep({ status: 'paused', on: '2026-10-10', reason: 'away', at: at(1) });
  const history = planOf(...noted(started, paused), mistake(paused.id, 2));
  expect(enrolmentSteps(history)).toEqual([started]);
  expect(enrolmentRecord(history)).toEqual([
    started,
    { ...paused, undone: { kind: 'taken-back', by: MD.display, at: at(2), why: 'Wrong patient.' } },
  ]);
});

test('a correction stands in place of its step, keeps its remark and says why; taken back, the step holds again', () => {
  const started = aStep({ at: at(0), remark: 'At the yearly visit.' });
  const right = aStep({
    on: '2026-07-01',
    at: at(1),
    remark: started.remark,
    correction: { of: started.id, why: 'Typed the wrong month.' },
  });
  const history = planOf(...noted(started, right));
  expect(enrolmentSteps(history)).toEqual([right]);
  expect(statedStart(enrolmentSteps(history))).toBe('2026-07-01');
  expect(enrolmentRecord(history)).toEqual([
    right,
    { ...started, undone: { kind: 'corrected', by: RN.display, at: at(1), why: 'Typed the wrong month.' } },
  ]);
  expect(enrolmentSteps(planOf(...noted(started, right), mistake(right.id, 2)))).toEqual([started]);
});

test('of two corrections of one step, made side by side, the later one holds alone', () => {
  const started = aStep({ at: at(0) });
  const corrected = (on: string, minute: number) => aStep({ on, at: at(minute), correction: { of: started.id, why: 'No.' } });
  const [early, late] = [corrected('2026-07-01', 1), corrected('2026-08-01', 2)];
  expect(enrolmentSteps(planOf(...noted(started, early, late))).map(({ on }) => on)).toEqual(['2026-08-01']);
});

test('words of corrections survive a server that drops extensions', () => {
  const started = aStep({ at: at(0) });
  const right = aStep({ on: '2026-07-01', at: at(1), correction: { of: started.id, why: 'Typed the wrong month.' } });
  const bare = [...noted(started, right), mistake(right.id, 2)].map(({ extension: _dropped, ...note }) => note);
  expect(enrolmentSteps(planOf(...bare))).toEqual([started]);
});

const byId = (a: EnrolmentStep, b: EnrolmentStep) => a.id.localeCompare(b.id);

type Move = { readonly kind: 'state' | 'correct' | 'take-back'; readonly pick: number };

test('whatever is stated, corrected and taken back, what holds is what a list kept by hand holds', () => {
  const moves = fc.array(fc.record<Move>({ kind: fc.constantFrom('state', 'correct', 'take-back'), pick: fc.nat(1000) }), {
    maxLength: 25,
  });
  fc.assert(
    fc.property(moves, (list) => {
      const notes: ReturnType<typeof attestationNote>[] = [];
      // Each place holds the versions of a step, the last of which stands.
      const places: EnrolmentStep[][] = [];
      list.forEach(({ kind, pick }, minute) => {
        const place = places.length === 0 ? undefined : places[kind === 'correct' ? pick % places.length : places.length - 1];
        const standing = place?.at(-1);
        if (kind === 'state') {
          const on = Temporal.PlainDate.from('2024-01-01')
            .add({ days: places.length * 10 })
            .toString();
          const step = aStep({ on, at: at(minute), remark: `said ${minute}` });
          places.push([step]);
          notes.push(...noted(step));
        } else if (place !== undefined && standing !== undefined && kind === 'correct') {
          const on = Temporal.PlainDate.from(standing.on)
            .with({ day: 1 + (pick % 9) })
            .toString();
          const step = aStep({ on, at: at(minute), remark: standing.remark, correction: { of: standing.id, why: `wrong ${minute}` } });
          place.push(step);
          notes.push(...noted(step));
        } else if (place !== undefined && standing !== undefined) {
          place.pop();
          if (place.length === 0) places.pop();
          notes.push(mistake(standing.id, minute));
        }
      });
      const holding = places.flatMap((place) => place.at(-1) ?? []);
      expect(enrolmentSteps(planOf(...notes)).toSorted(byId)).toEqual(holding.toSorted(byId));
    }),
  );
});

const stageOf = (options: StageOptions = {}) => aStage({ scope: SCOPE, resources: [anOwnPlan()], ...options });

const factsOf = (...steps: readonly EnrolmentStep[]): EpisodeFacts => ({
  patientId: PATIENT,
  patientDisplay: 'Eleanor Whitfield',
  steps,
  organization: PRACTICE,
  practitioner: MD,
});

test('ELIG-4 a stated first day of CCM is the day the chart goes by, and its correction moves it', async () => {
  const { target } = await stageOf();
  const reading = { patientId: PATIENT, month: '2026-10', asOf: '2026-10-20', settings: { timeZone: 'America/New_York' } } as const;
  const start = async () => (await readMore(target.client, await readChart(target.client, reading), reading)).chart.ccmStartDate;
  expect(await start()).toBe('2026-10-01');
  const step = aStep({ on: '2025-03-04' });
  for (const _time of [1, 2]) {
    expect(await saveEnrolmentStep(target, { planId: 'cp-1', step, by: RN })).toMatchObject({ kind: 'stored' });
  }
  expect(await start()).toBe('2025-03-04');
  const right = aStep({ on: '2026-10-12', at: at(5), correction: { of: step.id, why: 'A slip of the year.' } });
  expect(await saveEnrolmentStep(target, { planId: 'cp-1', step: right, by: RN })).toMatchObject({ kind: 'stored' });
  expect(await start()).toBe('2026-10-12');
  for (const _time of [1, 2]) {
    const taken = { id: 'm-1', of: right.id, at: at(6), why: 'It was right.' };
    expect(await saveMistakenStep(target, { planId: 'cp-1', mistake: taken, by: MD })).toMatchObject({ kind: 'stored' });
  }
  expect(await start()).toBe('2025-03-04');
});

test('ELIG-4 work done before the stated first day of CCM was CCM all the same', async () => {
  const { target } = await stageOf({ scope: SCOPE.replace('patient/EpisodeOfCare.cruds', 'patient/Encounter.cruds') });
  const reading = { patientId: PATIENT, month: '2026-10', asOf: '2026-10-20', settings: { timeZone: 'America/New_York' } } as const;
  await saveEnrolmentStep(target, { planId: 'cp-1', step: aStep({ on: '2026-10-12' }), by: RN });
  await saveTimeEntry(target, aTimeEntryDraft());
  expect((await readMore(target.client, await readChart(target.client, reading), reading)).chart.ccmStartDate).toBe('2026-10-06');
});

test('other systems see an episode that follows what is stated, with every state before', async () => {
  const { ehr, target, anotherTab } = await stageOf();
  const first = aStep();
  expect(await saveEpisode(target, factsOf(first))).toBe('stored');
  const paused = aStep({ status: 'paused', on: '2026-10-10', reason: 'away' });
  const stopped = aStep({ status: 'stopped', on: '2026-10-18', reason: 'patient-wish' });
  expect(await saveEpisode(await anotherTab(), factsOf(first, paused, stopped))).toBe('stored');
  const [episode, ...others] = ehr.stored('EpisodeOfCare', PATIENT);
  expect(others).toEqual([]);
  expect(episode).toMatchObject({
    status: 'finished',
    period: { start: '2026-09-01', end: '2026-10-18' },
    statusHistory: [
      { status: 'active', period: { start: '2026-09-01', end: '2026-10-10' } },
      { status: 'onhold', period: { start: '2026-10-10', end: '2026-10-18' } },
      { status: 'finished', period: { start: '2026-10-18' } },
    ],
    careManager: MD,
  });
  const again = aStep({ on: '2026-10-19', reason: 'resumed' });
  expect(await saveEpisode(target, factsOf(first, paused, stopped, again))).toBe('stored');
  expect(ehr.stored('EpisodeOfCare', PATIENT)[0]).toMatchObject({ status: 'active', period: { start: '2026-09-01' } });
  expect(ehr.stored('EpisodeOfCare', PATIENT)[0]?.period).not.toHaveProperty('end');
  const { episodes } = await readEpisodes(target.client, { patientId: PATIENT, timeZone: 'America/New_York' });
  expect(episodes).toMatchObject([{ own: true, status: 'active', start: '2026-09-01', title: 'Chronic care management' }]);
});

test('an episode of an enrolment that was taken back altogether is marked as entered in error, and comes back with the next one', async () => {
  const { ehr, target } = await stageOf();
  expect(await saveEpisode(target, factsOf())).toBe('not-needed');
  expect(ehr.stored('EpisodeOfCare', PATIENT)).toEqual([]);
  await saveEpisode(target, factsOf(aStep()));
  expect(await saveEpisode(target, factsOf())).toBe('stored');
  expect(ehr.stored('EpisodeOfCare', PATIENT)).toMatchObject([{ status: 'entered-in-error' }]);
  expect((await readEpisodes(target.client, { patientId: PATIENT, timeZone: 'America/New_York' })).episodes).toEqual([]);
  await saveEpisode(target, factsOf(aStep({ on: '2026-10-02' })));
  expect(ehr.stored('EpisodeOfCare', PATIENT)).toMatchObject([{ status: 'active', period: { start: '2026-10-02' } }]);
});

test('what others added to our episode stays when it follows a new statement', async () => {
  const { ehr, target } = await stageOf();
  const first = aStep();
  await saveEpisode(target, factsOf(first));
  const [made] = ehr.stored('EpisodeOfCare', PATIENT);
  const text = JSON.stringify({ ...made, extension: [{ url: 'https://example.org/weight', valueDecimal: 0 }] }).replace(
    '"valueDecimal":0',
    '"valueDecimal":1.50',
  );
  ehr.put(text);
  await saveEpisode(target, factsOf(first, aStep({ status: 'paused', on: '2026-10-01', reason: 'away' })));
  expect(ehr.storedText('EpisodeOfCare', made?.id ?? '')).toContain('"valueDecimal":1.50');
});

const theirs = (id: string, text: string) => ({
  resourceType: 'EpisodeOfCare',
  id,
  status: 'active',
  patient: { reference: `Patient/${PATIENT}` },
  type: [{ text }],
  period: { start: '2026-02-01' },
});

test('another system’s episode of CCM is found and never changed; others of its kind are not shown', async () => {
  const { ehr, target } = await stageOf({ resources: [anOwnPlan(), theirs('ccm', 'CCM programme'), theirs('hip', 'Hip replacement')] });
  const read = () => readEpisodes(target.client, { patientId: PATIENT, timeZone: 'America/New_York' });
  expect((await read()).episodes).toMatchObject([{ id: 'ccm', own: false, start: '2026-02-01' }]);
  const before = ehr.storedText('EpisodeOfCare', 'ccm');
  expect(await saveEpisode(target, factsOf(aStep()))).toBe('stored');
  expect(ehr.storedText('EpisodeOfCare', 'ccm')).toBe(before);
  expect((await read()).episodes.map(({ own }) => own)).toEqual([true, false]);
});

test.each<[string, StageOptions, string]>([
  ['that grants none', { scope: 'patient/*.rs patient/CarePlan.cruds' }, 'none'],
  ['that refuses without having said so', { scope: 'patient/*.rs patient/CarePlan.cruds', capabilitiesUnknown: true }, 'none'],
  ['that shows none', { scope: 'patient/CarePlan.cruds' }, 'none'],
])('an EHR %s is left without an episode', async (_what, options, outcome) => {
  const { ehr, target } = await stageOf(options);
  expect(await saveEpisode(target, factsOf(aStep()))).toBe(outcome);
  expect(ehr.stored('EpisodeOfCare', PATIENT)).toEqual([]);
});

test('a lost answer leaves the episode unclear, and a repeated save makes no second', async () => {
  const { ehr, target } = await stageOf();
  ehr.faults.add({ on: { method: 'POST' }, kind: 'lost-response', times: 1 });
  const facts = factsOf(aStep());
  expect(await saveEpisode(target, facts)).toBe('unclear');
  expect(await saveEpisode(target, facts)).toBe('stored');
  expect(ehr.stored('EpisodeOfCare', PATIENT)).toHaveLength(1);
});

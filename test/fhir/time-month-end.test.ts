import { beforeAll, expect, test } from 'vitest';
import { assessMonth } from '../../src/ccm/assess-month.ts';
import { loadChronicConditions } from '../../src/ccm/conditions.ts';
import { type Policy, policyWith } from '../../src/ccm/policy.ts';
import { readChart, type ReadChartOptions, readMore } from '../../src/fhir/chart.ts';
import type { TimeEntryDraft } from '../../src/fhir/time.ts';
import { saveTimeEntry } from '../../src/fhir/time/save.ts';
import type { PersonaName } from '../ehr/ehr.ts';
import { anOwnPlan, aTimeEntryDraft, PATIENT } from '../builders/writes.ts';
import { aTimeStage, type TimeStage } from './time-stage.ts';

const NEW_YORK = 'America/New_York';
const PLAN = anOwnPlan({ meta: { versionId: '1' } });
/** One of each carrier. */
const PERSONAS = ['full', 'plan-writes-only', 'notes-only'] as const satisfies readonly PersonaName[];

let policy: Policy;

beforeAll(async () => {
  policy = policyWith(await loadChronicConditions());
});

async function stageWith(persona: PersonaName, ...drafts: readonly TimeEntryDraft[]): Promise<TimeStage> {
  const stage = await aTimeStage({ persona, resources: [PLAN] });
  const target = await stage.session();
  for (const draft of drafts) expect(await saveTimeEntry(target, draft)).toMatchObject({ kind: 'stored' });
  return stage;
}

/** Seconds of staff's work that count in the month, by a practice in that zone that reads the chart anew. */
async function counted({ session }: TimeStage, month: string, timeZone: string): Promise<number> {
  const { client } = await session();
  const asOf = '2026-12-01';
  const options: ReadChartOptions = { patientId: PATIENT, month, asOf, settings: { timeZone } };
  const { chart } = await readMore(client, await readChart(client, options), options);
  return assessMonth(chart, month, policy, asOf).countedSeconds.staff;
}

/** An entry from one instant to another, told with the offset of any zone. */
function from(start: string, end: string, timeZone: string, more: Partial<TimeEntryDraft> = {}): TimeEntryDraft {
  const told = (instant: string) => Temporal.Instant.from(instant).toString({ timeZone, smallestUnit: 'second' });
  const seconds = Temporal.Instant.from(end).since(start).total('seconds');
  return aTimeEntryDraft({ start: told(start), end: told(end), seconds, ...more });
}

const WRITTEN_IN = [NEW_YORK, 'UTC', 'Asia/Tokyo', 'America/Los_Angeles'];

test.each(PERSONAS.flatMap((persona) => WRITTEN_IN.map((zone) => ({ persona, zone }))))(
  'TIME-14 $persona: work over midnight of the last day, written down in $zone, is split by the practice’s midnight',
  async ({ persona, zone }) => {
    const stage = await stageWith(persona, from('2026-10-31T23:48:30-04:00', '2026-11-01T00:07:10-04:00', zone));
    expect([await counted(stage, '2026-10', NEW_YORK), await counted(stage, '2026-11', NEW_YORK)]).toEqual([690, 430]);
    expect([await counted(stage, '2026-10', 'America/Chicago'), await counted(stage, '2026-11', 'America/Chicago')]).toEqual([1120, 0]);
    expect([await counted(stage, '2026-10', 'Europe/Berlin'), await counted(stage, '2026-11', 'Europe/Berlin')]).toEqual([0, 1120]);
  },
);

test.each(PERSONAS)('TIME-14 %s: of work with a pause over midnight each month has what was worked in it', async (persona) => {
  const intervals = [
    { start: '2026-10-31T23:40:00-04:00', end: '2026-10-31T23:55:00-04:00' },
    { start: '2026-11-01T00:05:00-04:00', end: '2026-11-01T00:08:20-04:00' },
  ];
  const draft = from('2026-10-31T23:40:00-04:00', '2026-11-01T00:08:20-04:00', NEW_YORK, { intervals, seconds: 1100 });
  const stage = await stageWith(persona, draft);
  expect([await counted(stage, '2026-10', NEW_YORK), await counted(stage, '2026-11', NEW_YORK)]).toEqual([900, 200]);
});

const CHANGES = [
  { what: 'in spring, over the hour that is not', start: '2026-03-08T06:50:00Z', end: '2026-03-08T07:10:00Z', month: '2026-03' },
  { what: 'in autumn, over the hour that is twice', start: '2026-11-01T05:50:00Z', end: '2026-11-01T06:10:00Z', month: '2026-11' },
  { what: 'in autumn, in the second of the two hours', start: '2026-11-01T06:10:00Z', end: '2026-11-01T06:30:00Z', month: '2026-11' },
];

test.each(PERSONAS.flatMap((persona) => CHANGES.map((change) => ({ persona, ...change }))))(
  'TIME-14 $persona: when the clocks change $what, twenty minutes are twenty minutes',
  async ({ persona, start, end, month }) => {
    const stage = await stageWith(persona, from(start, end, NEW_YORK));
    expect(await counted(stage, month, NEW_YORK)).toBe(1200);
    expect(await stage.ledger()).toMatchObject([{ seconds: 1200, start: from(start, end, NEW_YORK).start }]);
  },
);

test('TIME-15 two entries at the same wall time in the hour that is twice do not overlap', async () => {
  const first = from('2026-11-01T05:10:00Z', '2026-11-01T05:30:00Z', NEW_YORK);
  const second = from('2026-11-01T06:10:00Z', '2026-11-01T06:30:00Z', NEW_YORK, { id: '6f1c0a3e-8b1d-4c55-9d0e-0a4f4f0c4002' });
  expect(first.start.slice(0, 19)).toBe(second.start.slice(0, 19));
  expect(await counted(await stageWith('full', first, second), '2026-11', NEW_YORK)).toBe(2400);
});

import { expect, test } from 'vitest';
import { assessMonth } from '../../src/ccm/assess-month.ts';
import { loadChronicConditions } from '../../src/ccm/conditions.ts';
import { policyWith } from '../../src/ccm/policy.ts';
import { readChart, type ReadChartOptions, readMore } from '../../src/fhir/chart.ts';
import { createClient } from '../../src/fhir/client.ts';
import { createEhr, type PersonaName } from '../ehr/ehr.ts';
import { samplePatients } from '../ehr/patients/sample-patients.ts';
import { PERSONAS } from '../ehr/personas.ts';
import { grantScopes } from '../ehr/scopes.ts';

const ZONE = 'America/New_York';
const TODAY = '2026-11-21';
const PATIENT = 'demo-0001';
const NOW = Date.parse('2026-11-21T15:00:00Z');
const TIME_LIMITS = [8_000, 30_000];
const resources = samplePatients(TODAY, ZONE, '10:00');
const personas = Object.keys(PERSONAS) as PersonaName[];

interface Changes {
  /** Put into the chart beside the sample's. */
  readonly more?: readonly object[];
  /** Epoch milliseconds by the EHR's clock; moves with every pause. */
  readonly clock?: { now: number };
}

/** One launch of the app on a patient: what was granted, and the chart read in both rounds. */
async function reading(persona: PersonaName, { more = [], clock = { now: NOW } }: Changes = {}) {
  const ehr = await createEhr({
    origin: 'http://localhost:5180',
    clock: () => clock.now,
    persona,
    resources: [...resources, ...more],
    clients: [],
    users: [],
  });
  const scope = grantScopes('patient/*.rs user/*.rs', PERSONAS.full, undefined);
  const value = ehr.issueToken({ scope, patient: PATIENT });
  const tokens = { current: () => ({ value, expiresAt: null }), canRefresh: () => false, refresh: () => Promise.reject(new Error('none')) };
  const pauses: number[] = [];
  const client = createClient(
    { base: ehr.fhirBase, patientId: PATIENT, tokens },
    {
      clock: () => clock.now,
      fetch: (input, init) => ehr.handle(new Request(input, init)),
      wait: async (milliseconds, signal) => {
        if (TIME_LIMITS.includes(milliseconds)) await new Promise((resolve) => signal?.addEventListener('abort', resolve, { once: true }));
        else clock.now += milliseconds;
      },
    },
  );
  const options: ReadChartOptions = {
    patientId: PATIENT,
    month: '2026-11',
    asOf: TODAY,
    base: ehr.fhirBase,
    settings: {
      timeZone: ZONE,
      settingType: 'pfs-practice',
      practice: { access24x7: true, designatedCareTeamMember: true, certifiedEhr: true },
    },
    onWaiting: (milliseconds) => pauses.push(milliseconds),
  };
  const read = async () => {
    ehr.clearExchanges();
    const first = await readChart(client, options);
    const requests = ehr.exchanges.length;
    return { chart: await readMore(client, first, options), requests };
  };
  return { ehr, read, pauses };
}

const minutes = async (chart: Awaited<ReturnType<typeof readChart>>['chart']) =>
  assessMonth(chart, '2026-11', policyWith(await loadChronicConditions()), TODAY).countedSeconds;

test.each(personas)('%s: conditions, visits and minutes of the chart are the same as of a complete server', async (persona) => {
  const { chart } = await (await reading(persona)).read();
  const { chart: complete } = await (await reading('full')).read();
  expect(chart.chart.conditions?.map(({ reference }) => reference).toSorted()).toEqual(
    complete.chart.conditions?.map(({ reference }) => reference).toSorted(),
  );
  const seen = ({ chart: { visits } }: typeof chart) => visits?.map(({ date, code, practitioner }) => [date, code, practitioner]);
  expect(seen(chart)).toEqual(seen(complete));
  expect(chart.timeEntries.map(({ id, seconds }) => [id, seconds])).toEqual(complete.timeEntries.map(({ id, seconds }) => [id, seconds]));
  expect(await minutes(chart.chart)).toEqual(await minutes(complete.chart));
  expect(chart.problems.filter(({ kind }) => kind === 'wrong-patient')).toEqual([]);
});

test.each(personas)(
  '%s: the first round is at most twelve requests, ten where nothing is refused; the second time at most ten',
  async (persona) => {
    const { read } = await reading(persona);
    const isUsual = ['full', 'hapi-like', 'medplum-like', 'read-only', 'athena-like'].includes(persona);
    expect((await read()).requests).toBeLessThanOrEqual(isUsual ? 10 : 12);
    expect((await read()).requests).toBeLessThanOrEqual(10);
  },
);

test('epic-like: a plan of another category alone is found, and a hospital stay is seen through a class of the vendor’s own', async () => {
  const stay = {
    resourceType: 'Encounter',
    id: 'stay',
    status: 'finished',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP', display: 'inpatient' },
    subject: { reference: `Patient/${PATIENT}` },
    period: { start: '2026-11-10T08:00:00-05:00', end: '2026-11-13T12:00:00-05:00' },
  };
  const plan = {
    resourceType: 'CarePlan',
    id: 'demo-0001-plan',
    status: 'active',
    intent: 'plan',
    category: [{ coding: [{ system: 'http://snomed.info/sct', code: '734163000' }] }],
    subject: { reference: `Patient/${PATIENT}` },
  };
  const { chart } = await (await reading('epic-like', { more: [stay, plan] })).read();
  expect(chart.carePlans.map(({ reference }) => reference)).toEqual(['CarePlan/demo-0001-plan']);
  expect(chart.chart.stays).toMatchObject([{ type: 'hospital-inpatient', start: '2026-11-10', end: '2026-11-13' }]);
});

test('ecw-like: a reading that runs into the limit waits it out, says so, and ends with the whole chart', async () => {
  // Late in the minute, with all but five of its requests spent.
  const clock = { now: Date.parse('2026-11-21T15:00:20Z') };
  const { ehr, read, pauses } = await reading('ecw-like', { clock });
  for (let request = 0; request < 245; request++) await ehr.handle(new Request(`${ehr.fhirBase}/metadata`));
  const { chart } = await read();
  expect(pauses.length).toBeGreaterThan(0);
  expect(ehr.exchanges.some(({ status }) => status === 429)).toBe(true);
  expect(chart.reads['Encounter']?.status).toBe('read');
  expect(chart.timeEntries).toHaveLength(2);
});

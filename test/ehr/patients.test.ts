import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Encounter, FhirResource } from 'fhir/r4';
import { expect, test } from 'vitest';
import { TIME_ENTRY_ID } from '../../src/fhir/naming.ts';
import { thisMonth } from './patients/sample-day.ts';
import { SAMPLE_PATIENTS, samplePatient, samplePatients, type SampleResource } from './patients/sample-patients.ts';
import { usCoreProfiles } from './us-core.ts';
import { validate } from './validate.ts';

const ZONE = 'America/New_York';
const TODAY = '2026-11-21';
/** Milliseconds; these tests validate or write hundreds of charts, on machines that may have other work. */
const SLOW = 60_000;
const guides = process.env['INTERVISIT_SAMPLES'] ?? join(import.meta.dirname, '..', '..', '..', 'shared');
const usCore610 = join(guides, 'ig', 'us_core_610.tgz');

function parsed(resource: SampleResource): FhirResource {
  return typeof resource === 'string' ? JSON.parse(resource) : resource;
}

function chart(id: string, today = TODAY, now = '23:59'): readonly FhirResource[] {
  return samplePatient(id, today, ZONE, now).map(parsed);
}

function timeEntries(resources: readonly FhirResource[]): readonly Encounter[] {
  return resources
    .filter((resource) => resource.resourceType === 'Encounter')
    .filter((encounter) => encounter.identifier?.some(({ system }) => system === TIME_ENTRY_ID));
}

function minutes(resources: readonly FhirResource[]): number {
  return timeEntries(resources).reduce((sum, { length }) => sum + (length?.value ?? 0), 0) / 60;
}

/** The 366 days of a leap year and the days around it. */
function everyDay(): readonly string[] {
  const first = Temporal.PlainDate.from('2023-12-30');
  return Array.from({ length: 370 }, (_, index) => first.add({ days: index }).toString());
}

const withoutTheBigOne = SAMPLE_PATIENTS.filter(({ id }) => id !== 'demo-0011');

/** A few of the resources that are alike by the hundred; all of the rest. */
function checked(): readonly FhirResource[] {
  return samplePatients(TODAY, ZONE)
    .map(parsed)
    .filter(({ id }) => !/-(old|other)-\d*[1-9]\d$/.test(id ?? ''));
}

/** What is wrong with the places found for pieces of work; nothing where all is well. */
function misplaced(date: string, time: string, seconds: readonly number[]): readonly string[] {
  const [today, now] = [Temporal.PlainDate.from(date), Temporal.PlainTime.from(time)];
  const [earliest, latest] = [today.with({ day: 1 }).toZonedDateTime(ZONE), today.toZonedDateTime({ timeZone: ZONE, plainTime: now })];
  const places = thisMonth({ today, timeZone: ZONE, now }, 16, seconds);
  const edges = [earliest, ...places.flatMap(({ start, end }) => [start, end]), latest].map(({ epochMilliseconds }) => epochMilliseconds);
  const isInOrder = edges.every((edge, index) => index === 0 || edge >= (edges[index - 1] ?? 0));
  const lengths = places.map(({ start, end }) => (end.epochMilliseconds - start.epochMilliseconds) / 1000);
  const isWhole = lengths.length === seconds.length && lengths.every((length, index) => length === seconds[index]);
  return isInOrder && isWhole ? [] : [`${date} ${time}: ${places.map(({ start }) => start.toString()).join(', ')}`];
}

test('there is a chart for each story, with one patient who has a name, and all of it belongs to that patient', { timeout: SLOW }, () => {
  for (const { id, name } of SAMPLE_PATIENTS) {
    const resources = chart(id);
    const patients = resources.filter((resource) => resource.resourceType === 'Patient');
    expect(patients.map((patient) => `${patient.name?.[0]?.given?.[0]} ${patient.name?.[0]?.family}`)).toEqual([name]);
    for (const resource of resources) {
      const text = JSON.stringify(resource);
      expect(new Set(text.match(/"Patient\/[\w-]+"/g) ?? [`"Patient/${id}"`])).toEqual(new Set([`"Patient/${id}"`]));
    }
  }
  expect(SAMPLE_PATIENTS.length).toBeGreaterThanOrEqual(12);
});

test('every resource is valid R4', { timeout: SLOW }, () => {
  const wrong = checked().flatMap((resource) =>
    validate({ ...resource }).flatMap((issue) =>
      issue.severity === 'error' ? [`${resource.resourceType}/${resource.id}: ${issue.diagnostics}`] : [],
    ),
  );
  expect(wrong).toEqual([]);
});

test.skipIf(!existsSync(usCore610))('every resource that claims a US Core profile conforms to version 6.1 of it', { timeout: SLOW }, () => {
  const profilesFor = usCoreProfiles([usCore610]);
  const wrong = checked().flatMap((resource) =>
    validate({ ...resource }, profilesFor).flatMap((issue) =>
      issue.severity === 'error' ? [`${resource.resourceType}/${resource.id}: ${issue.diagnostics}`] : [],
    ),
  );
  expect(wrong).toEqual([]);
});

test('every reference inside the charts leads to a resource of them', () => {
  const resources = samplePatients(TODAY, ZONE);
  const there = new Set(resources.map(parsed).map(({ resourceType, id }) => `${resourceType}/${id}`));
  const asked = resources.flatMap((resource) => {
    const text = typeof resource === 'string' ? resource : JSON.stringify(resource);
    return [...text.matchAll(/"reference":\s*"([A-Z]\w+\/[^"]+)"/g)].map((match) => match[1] ?? '');
  });
  expect([...new Set(asked)].filter((reference) => !there.has(reference))).toEqual([]);
  const ids = resources.map(parsed).map(({ resourceType, id }) => `${resourceType}/${id}`);
  expect(ids.length).toBe(there.size);
});

test(
  'on each day of a year, early and late, work has places in the month of today, in the past, that do not overlap',
  { timeout: SLOW },
  () => {
    const works = [[480, 360], [1200, 1500, 1200], [1440]];
    const wrong = everyDay().flatMap((date) =>
      ['02:00', '09:15', '23:59'].flatMap((now) => works.flatMap((seconds) => misplaced(date, now, seconds))),
    );
    expect(wrong).toEqual([]);
  },
);

test(
  'at the edges of each month the charts have their minutes: 14 for the first patient, 65 for the complex one',
  { timeout: SLOW },
  () => {
    for (const today of everyDay().filter((date) => /-(01|02|03|28|31)$/.test(date))) {
      expect([today, minutes(chart('demo-0001', today, '02:00')), minutes(chart('demo-0006', today, '02:00'))]).toEqual([today, 14, 65]);
    }
  },
);

test('in the first minutes of a month the work starts at midnight, since there is no earlier place in the month', () => {
  const [first] = timeEntries(chart('demo-0001', '2026-11-01', '00:05'));
  expect(first?.period?.start).toBe('2026-11-01T00:00:00-04:00');
});

test('nothing but that is dated after today', { timeout: SLOW }, () => {
  for (const today of everyDay().filter((_, index) => index % 29 < 2)) {
    for (const { id } of withoutTheBigOne) {
      const later = chart(id, today).flatMap((resource) =>
        [...JSON.stringify({ ...resource, target: undefined }).matchAll(/"(\d{4}-\d\d-\d\d)/g)]
          .map((match) => match[1] ?? '')
          .filter((date) => date > today),
      );
      expect([id, later]).toEqual([id, []]);
    }
  }
});

test('the big chart has 500 conditions and 1,000 encounters, all of them within the 13 months that are read', () => {
  for (const today of ['2026-11-21', '2026-11-01', '2026-01-31']) {
    const resources = chart('demo-0011', today);
    const encounters = resources.filter((resource) => resource.resourceType === 'Encounter');
    expect(resources.filter(({ resourceType }) => resourceType === 'Condition')).toHaveLength(500);
    expect(encounters).toHaveLength(1000);
    const monthEnd = Temporal.PlainYearMonth.from(today.slice(0, 7)).add({ months: 1 }).toPlainDate({ day: 1 });
    const from = monthEnd.subtract({ months: 13 }).toString();
    expect(
      encounters
        .map(({ period }) => period?.start ?? '')
        .toSorted()[0]
        ?.slice(0, 10) ?? '',
    ).toSatisfy((first: string) => first >= from);
  }
});

test('the plan of another system keeps its decimals and its order of elements', () => {
  const text = samplePatient('demo-0010', TODAY, ZONE).find((resource) => typeof resource === 'string');
  expect(text).toContain('"valueDecimal": 1.50');
  expect(text).toContain('"value": 2.500');
  expect(Object.keys(JSON.parse(text ?? '{}'))[0]).toBe('status');
});

test('the charts are the same each time they are written', () => {
  expect(samplePatients(TODAY, ZONE, '12:00')).toEqual(samplePatients(TODAY, ZONE, '12:00'));
});

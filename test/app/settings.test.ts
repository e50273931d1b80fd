import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { practiceFacts, SettingsError, settingsFor } from '../../src/app/settings.ts';
import { checkBoth, readSiteSettings } from '../../src/app/settings-check.ts';
import { issuersProblems } from '../../src/launch/issuers-problems.ts';

const root = join(import.meta.dirname, '../..');
const json = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));

const site = {
  practice: { name: 'A practice', timeZone: 'America/New_York', settingType: 'pfs-practice', phone24x7: null, attestations: {} },
};

test.each(['public/site.json', 'test/ehr/demo-site.json'])('%s, as it ships, is valid', (file) => {
  expect(() => readSiteSettings(json(file))).not.toThrow();
});

test('the issuers that ship are valid', () => {
  expect(issuersProblems(json('public/issuers.json'))).toEqual([]);
});

test('the settings that ship claim nothing in a practice’s name', () => {
  expect(practiceFacts(readSiteSettings(json('public/site.json')))).toEqual({});
});

test('the least a site must say is its name, time zone, setting and phone', () => {
  expect(readSiteSettings(site).practice.timeZone).toBe('America/New_York');
});

test.each([
  [{ ...site, practice: { ...site.practice, timeZone: 'Eastern' } }, 'practice.timeZone', 'time zone'],
  [{ ...site, practice: { ...site.practice, settingType: 'hospital' } }, 'practice.settingType', 'pfs-practice'],
  [{ ...site, practice: { ...site.practice, phone24x7: '' } }, 'practice.phone24x7', 'is empty; expected text'],
  [{ ...site, practise: {} }, 'practise', 'did you mean practice?'],
  [{ ...site, showEstimates: true }, 'showEstimates', 'is not known here'],
  [{ ...site, timezone: 'America/New_York' }, 'timezone', 'did you mean practice.timeZone?'],
  [{ ...site, features: { selftest: true } }, 'features.selftest', 'did you mean selfTest?'],
  [
    { ...site, practice: { ...site.practice, attestations: { access24x7: { attested: true, by: '', date: '2026-02-30' } } } },
    'practice.attestations.access24x7.by',
    '',
  ],
  [
    { ...site, practice: { ...site.practice, organization: { reference: 'willow', display: 'Willow' } } },
    'practice.organization.reference',
    'Organization/123',
  ],
  [{ ...site, roles: { nurse: ['RN'] } }, 'roles.nurse', 'is not known here'],
  [{ ...site, demo: { today: '18.11.2026' } }, 'demo.today', 'date'],
  [{ ...site, timer: { idleSeconds: 29 } }, 'timer.idleSeconds', 'whole number from 30 to 3600'],
  [{ ...site, timer: { callIdleSeconds: 90.5 } }, 'timer.callIdleSeconds', 'whole number'],
  [{ ...site, timer: { idleMinutes: 2 } }, 'timer.idleMinutes', 'is not known here'],
  [{ ...site, drafts: { hours: -1 } }, 'drafts.hours', 'whole number from 0 to 168'],
  [{ ...site, features: { estimates: 'yes' } }, 'features.estimates', 'is not true or false'],
  [{ ...site, idleLock: { minutes: 1 } }, 'idleLock.minutes', 'whole number from 2 to 30'],
  [{ ...site, carriers: { timeEntry: ['Observation'] } }, 'carriers.timeEntry.0', 'one of Encounter, CarePlan, DocumentReference'],
  [{ ...site, carriers: { consent: ['Consent', 'Consent'] } }, 'carriers.consent', 'once'],
  [{ ...site, carriers: { time: [] } }, 'carriers.time', 'is not known here'],
  [{ ...site, allows: { CarePlan: 'sr' } }, 'allows.CarePlan', 'in this order'],
  [{ ...site, allows: { careplan: 'rs' } }, 'allows.careplan', 'type of resource'],
  [{ ...site, conditionMap: 'https://example.org/map.json' }, 'conditionMap', 'JSON file beside this one'],
  [{ ...site, conditionMap: '../map.json' }, 'conditionMap', 'JSON file beside this one'],
  [{ ...site, conditionMap: 7 }, 'conditionMap', 'map'],
  [[], '', 'object'],
  [null, '', 'object'],
])('%j is refused at %s', (settings, field, message) => {
  const problems = problemsOf(settings);
  expect(problems.map((problem) => problem.field)).toContain(field);
  expect(problems.map((problem) => problem.message).join(' ')).toContain(message);
});

test('every wrong field is named, not the first alone', () => {
  const wrong = { practice: { ...site.practice, name: '', timeZone: 'x', settingType: 'y' } };
  expect(problemsOf(wrong).map(({ field }) => field)).toEqual(['practice.name', 'practice.timeZone', 'practice.settingType']);
});

test('what the practice attests of itself is met or not met; what it leaves out is unknown', () => {
  const attestations = {
    access24x7: { attested: true, by: 'A', date: '2026-01-02' },
    certifiedEhr: { attested: false, by: 'A', date: '2026-01-02' },
  };
  const settings = readSiteSettings({ practice: { ...site.practice, attestations } });
  expect(practiceFacts(settings)).toEqual({ access24x7: true, certifiedEhr: false });
});

test('a problem tells the kind of value that stands there, and never the value', () => {
  const wrong = { ...site, practice: { ...site.practice, name: 12_345_678, timeZone: 'Hidden/Place', settingType: ['hush'] } };
  const problems = problemsOf(wrong);
  expect(problems.map(({ field, found }) => [field, found])).toEqual([
    ['practice.name', 'a number'],
    ['practice.timeZone', 'text'],
    ['practice.settingType', 'a list of 1'],
  ]);
  expect(JSON.stringify(problems)).not.toMatch(/12345678|Hidden|hush/);
});

const entry = { name: 'An EHR', issuer: 'https://ehr.example.org/fhir', clientId: 'app' };

test('an EHR’s entry changes single settings of the site, and leaves the rest', () => {
  const settings = readSiteSettings({ ...site, roles: { 'clinical-staff': ['RN'], software: ['bot'] }, timer: { idleSeconds: 60 } });
  const own = settingsFor(settings, {
    site: {
      practice: { timeZone: 'America/Chicago' },
      roles: { 'clinical-staff': ['LPN'] },
      carriers: { timeEntry: ['DocumentReference'] },
    },
  });
  expect(own?.practice).toEqual({ ...settings.practice, timeZone: 'America/Chicago' });
  expect(own?.roles).toEqual({ 'clinical-staff': ['LPN'], software: ['bot'] });
  expect(own?.timer).toEqual({ idleSeconds: 60 });
  expect(own?.carriers).toEqual({ timeEntry: ['DocumentReference'] });
  expect(settingsFor(settings, {})).toBe(settings);
});

test.each([
  [{ practice: { timeZone: 'Central' } }, 'issuers.1.site.practice.timeZone', 'time zone'],
  [{ practise: {} }, 'issuers.1.site.practise', 'did you mean practice?'],
  [{ drafts: null }, 'issuers.1.site.drafts', 'is not an object'],
])('what an entry changes is checked as site.json is: %j', (own, field, message) => {
  const two = { issuers: [entry, { ...entry, issuer: 'https://b.example.org/fhir', site: own }] };
  expect(problemsOf(site, two)).toEqual([
    expect.objectContaining({ file: 'issuers.json', field, message: expect.stringContaining(message) }),
  ]);
});

test('all that is wrong in both files is told at once', () => {
  const files = problemsOf({ ...site, x: 1 }, { issuers: [{ ...entry, clientID: 'a', clientId: undefined }] }).map(({ file, field }) => [
    file,
    field,
  ]);
  expect(files).toEqual([
    ['issuers.json', 'issuers.0.clientId'],
    ['issuers.json', 'issuers.0.clientID'],
    ['site.json', 'x'],
  ]);
});

function problemsOf(settings: unknown, issuers: unknown = { issuers: [entry] }) {
  try {
    checkBoth(issuers, settings);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
}

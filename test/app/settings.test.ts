import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { practiceFacts, readSiteSettings, SettingsError } from '../../src/app/settings.ts';
import { issuersProblems } from '../../src/launch/issuers-schema.ts';

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
  [{ ...site, practice: { ...site.practice, phone24x7: '' } }, 'practice.phone24x7', '1 character'],
  [{ ...site, practise: {} }, '', 'practise'],
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
  [{ ...site, roles: { nurse: ['RN'] } }, 'roles', 'nurse'],
  [{ ...site, demo: { today: '18.11.2026' } }, 'demo.today', 'date'],
  [{ ...site, timer: { idleSeconds: 29 } }, 'timer.idleSeconds', 'whole number from 30 to 3600'],
  [{ ...site, timer: { callIdleSeconds: 90.5 } }, 'timer.callIdleSeconds', 'whole number'],
  [{ ...site, timer: { idleMinutes: 2 } }, 'timer', 'idleMinutes'],
  [{ ...site, drafts: { hours: -1 } }, 'drafts.hours', 'whole number from 0 to 168'],
  [{ ...site, showEstimates: 'yes' }, 'showEstimates', 'boolean'],
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

function problemsOf(settings: unknown) {
  try {
    readSiteSettings(settings);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
}

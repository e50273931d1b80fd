import { expect, test } from 'vitest';
import { itText } from '../../../src/app/ehr/it-text.ts';
import { noticeTitle } from '../../../src/app/ehr/notice-title.ts';
import { becauseText, placeText, statementText } from '../../../src/app/ehr/ehr-text.ts';
import type { EhrView, Saved } from '../../../src/app/ehr/ehr-view.ts';
import { ehrView } from '../../../src/app/queries/ehr.ts';
import type { PersonaName } from '../../ehr/ehr.ts';
import { anOwnPlan, PATIENT } from '../../builders/writes.ts';
import { anEhrStage, type EhrStage, type EhrStageOptions, MONTH } from './ehr-stage.ts';

async function viewOf(options: EhrStageOptions = {}, before?: (stage: EhrStage) => void): Promise<EhrView> {
  const stage = await anEhrStage(options);
  before?.(stage);
  const reading = await stage.look();
  return ehrView({ access: stage.access, reading, month: MONTH, ...(await stage.statement()) });
}

const save = ({ saves }: EhrView, what: Saved) => {
  const row = saves.find((one) => one.what === what);
  if (row === undefined) throw new Error(`no row for ${what}`);
  return row;
};

const cells = ({ rows }: EhrView, type: string) => rows.find((row) => row.type === type)?.cells;

const ALL = 'patient/*.cruds user/*.cruds';
const PLAN = { resources: [anOwnPlan()] };

test('an EHR that does everything keeps everything in the best place, and home has nothing to say', async () => {
  const view = await viewOf({ ...PLAN, scope: ALL });
  expect(view.saves.map(({ target }) => target.where)).not.toContain(null);
  expect(view.saves.flatMap(({ target }) => target.because ?? [])).toEqual([]);
  expect(noticeTitle(view)).toBeNull();
  expect(view.missing).toEqual([]);
  expect(save(view, 'signature').beside).toEqual({ type: 'Provenance', answer: 'yes' });
});

/** Where each thing goes, by persona: as the ladder says. */
const PLACES: readonly (readonly [PersonaName, Partial<Record<Saved, string | null>>])[] = [
  ['read-only', { 'time-entry': null, 'care-plan': null, consent: null, charge: null, 'hand-over': null, copy: null }],
  ['plan-writes-only', { 'time-entry': 'CarePlan', 'care-plan': 'CarePlan', consent: 'CarePlan', charge: null, copy: 'CarePlan' }],
  ['notes-only', { 'time-entry': 'DocumentReference', 'care-plan': 'DocumentReference', consent: 'DocumentReference', charge: null }],
  ['epic-like', { 'time-entry': 'DocumentReference', 'care-plan': 'DocumentReference', charge: null, 'hand-over': 'DocumentReference' }],
  ['oracle-like', { 'time-entry': 'Encounter', 'care-plan': 'DocumentReference', consent: 'DocumentReference', charge: null }],
  ['athena-like', { 'time-entry': null, 'care-plan': null, consent: null, charge: null, copy: null }],
];

test.each(PLACES)('at %s each thing has the place that the ladder leaves, and a reason stands beside it', async (persona, places) => {
  const view = await viewOf({ ...PLAN, persona, scope: ALL });
  const rows = view.saves.filter(({ what }) => what in places);
  expect(Object.fromEntries(rows.map(({ what, target }) => [what, target.where]))).toEqual(places);
  expect(rows.map(placeText)).not.toContain('');
  const lost = rows.filter(({ target }) => target.where === null).map(({ target }) => becauseText(target));
  for (const reason of lost) expect(reason).toContain('This EHR takes no');
  expect(noticeTitle(view)).not.toBeNull();
});

test('a cell says what its verdict rests on: statement, scope, setting, refusal, what was done, or nothing', async () => {
  const view = await viewOf({
    persona: 'epic-like',
    scope: ALL.replace('user/*.cruds', 'user/Organization.r'),
    entry: { leaveOutScopes: ['Task'] },
    site: { allows: { Consent: 'crs' } },
  });
  expect(cells(view, 'Encounter')).toMatchObject({ search: 'answered', create: 'not-supported', patch: 'not-supported' });
  expect(cells(view, 'Consent')).toMatchObject({ create: 'allowed', update: 'site-setting' });
  expect(cells(view, 'Coverage')).toMatchObject({ create: 'not-used', patch: 'not-used' });
  const narrow = await viewOf({ scope: 'patient/Patient.rs patient/Condition.rs', entry: { leaveOutScopes: ['Task'] } });
  expect(cells(narrow, 'Encounter')).toMatchObject({ create: 'not-granted' });
  expect(cells(narrow, 'Task')).toMatchObject({ create: 'left-out' });
  expect(narrow.missing.map(({ type }) => type)).not.toContain('Task');
});

test('what the EHR refused in this session goes before what it stated', async () => {
  const view = await viewOf({ ...PLAN, scope: ALL }, ({ access, ehr }) => {
    access.memory.refuse({ type: 'ChargeItem', interaction: 'create' });
    ehr.faults.add({ on: { method: 'GET', type: 'Coverage' }, kind: 403 });
  });
  expect(cells(view, 'ChargeItem')?.create).toBe('refused');
  expect(cells(view, 'Coverage')?.search).toBe('refused');
  expect(save(view, 'charge').target).toEqual({ where: null, because: [{ where: 'ChargeItem', why: 'refused' }] });
});

test('a place that the site’s settings choose is said to be theirs, and is no loss', async () => {
  const view = await viewOf({ ...PLAN, scope: ALL, site: { carriers: { timeEntry: ['DocumentReference'] } } });
  expect(save(view, 'time-entry').target).toMatchObject({ where: 'DocumentReference', bySite: true });
  expect(placeText(save(view, 'time-entry'))).toContain('as the site’s settings want it');
});

test.each([
  ['html-200', 'none', 'is none: a page in HTML'],
  ['truncated-json', 'none', 'is none'],
  ['wrong-type', 'none', 'is none'],
  ['empty-body', 'none', 'is none'],
  [404, 'none', 'has no statement'],
  [500, 'none', 'a fault of its own'],
  [403, 'none', 'does not show'],
] as const)('a statement that is %s is not fatal, and the page says what came in its place', async (kind, view, words) => {
  const seen = await viewOf({ ...PLAN, scope: ALL }, ({ ehr }) => ehr.faults.add({ on: { path: /\/metadata/ }, kind }));
  expect(seen.statement.kind).toBe(view);
  expect(statementText(seen.statement)).toContain(words);
  expect(save(seen, 'time-entry').target).toEqual({ where: 'Encounter', untried: true });
  expect(cells(seen, 'Encounter')).toMatchObject({ search: 'answered', create: 'not-stated' });
});

test('a statement that does not come in 8 seconds is given up, and nothing waited for it', async () => {
  const stage = await anEhrStage({ ...PLAN, scope: ALL });
  stage.ehr.faults.add({ on: { path: /\/metadata/ }, kind: 'delay', until: new Promise(() => {}) });
  const asked = stage.statement();
  const reading = await stage.look();
  expect(statementText(ehrView({ access: stage.access, reading, month: MONTH, statement: null, unread: 'asking' }).statement)).toContain(
    'nothing waits for it',
  );
  stage.timeUp();
  const view = ehrView({ access: stage.access, reading, month: MONTH, ...(await asked) });
  expect(view.statement).toEqual({ kind: 'none', error: 'timeout' });
  expect(statementText(view.statement)).toContain('within 8 seconds');
});

test.each([
  [
    { resourceType: 'CapabilityStatement', fhirVersion: '3.0.2', rest: [{ mode: 'server', resource: [{ type: 'Patient' }] }] },
    'FHIR 3.0.2',
  ],
  [{ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1' }, 'lists no type'],
])('a statement of another version, or without types, is named as that', async (statement, words) => {
  const { access, look } = await anEhrStage({ scope: ALL });
  expect(statementText(ehrView({ access, reading: await look(), month: MONTH, statement }).statement)).toContain(words);
});

test('a huge statement is read', async () => {
  const { access, look } = await anEhrStage({ scope: ALL });
  const types = Array.from({ length: 20_000 }, (_, index) => ({ type: `Type${index}`, interaction: [{ code: 'read' }] }));
  const resource = [...types, { type: 'Encounter', interaction: [{ code: 'create' }] }];
  const statement = { resourceType: 'CapabilityStatement', fhirVersion: '4.0.1', rest: [{ mode: 'server', resource }] };
  const view = ehrView({ access, reading: await look(), month: MONTH, statement });
  expect(cells(view, 'Encounter')).toMatchObject({ create: 'allowed', update: 'not-supported' });
});

test('software, transactions, conditions and versions are as the server states them', async () => {
  const { bundles, statement } = await viewOf({ ...PLAN, persona: 'oracle-like', scope: ALL });
  expect(statement).toMatchObject({ kind: 'read', software: 'Simulated EHR (oracle-like)', fhirVersion: '4.0.1' });
  expect(bundles).toMatchObject({ transaction: 'no', batch: 'yes', versionsSeen: true });
  expect(bundles.conditionalCreate.yes).toEqual([]);
  expect(bundles.versions['versioned-update']).toContain('CarePlan');
});

test('the text for IT holds issuer, client, what is missing in both spellings and what it would enable, and nothing of the patient', async () => {
  const view = await viewOf({ ...PLAN, scope: 'launch openid patient/Patient.rs patient/Condition.rs patient/CarePlan.rs' });
  const text = itText(view);
  for (const word of [
    'http://localhost:5180/fhir',
    'intervisit-demo',
    'patient/ChargeItem.crus',
    'patient/ChargeItem.write',
    'Charges cannot be recorded',
    'launch openid patient/Patient.rs',
    'CarePlan cannot be created or changed',
  ]) {
    expect(text).toContain(word);
  }
  for (const secret of ['Whitfield', PATIENT, '1950', 'Chen', 'prac-md']) expect(text).not.toContain(secret);
  expect(text).not.toMatch(/\*\./);
});

test('an open server is said to be one', async () => {
  const { access, look } = await anEhrStage();
  const session = { ...access.session, connection: { ...access.session.connection, tokens: null } };
  const view = ehrView({ access: { ...access, session }, reading: await look(), month: MONTH, statement: null, unread: 'timeout' });
  expect(itText(view)).toContain('none: an open server');
  expect(view.missing).toEqual([]);
});

import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { addActivity, addGoal, addNote, applyOperations, type GoalDraft, type PlanOperation } from '../../src/fhir/care-plan/edit.ts';
import { type PlanChange, savePlanChange } from '../../src/fhir/care-plan/save.ts';
import { readCarePlans } from '../../src/fhir/care-plan.ts';
import type { RawResource } from '../../src/fhir/client.ts';
import { daysIn } from '../../src/fhir/dates.ts';
import { parseLossless, writeLossless } from '../../src/fhir/lossless.ts';
import { anOwnPlan, aStage, PATIENT, RN, storedIn } from '../builders/writes.ts';

const DAYS = daysIn('America/New_York');
const AT = '2026-10-20T14:00:00-04:00';

function example(name: string): RawResource {
  return JSON.parse(readFileSync(new URL(`examples/${name}.json`, import.meta.url), 'utf8'));
}

function aGoal(overrides: Partial<GoalDraft> = {}): GoalDraft {
  return {
    id: 'b0000000-0000-4000-8000-000000000001',
    description: 'Walk to the mailbox and back',
    target: 'once a day',
    due: '2026-12-31',
    start: '2026-10-20',
    addresses: [],
    patientReference: `Patient/${PATIENT}`,
    ...overrides,
  };
}

const aNote = (text = 'Spoke with the daughter.'): PlanOperation => addNote({ author: RN, at: AT, text });

function aChange(overrides: Partial<PlanChange> = {}): PlanChange {
  return { planId: 'cp-1', operations: [aNote()], author: RN, at: AT, ...overrides };
}

// A plan of another system's making: odd numbers, extensions nobody here knows, sibling elements, escapes.
const STRANGE =
  '{"resourceType":"CarePlan","id":"cp-1","extension":[{"url":"https://other.example/weight","valueDecimal":1.50},' +
  '{"url":"https://other.example/dose","valueDecimal":10.0}],' +
  '"identifier":[{"system":"https://w3id.org/intervisit/fhir/sid/care-plan","value":"pat-1"}],"status":"active","_status":{"id":"s"},' +
  '"intent":"plan","title":"Plan \\u00e9","subject":{"reference":"Patient/pat-1"},' +
  '"activity":[{"id":"a1","detail":{"status":"scheduled","dailyAmount":{"value":0.500}}}],"note":[{"text":"First"}]}';

test('a note is added at its own path, and every other byte of the plan stays', async () => {
  const { ehr, target } = await aStage({ resources: [STRANGE] });
  const before = ehr.storedText('CarePlan', 'cp-1') ?? '';
  const outcome = await savePlanChange(target, aChange());
  expect(outcome).toMatchObject({ kind: 'stored', carrier: 'CarePlan', alreadyThere: false, changedByServer: [] });
  const sent = ehr.exchanges.find(({ method }) => method === 'POST')?.requestBody ?? '';
  const note = `,{"authorReference":${JSON.stringify(RN)},"time":"${AT}","text":"Spoke with the daughter."}]`;
  const expected = writeLossless(parseLossless(before)).replace('{"text":"First"}]', `{"text":"First"}${note}`);
  expect(sent).toContain(`"resource":${expected},"request":{"method":"PUT"`);
  expect(sent).toContain('"valueDecimal":1.50}');
  expect(sent).toContain('"value":0.500}');
});

test('the transaction carries the version of the plan and a Provenance of the person', async () => {
  const { ehr, target } = await aStage({ resources: [anOwnPlan()] });
  const [version] = storedIn(ehr, 'CarePlan').map((plan) => readCarePlans([plan], DAYS)[0]?.versionId);
  await savePlanChange(target, aChange());
  const bundle = JSON.parse(ehr.exchanges.find(({ method }) => method === 'POST')?.requestBody ?? '');
  expect(bundle).toMatchObject({
    type: 'transaction',
    entry: [
      { request: { method: 'PUT', url: 'CarePlan/cp-1', ifMatch: `W/"${version}"` } },
      { request: { method: 'POST', url: 'Provenance' }, resource: { target: [{ reference: 'CarePlan/cp-1' }], agent: [{ who: RN }, {}] } },
    ],
  });
  expect(storedIn(ehr, 'Provenance')).toHaveLength(1);
});

test('a plan that changed since it was shown is a conflict, and nothing is overwritten', async () => {
  const { ehr, target } = await aStage({ resources: [anOwnPlan()] });
  const shownVersionId = readCarePlans(storedIn(ehr, 'CarePlan'), DAYS)[0]?.versionId ?? '';
  ehr.put(anOwnPlan({ title: 'Changed by another' }));
  const outcome = await savePlanChange(target, aChange({ shownVersionId }));
  expect(outcome).toMatchObject({ kind: 'conflict', carrier: 'CarePlan' });
  expect(storedIn(ehr, 'CarePlan')[0]).toMatchObject({ title: 'Changed by another' });
  expect(ehr.exchanges.every(({ method }) => method === 'GET')).toBe(true);
});

test.each([409, 412] as const)('a %i from the server is a conflict, told and not retried', async (status) => {
  const { ehr, target } = await aStage({ resources: [anOwnPlan()] });
  ehr.faults.add({ on: { method: 'POST' }, kind: status });
  expect(await savePlanChange(target, aChange())).toMatchObject({ kind: 'conflict' });
  expect(ehr.exchanges.filter(({ method }) => method === 'POST' || method === 'PUT')).toHaveLength(1);
  expect(storedIn(ehr, 'CarePlan')[0]?.['note']).toBeUndefined();
});

test('a 412 inside an answer of 200 is a conflict all the same', async () => {
  const { target } = await aStage({ resources: [anOwnPlan()] });
  const client = { ...target.client, bundle: () => Promise.resolve([{ status: 412 }, { status: 201, location: 'Provenance/1' }]) };
  expect(await savePlanChange({ ...target, client }, aChange())).toMatchObject({ kind: 'conflict', error: { status: 412 } });
});

test('a server that takes the plan and loses the addition is told, and not used again', async () => {
  const { target } = await aStage({ resources: [anOwnPlan()] });
  const client = {
    ...target.client,
    bundle: () => Promise.resolve([{ status: 200, location: 'CarePlan/cp-1/_history/2' }, { status: 201 }]),
  };
  expect(await savePlanChange({ ...target, client }, aChange())).toMatchObject({
    kind: 'not-stored',
    because: [{ carrier: 'CarePlan', why: 'lost-values' }],
  });
  expect(await savePlanChange(target, aChange())).toMatchObject({ kind: 'not-stored', because: [{ why: 'lost-values' }] });
});

test('what the server changed besides is named', async () => {
  const { ehr, target } = await aStage({ resources: [anOwnPlan({ description: 'theirs', note: [{ text: 'First' }] })] });
  const client = {
    ...target.client,
    bundle: async (body: string) => {
      const outcomes = await target.client.bundle(body);
      const stored = JSON.parse(ehr.storedText('CarePlan', 'cp-1') ?? '');
      ehr.put({ ...stored, description: undefined, note: stored.note.slice(1), language: 'en' });
      return outcomes;
    },
  };
  expect(await savePlanChange({ ...target, client }, aChange())).toMatchObject({
    kind: 'stored',
    changedByServer: ['description', 'note', 'language'],
  });
});

test('two people who saw the same version: the second is told, and the first one’s note stays', async () => {
  const { ehr, target, anotherTab } = await aStage({ resources: [anOwnPlan()] });
  const other = await anotherTab();
  const shownVersionId = readCarePlans(storedIn(ehr, 'CarePlan'), DAYS)[0]?.versionId ?? '';
  const saves = [
    savePlanChange(target, aChange({ shownVersionId, operations: [aNote('one')] })),
    savePlanChange(other, aChange({ shownVersionId, operations: [aNote('two')] })),
  ];
  const kinds = (await Promise.all(saves)).map(({ kind }) => kind);
  expect(kinds.toSorted()).toEqual(['conflict', 'stored']);
  expect(readCarePlans(storedIn(ehr, 'CarePlan'), DAYS)[0]?.notes).toHaveLength(1);
});

test('a lost answer is resolved by looking, and the same change is not made twice', async () => {
  const { ehr, target } = await aStage({ resources: [anOwnPlan()] });
  ehr.faults.add({ on: { method: 'POST' }, kind: 'lost-response', times: 1 });
  expect(await savePlanChange(target, aChange())).toMatchObject({ kind: 'stored', alreadyThere: true });
  expect(await savePlanChange(target, aChange())).toMatchObject({ kind: 'stored', alreadyThere: true });
  expect(readCarePlans(storedIn(ehr, 'CarePlan'), DAYS)[0]?.notes).toHaveLength(1);
});

test('a goal becomes a Goal of its own in the same transaction', async () => {
  const { ehr, target } = await aStage({ resources: [anOwnPlan()] });
  expect(await savePlanChange(target, aChange({ operations: [addGoal(aGoal())] }))).toMatchObject({ kind: 'stored' });
  const [goal] = storedIn(ehr, 'Goal');
  expect(goal).toMatchObject({
    description: { text: 'Walk to the mailbox and back' },
    target: [{ detailString: 'once a day', dueDate: '2026-12-31' }],
  });
  const [plan] = readCarePlans([...storedIn(ehr, 'CarePlan'), ...storedIn(ehr, 'Goal')], DAYS);
  expect(plan?.goals).toMatchObject([
    { reference: `Goal/${goal?.id}`, display: 'Walk to the mailbox and back', measurable: true, dueDate: '2026-12-31', contained: false },
  ]);
  expect(plan?.elements).toContainEqual({ element: 'measurable-treatment-goals', by: 'tag', reference: `Goal/${goal?.id}` });
});

test('where Goals cannot be created the goal stands inside the plan', async () => {
  const scope = 'patient/*.rs patient/CarePlan.cruds patient/Provenance.cruds';
  const { ehr, target } = await aStage({ resources: [anOwnPlan()], scope });
  expect(
    await savePlanChange(
      target,
      aChange({
        operations: [
          addGoal(aGoal()),
          addActivity({
            id: 'c0000000-0000-4000-8000-000000000001',
            title: 'Weekly call',
            element: 'symptom-management',
            performer: RN,
            patientReference: `Patient/${PATIENT}`,
          }),
        ],
      }),
    ),
  ).toMatchObject({ kind: 'stored' });
  const [plan] = readCarePlans(storedIn(ehr, 'CarePlan'), DAYS);
  expect(plan?.goals).toMatchObject([{ display: 'Walk to the mailbox and back', measurable: true, contained: true }]);
  expect(plan?.activities).toMatchObject([{ display: 'Weekly call', element: 'symptom-management', contained: true }]);
  expect(plan?.elements.map(({ element }) => element)).toContain('planned-interventions');
});

test('without transactions the plan is put with If-Match', async () => {
  const { ehr, target } = await aStage({ resources: [anOwnPlan()] });
  target.memory.refuseTransactions();
  expect(await savePlanChange(target, aChange({ operations: [addGoal(aGoal())] }))).toMatchObject({ kind: 'stored' });
  expect(ehr.exchanges.find(({ method }) => method === 'PUT')).toMatchObject({ status: 200 });
  expect(readCarePlans(storedIn(ehr, 'CarePlan'), DAYS)[0]?.goals).toMatchObject([{ contained: true }]);
});

test('a server that refuses Provenance still gets the plan, with its version', async () => {
  const { ehr, target } = await aStage({
    resources: [anOwnPlan()],
    scope: 'patient/*.rs patient/CarePlan.cruds',
    capabilitiesUnknown: true,
  });
  expect(await savePlanChange(target, aChange())).toMatchObject({ kind: 'stored' });
  expect(ehr.exchanges.filter(({ method }) => method === 'POST').map(({ status }) => status)).toEqual([403, 200]);
  ehr.clearExchanges();
  await savePlanChange(target, aChange({ operations: [aNote('Once more.')] }));
  expect(ehr.exchanges.filter(({ method }) => method === 'POST').map(({ status }) => status)).toEqual([200]);
});

test('a plan that the server rejects comes back with its reasons', async () => {
  const { ehr, target } = await aStage({ resources: [anOwnPlan()] });
  const outcome = await savePlanChange(target, aChange({ operations: [addNote({ author: RN, at: 'yesterday', text: 'x' })] }));
  expect(outcome).toMatchObject({
    kind: 'rejected',
    error: { outcome: expect.arrayContaining([expect.objectContaining({ severity: 'error' })]) },
  });
  expect(storedIn(ehr, 'CarePlan')[0]?.['note']).toBeUndefined();
});

test.each([
  [
    'a modifier extension deep inside',
    { activity: [{ detail: { status: 'scheduled' }, modifierExtension: [{ url: 'https://other.example/not', valueBoolean: true }] }] },
    'modifier-extension',
  ],
  ['implicit rules', { implicitRules: 'https://other.example/rules' }, 'implicit-rules'],
  ['a SUBSETTED tag', { meta: { tag: [{ code: 'SUBSETTED' }] } }, 'subsetted'],
  ['a plan that was revoked', { status: 'revoked' }, 'not-active'],
  ['a plan of another system', { identifier: [], category: [] }, 'not-own'],
])('%s makes the plan read-only', async (_what, changes, reason) => {
  const { ehr, target } = await aStage({ resources: [anOwnPlan(changes)] });
  expect(await savePlanChange(target, aChange())).toEqual({ kind: 'read-only', because: [reason] });
  expect(ehr.exchanges.every(({ method }) => method === 'GET')).toBe(true);
});

test('a plan of another patient is not written', async () => {
  const { ehr, target } = await aStage({ resources: [anOwnPlan()] });
  ehr.put(anOwnPlan({ subject: { reference: 'Patient/pat-1' } }));
  const stranger = { ...target, client: { ...target.client, connection: { ...target.client.connection, patientId: 'pat-2' } } };
  await expect(savePlanChange(stranger, aChange())).rejects.toMatchObject({ kind: 'wrong-patient' });
  expect(ehr.exchanges.every(({ method }) => method === 'GET')).toBe(true);
});

test('an EHR that lets no plan be updated is told apart, with the edited plan to copy', async () => {
  const { target } = await aStage({ resources: [anOwnPlan()], persona: 'read-only' });
  expect(await savePlanChange(target, aChange())).toMatchObject({
    kind: 'not-stored',
    because: [{ carrier: 'CarePlan', why: 'not-allowed', need: { type: 'CarePlan', interaction: 'update' } }],
    resource: { resourceType: 'CarePlan', note: [{ text: 'Spoke with the daughter.' }] },
  });
});

const key = fc
  .stringMatching(/^[a-z_][A-Za-z_]{0,8}$/)
  .filter((text) => !['note', 'text', 'goal', 'contained', 'activity', 'resourceType'].includes(text));
const number = fc.constantFrom('1.50', '1e3', '-0.0', '10.000', '123456789012345678901234567890', '0.1', '7', '1E+2');
const text = fc
  .oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\u00e9', '"\\', '\u2028', '\uD800'))
  .map((value) => JSON.stringify(value));
const { json } = fc.letrec((tie) => ({
  json: fc.oneof({ maxDepth: 4 }, number, text, fc.constantFrom('null', 'true', 'false', '[]', '{}'), tie('list'), tie('object')),
  list: fc.array(tie('json'), { maxLength: 4 }).map((items) => `[${items.join(', ')}]`),
  object: fc
    .uniqueArray(fc.tuple(key, tie('json')), { maxLength: 5, selector: ([name]) => name })
    .map((pairs) => `{${pairs.map(([name, value]) => `"${name}" : ${String(value)}`).join(',\n')}}`),
}));
const members = fc.uniqueArray(fc.tuple(key, json.map(String)), { maxLength: 6, selector: ([name]) => name });

type Member = [name: string, value: string];
const written = ([name, value]: Member): string => `"${name}": ${value}`;

test('for any plan, an edit changes its own path only: values, digits and order of all else stay', () => {
  fc.assert(
    fc.property(members, members, fc.array(json, { maxLength: 3 }), (before, after, notes) => {
      const later = after.filter(([name]) => before.every(([other]) => other !== name));
      const planWith = (...list: readonly unknown[]): string =>
        `{${[['resourceType', '"CarePlan"'] satisfies Member, ...before, ['note', `[${list.join(',')}]`] satisfies Member, ...later].map(written).join(',')}}`;
      const edited = writeLossless(applyOperations(parseLossless(planWith(...notes)), [aNote('x')]));
      const added = `{"authorReference":${JSON.stringify(RN)},"time":"${AT}","text":"x"}`;
      expect(compact(edited)).toBe(compact(planWith(...notes, added)));
    }),
    { numRuns: 300 },
  );
});

// White space between tokens goes, strings are compared by value: the digits of numbers are left as they stand.
function compact(source: string): string {
  return source.replace(/"(?:[^"\\]|\\.)*"|\s+/g, (token) => (token.startsWith('"') ? JSON.stringify(JSON.parse(token)) : ''));
}

test('our block of the narrative grows by the addition; everything around it and other narratives stay', () => {
  const own =
    '<div xmlns="http://www.w3.org/1999/xhtml"><p>Theirs &nbsp;</p><div class="ccm-app-section"><div>a</div></div><p>Rest</p></div>';
  const plan = parseLossless(JSON.stringify(anOwnPlan({ text: { status: 'generated', div: own } })));
  expect(applyOperations(plan, [aNote('5 < 6')])).toMatchObject({
    text: {
      status: 'additional',
      div: own.replace('</div></div><p>Rest', '</div><p>Note 2026-10-20, Jane Rivera, RN: 5 &lt; 6</p></div><p>Rest'),
    },
  });
  const theirs = { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml"><p>Theirs</p></div>' };
  expect(applyOperations(parseLossless(JSON.stringify(anOwnPlan({ text: theirs }))), [aNote()])).toMatchObject({ text: theirs });
});

test('PLAN-2 elements are read from tags, and inferred where tags are lost', () => {
  const others = [
    'goal-a1c',
    'clinicalimpression-prognosis',
    'observation-cognitive',
    'observation-functional',
    'observation-caregiver',
    'observation-environment',
    'servicerequest-community-sdoh',
    'servicerequest-symptom-plan',
    'medicationrequest-metformin',
    'immunization-influenza',
  ].map(example);
  const untagged: RawResource = JSON.parse(
    JSON.stringify(example('careplan-ccm'), (name, value: unknown) => (name === 'extension' ? undefined : value)),
  );
  const [plan] = readCarePlans([untagged, ...others], DAYS);
  expect([...new Set(plan?.elements.map(({ element }) => element))].toSorted()).toEqual([
    'caregiver-assessment',
    'cognitive-functional-assessment',
    'community-services',
    'environmental-evaluation',
    'expected-outcome-prognosis',
    'measurable-treatment-goals',
    'medical-management',
    'planned-interventions',
    'preventive-care',
    'problem-list',
  ]);
  expect(plan?.elements.every(({ by }) => by === 'inferred')).toBe(true);
});

test('a goal at hand without target or date is not measurable', () => {
  const goal = { resourceType: 'Goal', id: 'g', description: { text: 'Feel better' } };
  const [plan] = readCarePlans([anOwnPlan({ goal: [{ reference: 'Goal/g' }] }), goal], DAYS);
  expect(plan?.elements).toEqual([]);
  expect(plan?.goals).toMatchObject([{ display: 'Feel better', measurable: false }]);
});

test('own plans come first, narrative-only plans are told apart, statements are no notes', () => {
  const narrative = {
    resourceType: 'CarePlan',
    id: 'n',
    status: 'active',
    intent: 'plan',
    text: { status: 'generated', div: '<div>All of it</div>' },
    category: [{ text: 'Longitudinal plan' }],
  };
  const note = [
    { time: '2026-10-09T22:00:00-04:00', text: 'Reviewed.' },
    { time: '2026-10-12T01:00:00Z', text: 'CCM-ATTEST v1 | u | care-plan-signed | true | PLAN-5' },
    { time: '2026-10-19T01:00:00Z', text: 'CCM-ATTEST v1 | u | significant-risk | true | -' },
  ];
  const plans = readCarePlans([narrative, anOwnPlan({ id: 'old', status: 'completed' }), anOwnPlan({ note })], DAYS);
  expect(plans.map(({ id, origin, narrativeOnly }) => [id, origin, narrativeOnly])).toEqual([
    ['cp-1', 'own', false],
    ['old', 'own', true],
    ['n', 'other', true],
  ]);
  expect(plans[0]).toMatchObject({ establishedDate: '2026-10-01', notes: [{ text: 'Reviewed.' }] });
  expect(plans[2]).toMatchObject({ title: 'Longitudinal plan', readOnly: ['not-own'] });
});

test('malformed plans are read as far as they go', () => {
  const odd = {
    resourceType: 'CarePlan',
    id: 'x',
    goal: [null, 'text', { reference: 5 }],
    activity: {},
    note: [{ text: 7 }],
    category: 'x',
    text: [],
    period: { start: 5 },
  };
  expect(readCarePlans([odd], DAYS)).toMatchObject([{ id: 'x', status: 'unknown', goals: [{ display: '' }], notes: [] }]);
});

const said = (statement: string, value: string, time: string, id = `${statement}-${time}`) => ({
  authorString: 'Maria Chen, MD',
  time,
  text: `CCM-ATTEST v1 | ${id} | ${statement} | ${value} | PLAN-5`,
});
const reviewedOf = (...note: readonly object[]) => readCarePlans([anOwnPlan({ note })], DAYS)[0]?.lastReviewedDate;

test('PLAN-4 only a signature, a stated revision and "reviewed, no change" are reviews; a note or a new goal is none', () => {
  expect(reviewedOf()).toBeUndefined();
  expect(reviewedOf({ time: '2026-10-09T22:00:00-04:00', text: 'Spoke with the daughter.' })).toBeUndefined();
  expect(reviewedOf({ time: '2026-10-09T22:00:00-04:00', text: 'Reviewed, no change.' })).toBe('2026-10-09');
  expect(reviewedOf({ time: '2026-10-09', text: 'Plan reviewed with no changes' })).toBe('2026-10-09');
  expect(reviewedOf(said('care-plan-signed', 'true', '2026-10-12T01:00:00Z'))).toBe('2026-10-11');
  expect(reviewedOf(said('care-plan-revised', 'true', '2026-10-13T12:00:00Z'))).toBe('2026-10-13');
  expect(reviewedOf(said('care-plan-revised', 'false', '2026-10-13T12:00:00Z'))).toBeUndefined();
  expect(reviewedOf(said('significant-risk', 'true', '2026-10-14T12:00:00Z'))).toBeUndefined();
  const takenBack = [
    said('care-plan-signed', 'true', '2026-10-12T12:00:00Z'),
    said('care-plan-signed', 'withdrawn', '2026-10-13T12:00:00Z'),
  ];
  expect(reviewedOf(...takenBack)).toBeUndefined();
});

const SIGNED = said('care-plan-signed', 'true', '2026-10-12T14:00:00-04:00');
const goalOn = (startDate: string, lastUpdated?: string) => ({
  resourceType: 'Goal',
  id: 'g',
  startDate,
  ...(lastUpdated === undefined ? {} : { meta: { lastUpdated } }),
});

interface Changes {
  readonly note?: readonly object[];
  readonly goal?: readonly object[];
  readonly activity?: readonly object[];
}

const AFTER_SIGNING: readonly (readonly [string, Changes, readonly RawResource[], boolean])[] = [
  ['nothing', {}, [], false],
  ['an earlier note', { note: [{ time: '2026-10-12T13:59:00-04:00', text: 'x' }] }, [], false],
  ['a later note', { note: [{ time: '2026-10-12T14:01:00-04:00', text: 'x' }] }, [], true],
  ['a note of the day after, without a time', { note: [{ time: '2026-10-13', text: 'x' }] }, [], true],
  ['a note without a date', { note: [{ text: 'x' }] }, [], false],
  ['a later "reviewed, no change"', { note: [{ time: '2026-10-20', text: 'Reviewed, no change' }] }, [], false],
  ['a later statement of something else', { note: [said('twelve-months', 'true', '2026-10-20T10:00:00-04:00')] }, [], false],
  ['a later revision', { note: [said('care-plan-revised', 'true', '2026-10-20T10:00:00-04:00')] }, [], true],
  ['a goal begun before', { goal: [{ reference: 'Goal/g' }] }, [goalOn('2026-10-11', '2026-10-20T10:00:00Z')], false],
  ['a goal begun after', { goal: [{ reference: 'Goal/g' }] }, [goalOn('2026-10-13')], true],
  ['a goal written later that day', { goal: [{ reference: 'Goal/g' }] }, [goalOn('2026-10-12', '2026-10-12T19:00:00Z')], true],
  [
    'a request made after',
    { activity: [{ reference: { reference: 'ServiceRequest/s' } }] },
    [{ resourceType: 'ServiceRequest', id: 's', authoredOn: '2026-10-13T10:00:00-04:00' }],
    true,
  ],
];

test.each(AFTER_SIGNING)('PLAN-5 a signed plan with %s: whether it changed since is told', (_what, changes, others, changed) => {
  const plan = anOwnPlan({ ...changes, note: [SIGNED, ...(changes.note ?? [])] });
  expect(readCarePlans([plan, ...others], DAYS)[0]?.changedSinceSignature).toBe(changed);
});

test('PLAN-5 a plan that nobody signed cannot have changed since', () => {
  const [plan] = readCarePlans([anOwnPlan({ note: [{ time: '2026-10-20', text: 'x' }] })], DAYS);
  expect(plan).not.toHaveProperty('changedSinceSignature');
});

test('a goal at hand is told in full', () => {
  const goal = {
    resourceType: 'Goal',
    id: 'g',
    lifecycleStatus: 'active',
    achievementStatus: { coding: [{ code: 'in-progress', display: 'In Progress' }] },
    description: { text: 'Lower blood sugar' },
    target: [
      {
        measure: { coding: [{ system: 'http://loinc.org', code: '4548-4', display: 'Hemoglobin A1c' }] },
        detailQuantity: { value: 7.5, comparator: '<', unit: '%' },
        dueDate: '2027-02',
      },
      { measure: { text: 'Weight' }, detailRange: { low: { value: 70, unit: 'kg' }, high: { value: 75, unit: 'kg' } } },
    ],
    expressedBy: { reference: 'Patient/pat-1', display: 'Eleanor Whitfield' },
  };
  const [plan] = readCarePlans([anOwnPlan({ goal: [{ reference: 'Goal/g' }] }), goal], DAYS);
  expect(plan?.goals).toEqual([
    {
      reference: 'Goal/g',
      display: 'Lower blood sugar',
      contained: false,
      read: true,
      measurable: true,
      target: 'Hemoglobin A1c < 7.5 %; Weight 70 kg to 75 kg',
      targets: goal.target,
      dueDate: '2027-02-28',
      status: 'active',
      achievement: 'In Progress',
      expressedBy: 'Eleanor Whitfield',
      byPatient: true,
    },
  ]);
});

test('a goal that names itself as what is measured says it once', () => {
  const plan = applyOperations(parseLossless(JSON.stringify(anOwnPlan())), [addGoal(aGoal())]);
  expect(readCarePlans([JSON.parse(writeLossless(plan))], DAYS)[0]?.goals).toMatchObject([
    { display: 'Walk to the mailbox and back', target: 'once a day', read: true, contained: true },
  ]);
});

test('activities tell what, who, how far and until when: from the plan, from a record at hand, or from a detail', () => {
  const requests: readonly RawResource[] = [
    {
      resourceType: 'ServiceRequest',
      id: 's',
      status: 'active',
      code: { text: 'Home meals' },
      performer: [{ display: 'Meals on Wheels' }, { display: 'Jane Rivera, RN' }],
      occurrencePeriod: { start: '2026-10-01', end: '2026-12-31' },
    },
    { resourceType: 'MedicationRequest', id: 'm', status: 'active', medicationCodeableConcept: { text: 'Metformin 500 mg' } },
  ];
  const detail = {
    status: 'in-progress',
    productCodeableConcept: { text: 'Warfarin' },
    description: 'Adjust by INR',
    performer: [{ display: 'Maria Chen, MD' }],
  };
  const activity = [
    { reference: { reference: 'ServiceRequest/s' } },
    { reference: { reference: 'ServiceRequest/s', display: 'Meals at home' } },
    { reference: { reference: 'https://ehr.example/fhir/MedicationRequest/m' } },
    { detail },
  ];
  const [plan] = readCarePlans([anOwnPlan({ activity }), ...requests], DAYS);
  const meals = { status: 'active', who: 'Meals on Wheels, Jane Rivera, RN', due: '2026-12-31', read: true };
  expect(plan?.activities).toMatchObject([
    { display: 'Home meals', ...meals },
    { display: 'Meals at home', ...meals },
    { display: 'Metformin 500 mg', status: 'active', read: true },
    { display: 'Warfarin: Adjust by INR', status: 'in-progress', who: 'Maria Chen, MD', read: true },
  ]);
});

test('what a plan refers to and nobody read is told as such; a reference never stands for words', () => {
  const [plan] = readCarePlans(
    [
      anOwnPlan({
        goal: [{ reference: 'Goal/g' }, { reference: 'Goal/h', display: 'Walk daily' }],
        activity: [{ reference: { reference: 'ServiceRequest/s' } }],
        supportingInfo: [{ reference: 'Observation/o' }],
      }),
    ],
    DAYS,
  );
  expect(plan?.goals).toEqual([
    { reference: 'Goal/g', display: '', contained: false, read: false },
    { reference: 'Goal/h', display: 'Walk daily', contained: false, read: false },
  ]);
  expect(plan?.activities).toEqual([{ reference: 'ServiceRequest/s', display: '', contained: false, read: false }]);
  expect(plan?.supportingInfo).toMatchObject([{ display: '', read: false }]);
});

const ADOPTED = [
  { system: 'https://planner.example/plan', value: 'PLN-1' },
  { system: 'https://w3id.org/intervisit/fhir/sid/care-plan', value: PATIENT },
];
const THEIR_TEXT = { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">Theirs</div>' };

test.each([
  ['a plan this app made', anOwnPlan(), { kind: 'own' }],
  [
    'one that the EHR gave an identifier and a source besides',
    anOwnPlan({ identifier: ADOPTED, meta: { source: 'https://ehr.example' } }),
    { kind: 'own' },
  ],
  ['one of ours without narrative', anOwnPlan({ text: undefined, meta: { source: '#request-1' } }), { kind: 'own' }],
  [
    'an adopted one with a source',
    anOwnPlan({ identifier: ADOPTED, text: THEIR_TEXT, meta: { source: 'https://planner.example/app' } }),
    { kind: 'other', name: 'planner.example' },
  ],
  [
    'an adopted one with an author',
    anOwnPlan({ text: THEIR_TEXT, author: { display: 'City Hospital' } }),
    { kind: 'other', name: 'City Hospital' },
  ],
  ['an adopted one that says nothing', anOwnPlan({ identifier: ADOPTED, text: undefined }), { kind: 'other' }],
  ['one of another system', anOwnPlan({ identifier: [], category: [], text: THEIR_TEXT }), { kind: 'other' }],
])('%s has its keeper', (_what, plan, keptBy) => {
  expect(readCarePlans([plan], DAYS)[0]?.keptBy).toEqual(keptBy);
});

test('the narrative of another system’s plan is there to be shown', () => {
  const [plan] = readCarePlans([anOwnPlan({ identifier: [], category: [], text: THEIR_TEXT })], DAYS);
  expect(plan).toMatchObject({ origin: 'other', narrative: THEIR_TEXT.div });
});

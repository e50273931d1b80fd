import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { addActivity, addGoal, addNote, applyOperations, type GoalDraft, type PlanOperation } from '../../src/fhir/care-plan/edit.ts';
import { type PlanChange, savePlanChange } from '../../src/fhir/care-plan/save.ts';
import { readCarePlans } from '../../src/fhir/care-plan.ts';
import { daysIn } from '../../src/fhir/dates.ts';
import { parseLossless, writeLossless } from '../../src/fhir/lossless.ts';
import { anOwnPlan, aStage, PATIENT, RN, storedIn } from '../builders/writes.ts';

const DAYS = daysIn('America/New_York');
const AT = '2026-10-20T14:00:00-04:00';

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

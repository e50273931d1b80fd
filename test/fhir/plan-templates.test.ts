import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readPlanTemplates } from '../../src/fhir/plan-templates.ts';
import { addActivity, applyOperations } from '../../src/fhir/care-plan/edit.ts';
import { isObject, objectsIn } from '../../src/fhir/fields.ts';
import { MEASURES } from '../../src/fhir/results.ts';
import { validate } from '../ehr/validate.ts';

const file = readFileSync(join(import.meta.dirname, '../../public/plan-templates.json'), 'utf8');

/** The shipped file, fresh, so that a test may break it. */
function shipped(): { entry: { resource: Record<string, unknown> }[] } {
  return JSON.parse(file);
}

const resources = shipped().entry.map(({ resource }) => resource);
const { templates, problems } = readPlanTemplates(shipped());
const byTitle = templates.map((template) => [template.title, template] as const);

test('ten conditions have a template that can be read', () => {
  expect(problems).toEqual([]);
  expect(templates.map(({ title }) => title)).toEqual([
    'Diabetes',
    'Hypertension',
    'Heart failure',
    'COPD',
    'Chronic kidney disease',
    'Depression',
    'Coronary disease',
    'Atrial fibrillation',
    'Asthma',
    'Osteoarthritis',
  ]);
});

test.each(resources.map((resource) => [String(resource['title']), resource] as const))(
  '%s is a valid PlanDefinition',
  (_title, resource) => {
    expect(validate(resource)).toEqual([]);
  },
);

test.each(byTitle)(
  '%s has goals with a target and a date, work for the practice and the patient, a source and a version',
  (_title, template) => {
    expect(template.goals.length).toBeGreaterThan(0);
    expect(template.goals.every(({ target, dueMonths }) => target !== undefined && dueMonths !== undefined)).toBe(true);
    const kinds = template.activities.map(({ who }) => who?.kind);
    expect(kinds).toContain('patient');
    expect(kinds).toContain('practice');
    expect(template.sources.every(({ label, url }) => /\b20[12]\d\b/.test(label) && url?.startsWith('https://'))).toBe(true);
    expect(template.version).toMatch(/^\d+\.\d+\.\d+$/);
  },
);

test.each(byTitle)('%s has one symptom plan, which says when to call the practice and when 911', (_title, { activities }) => {
  const plans = activities.filter(({ instruction }) => instruction?.includes('Green: '));
  expect(plans.map(({ element, who }) => [element, who?.kind])).toEqual([['symptom-management', 'patient']]);
  const lines = plans[0]?.instruction?.split('\n') ?? [];
  expect(lines.map((line) => line.split(':')[0])).toEqual(['Green', 'Yellow', 'Red']);
  expect(lines[1]).toMatch(/call us/);
  expect(lines[2]).toMatch(/911/);
});

test('measured targets are of results that the plan follows, and say what is usual', () => {
  const measured = templates.flatMap(({ goals }) => goals.filter(({ target }) => typeof target === 'object'));
  expect(measured).toHaveLength(6);
  const known: readonly string[] = Object.values(MEASURES).flatMap(({ loinc }) => [...loinc]);
  for (const { target, usual } of measured) {
    expect(known).toContain(typeof target === 'object' && target.loinc);
    expect(usual).toMatch(/^Usual target: .*Agree your own/);
  }
});

test('activities of one id are the same in every template, but for how often they come and for which goals', () => {
  const said = new Map<string, string>();
  for (const { id, every: _every, goals: _goals, ...rest } of templates.flatMap(({ activities }) => activities)) {
    if (id === undefined) continue;
    const words = JSON.stringify(rest);
    expect([id, said.get(id) ?? words]).toEqual([id, words]);
    said.set(id, words);
  }
  expect(said.size).toBeGreaterThan(5);
});

test('nothing that ships claims to be reviewed', () => {
  expect(templates.filter(({ review }) => review !== undefined)).toEqual([]);
});

test('a template is reviewed where the site names who did it and when', () => {
  const json = shipped();
  const first = json.entry[0]?.resource ?? {};
  first['reviewer'] = [{ name: 'Ana Ortiz, MD' }, { name: 'Lee Park, PharmD' }];
  expect(readPlanTemplates(json).templates[0]?.review).toBeUndefined();
  first['lastReviewDate'] = '2026-12-01';
  expect(readPlanTemplates(json).templates[0]?.review).toEqual({ by: 'Ana Ortiz, MD, Lee Park, PharmD', date: '2026-12-01' });
});

test('a goal and an activity are read with all they say', () => {
  const diabetes = templates[0];
  expect(diabetes?.goals[0]).toEqual({
    id: 'a1c',
    what: 'Hemoglobin A1c at the agreed target',
    usual: expect.stringContaining('below 7 %'),
    target: { loinc: '4548-4', measure: 'Hemoglobin A1c', comparator: '<', value: 8, unit: '%' },
    dueMonths: 6,
  });
  expect(diabetes?.activities.find(({ id }) => id === 'home-blood-pressure')).toEqual({
    id: 'home-blood-pressure',
    title: 'Home blood pressure log, reviewed at each call',
    element: 'symptom-management',
    who: { kind: 'patient', words: 'Patient' },
    every: { count: 1, unit: 'wk' },
    instruction: expect.stringContaining('180 or more'),
  });
  expect(diabetes?.activities.find(({ title }) => title === 'Hemoglobin A1c')).toMatchObject({ goals: ['a1c'] });
});

type Break = (template: Record<string, unknown>) => void;

function within(path: readonly (string | number)[], change: (parent: Record<string, unknown>) => void): Break {
  return (template) => {
    const found = path.reduce<unknown>((node, key) => (node as Record<string | number, unknown>)[key], template);
    if (!isObject(found)) throw new TypeError('no such place');
    change(found);
  };
}

const FAULTS: readonly (readonly [string, Break, string, RegExp])[] = [
  ['an action without a title', within(['action', 1], (one) => delete one['title']), 'action[1].title', /is not a text/],
  ['an element that is none', within(['action', 1], (one) => (one['code'] = [])), 'action[1].code', /names no element/],
  [
    'a daily interval',
    within(['action', 1, 'timingTiming', 'repeat'], (one) => (one['periodUnit'] = 'd')),
    'action[1].timingTiming.repeat.periodUnit',
    /daily/,
  ],
  ['a goal that it does not have', within(['action', 1], (one) => (one['goalId'] = ['none'])), 'action.goalId', /does not have/],
  ['another kind of timing', within(['action', 0], (one) => (one['timingDuration'] = {})), 'action[0]', /timing other/],
  [
    'an unknown performer',
    within(['action', 0, 'participant', 0], (one) => (one['type'] = 'device')),
    'action[0].participant[0].type',
    /practitioner/,
  ],
  ['a target without a measure', within(['goal', 0, 'target', 0], (one) => delete one['measure']), 'goal[0].target[0]', /not of what/],
  ['a measure without LOINC', within(['goal', 0, 'target', 0], (one) => (one['measure'] = { coding: [] })), 'goal[0].target[0]', /LOINC/],
  ['a range', within(['goal', 0, 'target', 0], (one) => (one['detailRange'] = {})), 'goal[0].target[0]', /is a range/],
  ['a date that is none', within([], (one) => (one['date'] = 'soon')), 'date', /is not a date/],
  ['no version', within([], (one) => delete one['version']), 'version', /is not a text/],
  ['no source', within([], (one) => (one['relatedArtifact'] = [])), 'relatedArtifact', /names no source/],
  [
    'a source that runs a script',
    within(['relatedArtifact', 0], (one) => (one['url'] = 'javascript:alert(1)')),
    'relatedArtifact[0].url',
    /web address/,
  ],
  [
    'an unknown group',
    within(['useContext', 0, 'valueCodeableConcept', 'coding', 0], (one) => (one['code'] = 'sugar')),
    'useContext[0]',
    /does not exist/,
  ],
  ['no condition', within([], (one) => (one['useContext'] = [])), 'useContext', /names no condition/],
  ['another resource', within([], (one) => (one['resourceType'] = 'Questionnaire')), 'resourceType', /PlanDefinition/],
];

test.each(FAULTS)('%s costs that template alone, named with its field', (_what, spoil, field, message) => {
  const json = shipped();
  spoil(json.entry[0]?.resource ?? {});
  const read = readPlanTemplates(json);
  expect(read.templates.map(({ title }) => title)).toEqual(templates.slice(1).map(({ title }) => title));
  expect(read.problems).toEqual([{ template: 'Diabetes', field, message: expect.stringMatching(message) }]);
});

test('a template that comes twice is taken once', () => {
  const json = shipped();
  const [first] = json.entry;
  if (first === undefined) throw new TypeError('no templates');
  json.entry.push(first);
  const read = readPlanTemplates(json);
  expect(read.templates).toHaveLength(10);
  expect(read.problems).toEqual([{ template: 'Diabetes', field: 'url', message: 'is the address of another template of this file' }]);
});

test('a retired template is left out', () => {
  const json = shipped();
  (json.entry[0]?.resource ?? {})['status'] = 'retired';
  const read = readPlanTemplates(json);
  expect(read.templates.map(({ title }) => title)).not.toContain('Diabetes');
  expect(read.problems).toEqual([]);
});

test.each([
  [null],
  [[]],
  ['x'],
  [{ resourceType: 'PlanDefinition' }],
  [{ resourceType: 'Bundle' }],
  [{ resourceType: 'Bundle', entry: [] }],
])('%j is no file of templates', (json) => {
  const read = readPlanTemplates(json);
  expect(read.templates).toEqual([]);
  expect(read.problems).toHaveLength(1);
  expect(read.problems[0]).toMatchObject({ template: '', field: '' });
});

test('an entry without a name is named by its place', () => {
  const read = readPlanTemplates({ resourceType: 'Bundle', entry: [{}, { resource: { id: 'x' } }] });
  expect([...new Set(read.problems.map(({ template }) => template))]).toEqual(['entry[0]', 'x']);
});

test('an activity taken from templates says from which, and which version, in a plan that is still valid', () => {
  const from = templates.slice(0, 2).map(({ url, version }) => `${url}|${version}`);
  const plan = applyOperations({ resourceType: 'CarePlan', status: 'active', intent: 'plan', subject: { reference: 'Patient/p' } }, [
    addActivity({
      id: 'a0000000-0000-4000-8000-000000000001',
      title: 'Lipid panel',
      element: 'planned-interventions',
      templates: from,
      patientReference: 'Patient/p',
    }),
  ]);
  expect(validate(plan)).toEqual([]);
  expect(objectsIn(plan, 'contained')).toMatchObject([{ resourceType: 'ServiceRequest', instantiatesCanonical: from }]);
});

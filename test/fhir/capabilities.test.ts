import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { effective, type Interaction } from '../../src/fhir/capabilities.ts';

const statement = {
  resourceType: 'CapabilityStatement',
  software: { name: 'Sample Server', version: '1.2' },
  rest: [
    {
      mode: 'server',
      interaction: [{ code: 'transaction' }],
      resource: [
        { type: 'Encounter', interaction: [{ code: 'read' }, { code: 'search-type' }, { code: 'create' }], conditionalCreate: true },
        { type: 'CarePlan', interaction: [{ code: 'read' }, { code: 'search-type' }], conditionalCreate: false },
        { type: 'Goal' },
      ],
    },
  ],
};

test('what the statement lists and nobody forbids is allowed; what it leaves out is not supported', () => {
  const { can, why } = effective(statement, undefined);
  expect([can('Encounter', 'create'), can('Encounter', 'update'), can('ChargeItem', 'search'), can('Goal', 'create')]).toEqual([
    'yes',
    'no',
    'no',
    'unknown',
  ]);
  expect([why('ChargeItem', 'search'), why('Goal', 'create')]).toEqual(['not-supported', 'not-stated']);
});

test.each([
  null,
  undefined,
  'html',
  [],
  {},
  { rest: 'x' },
  { rest: [null] },
  { rest: [{ mode: 'server', resource: {} }] },
  { rest: [{ resource: [null, 5, { type: 7 }] }] },
])('a capability statement like %j is never fatal', (broken) => {
  const { can, transaction, conditionalCreate } = effective(broken, undefined);
  expect(() => can('Encounter', 'create')).not.toThrow();
  expect([transaction, conditionalCreate('Encounter')]).toEqual(['unknown', 'unknown']);
});

test('a missing statement makes everything unknown, save what the scopes refuse', () => {
  const { can, why } = effective(null, 'patient/Encounter.rs');
  expect([can('Encounter', 'search'), can('Encounter', 'create')]).toEqual(['unknown', 'no']);
  expect(why('Encounter', 'create')).toBe('not-granted');
});

test('transactions and conditional creates are as stated', () => {
  const { transaction, conditionalCreate, stated } = effective(statement, undefined);
  expect([transaction, conditionalCreate('Encounter'), conditionalCreate('CarePlan'), conditionalCreate('Goal')]).toEqual([
    'yes',
    'yes',
    'no',
    'unknown',
  ]);
  expect(effective({ rest: [{ mode: 'server', interaction: [{ code: 'batch' }] }] }, undefined).transaction).toBe('no');
  expect(stated.software).toBe('Sample Server 1.2');
});

test('a refusal outlives what statement and scopes promise, and may be learned later', () => {
  const refusals = [{ type: 'Encounter', interaction: 'create' as const }];
  const { can, why } = effective(statement, 'user/*.cruds', refusals);
  expect([can('Encounter', 'create'), why('Encounter', 'create')]).toEqual(['no', 'refused']);
  expect(can('CarePlan', 'search')).toBe('yes');
  refusals.push({ type: 'CarePlan', interaction: 'create' });
  expect(why('CarePlan', 'create')).toBe('refused');
});

const every: readonly Interaction[] = ['read', 'search', 'create', 'update', 'patch', 'delete'];
const everything = {
  rest: [
    {
      mode: 'server',
      resource: [
        { type: 'Encounter', interaction: ['read', 'search-type', 'create', 'update', 'patch', 'delete'].map((code) => ({ code })) },
      ],
    },
  ],
};

test.each([
  ['patient/Encounter.read', ['read', 'search']],
  ['patient/Encounter.write', ['create', 'update', 'patch', 'delete']],
  ['patient/*.*', every],
  ['user/Encounter.cruds', every],
  ['patient/Encounter.rs', ['read', 'search']],
  ['patient/Encounter.sr', ['read', 'search']],
  ['patient/Encounter.r patient/Encounter.s', ['read', 'search']],
  ['launch openid fhirUser online_access patient/Encounter.c', ['create']],
  ['patient/Encounter.rs?category=http://example.org|a', ['read', 'search']],
  ['patient/Condition.rs patient/*.r', ['read']],
  ['patient%2FEncounter.u', ['update', 'patch']],
  ['patient/Condition.rs', []],
])('the scopes %j grant %j and nothing else', (scopes, granted) => {
  const { can } = effective(everything, scopes);
  expect(every.filter((interaction) => can('Encounter', interaction) === 'yes')).toEqual(granted);
  expect(every.filter((interaction) => can('Encounter', interaction) === 'no')).toHaveLength(every.length - granted.length);
});

test.each([
  'patient.Encounter.all',
  'https://example.org/auth/fhir.write',
  'patient/Condition.rs patient/Encounter.everything',
  'openid fhirUser launch',
  '',
])('the scopes %j do not make a no of what they do not name in a spelling we know', (scopes) => {
  expect(effective(everything, scopes).can('Encounter', 'create')).toBe('yes');
  expect(effective(null, scopes).can('Encounter', 'create')).toBe('unknown');
});

test('no scope string and no statement whatever makes it throw', () => {
  fc.assert(
    fc.property(fc.string(), fc.jsonValue(), fc.string(), (scopes, broken, type) => {
      expect(['yes', 'no', 'unknown']).toContain(effective(broken, scopes).can(type, 'search'));
    }),
  );
});

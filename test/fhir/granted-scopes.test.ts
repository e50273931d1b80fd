import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Interaction } from '../../src/fhir/capabilities.ts';
import { readScopes } from '../../src/fhir/capabilities/granted-scopes.ts';
import { neededTypes, scopesFor, scopeWords } from '../../src/launch/scopes.ts';
import { entry } from '../launch/launch-stage.ts';

const EVERY: readonly Interaction[] = ['read', 'search', 'create', 'update', 'patch', 'delete'];
const BY_LETTER: Readonly<Record<string, readonly Interaction[]>> = {
  c: ['create'],
  r: ['read'],
  u: ['update', 'patch'],
  d: ['delete'],
  s: ['search'],
};

const granted = (scopes: string, type = 'Encounter') => EVERY.filter((one) => readScopes(scopes).answer(type, one) === 'yes');

test.each([
  ['patient/Encounter.rs,patient/Encounter.c', ['read', 'search', 'create']],
  ['patient/Encounter.rs+patient/Encounter.c', ['read', 'search', 'create']],
  ['launch,openid,fhirUser,patient/Encounter.rs,', ['read', 'search']],
  ['patient/Encounter.rs, user/Encounter.u', ['read', 'search', 'update', 'patch']],
  ['patient%2FEncounter.rs%20patient%2FEncounter.c', ['read', 'search', 'create']],
  ['patient/Encounter.srudc', EVERY],
  ['user/Encounter.cruds', EVERY],
  ['patient/Encounter.rs?class=AMB,VR patient/Condition.r', ['read', 'search']],
])('the scope string %j grants %j', (scopes, interactions) => {
  expect(granted(scopes)).toEqual(interactions);
  expect(EVERY.filter((one) => readScopes(scopes).answer('Encounter', one) === 'no')).toEqual(
    EVERY.filter((one) => !interactions.includes(one)),
  );
});

test.each([
  'PATIENT/Encounter.rs',
  'patient/encounter.rs',
  'patient/Encounter.READ',
  'patient/Encounter',
  'patient:Encounter.rs',
  '%',
  'a+b',
])('the unknown spelling %j is unknown, never no', (word) => {
  const scopes = readScopes(`patient/Condition.rs ${word}`);
  for (const one of EVERY) expect(scopes.answer('Encounter', one)).toBe('unknown');
  expect(scopes.answer('Condition', 'search')).toBe('yes');
});

test('what only a machine’s scope grants is unknown, and it makes no no of the rest', () => {
  const scopes = readScopes('patient/Condition.rs system/Encounter.rs');
  expect([scopes.answer('Encounter', 'search'), scopes.answer('Encounter', 'create'), scopes.answer('Condition', 'search')]).toEqual([
    'unknown',
    'no',
    'yes',
  ]);
});

test('granular scopes narrow a type to their parts, unless another scope grants the whole or cannot be read', () => {
  const problems = 'category=http://terminology.hl7.org/CodeSystem/condition-category|problem-list-item';
  expect(parts(`patient/Condition.rs?${problems}`)).toEqual([problems]);
  expect(parts(`patient/Condition.rs?${problems} patient/Condition.rs?category=b`)).toEqual([problems, 'category=b']);
  expect(parts(`patient/Condition.rs?${encodeURIComponent(problems)}`)).toEqual([problems]);
  expect(parts(`patient/Condition.rs?${problems} user/*.rs`)).toEqual([]);
  expect(parts(`patient/Condition.rs?${problems} something.else`)).toEqual([]);
  expect(parts('patient/Condition.rs')).toEqual([]);
  expect(readScopes(undefined).parts('Condition', 'search')).toEqual([]);
});

function parts(scopes: string): readonly string[] {
  return readScopes(scopes).parts('Condition', 'search');
}

const letters = fc.subarray(['c', 'r', 'u', 'd', 's'], { minLength: 1 });
const type = fc.constantFrom('Encounter', 'Condition', 'CarePlan');
const grants = fc.array(fc.record({ context: fc.constantFrom('patient', 'user'), type, letters }), { minLength: 1, maxLength: 6 });
const separator = fc.constantFrom(' ', ',', ', ', '+', '  ', '\n');

test('how a grant is spelled, split, ordered and separated makes no difference', () => {
  fc.assert(
    fc.property(grants, separator, fc.infiniteStream(fc.nat()), (given, between, numbers) => {
      const at = numbers[Symbol.iterator]();
      const next = (below: number) => (at.next().value ?? 0) % below;
      const words = given.flatMap(({ context, type: name, letters: all }) => {
        const mixed = all.toSorted(() => next(3) - 1);
        const cut = next(mixed.length + 1);
        return [mixed.slice(0, cut), mixed.slice(cut)]
          .filter((part) => part.length > 0)
          .map((part) => `${context}/${name}.${part.join('')}`);
      });
      const scopes = readScopes(words.toSorted(() => next(3) - 1).join(between));
      for (const name of ['Encounter', 'Condition', 'CarePlan']) {
        const expected = new Set(
          given.filter((one) => one.type === name).flatMap((one) => one.letters.flatMap((letter) => BY_LETTER[letter])),
        );
        for (const one of EVERY) expect(scopes.answer(name, one)).toBe(expected.has(one) ? 'yes' : 'no');
      }
    }),
  );
});

test('adding a scope never takes anything away', () => {
  fc.assert(
    fc.property(grants, fc.oneof(fc.string(), fc.constantFrom('patient/*.rs', 'x', 'patient/Condition.?')), (given, more) => {
      const words = given.map(({ context, type: name, letters: all }) => `${context}/${name}.${all.join('')}`).join(' ');
      for (const one of EVERY) {
        const before = readScopes(words).answer('Condition', one) === 'yes';
        const after = readScopes(`${words} ${more.replaceAll('%', '')}`).answer('Condition', one) === 'yes';
        expect(after || !before).toBe(true);
      }
    }),
  );
});

const wishes = fc.record(
  {
    scopes: fc.constantFrom('v1', 'v2', 'auto'),
    access: fc.constantFrom('patient', 'user'),
    vendor: fc.constantFrom('epic', 'oracle-health'),
    leaveOutScopes: fc.subarray(['Task', 'Encounter.cu', 'CarePlan.u', 'Communication', 'Goal.c', 'Observation.rs', 'openid']),
  },
  { requiredKeys: [] },
);

test('whatever a site wishes, what is asked for is granted when all of it is, without a wildcard, and by one scope a type in v2', () => {
  fc.assert(
    fc.property(wishes, fc.subarray(['permission-v1', 'permission-v2', 'permission-online', 'permission-offline']), (wish, advertised) => {
      const asked = scopesFor({ ...entry, ...wish }, advertised);
      const words = asked.split(' ');
      expect(asked).not.toContain('*');
      expect(new Set(words).size).toBe(words.length);
      const isV1 = words.some((word) => word.endsWith('.read'));
      const types = words.filter((word) => word.includes('/') && word.includes('.')).map((word) => word.replace(/\..*/, ''));
      expect(isV1 || new Set(types).size === types.length).toBe(true);
      const { answer } = readScopes(asked);
      for (const one of neededTypes({ ...entry, ...wish })) {
        for (const letter of one.asked)
          for (const interaction of BY_LETTER[letter] ?? []) expect(answer(one.type, interaction)).toBe('yes');
        expect(words).toEqual(expect.arrayContaining([...scopeWords(isV1 ? 'v1' : 'v2', one, one.asked)]));
      }
    }),
  );
});

test('nothing is asked for that could delete', () => {
  const { answer } = readScopes(scopesFor({ ...entry, scopes: 'v2' }, []));
  for (const { type: name } of neededTypes(entry)) expect(answer(name, 'delete')).toBe('no');
});

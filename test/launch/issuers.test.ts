import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { issuersProblems } from '../../src/launch/issuers-schema.ts';
import { findIssuer, parseIssuers } from '../../src/launch/issuers.ts';
import { entry, issuers } from './launch-stage.ts';

test.each(['https://ehr.example/fhir', 'https://ehr.example/fhir/', 'https://EHR.example/fhir', 'https://ehr.example:443/fhir'])(
  '%s is the listed server',
  (iss) => {
    expect(findIssuer(issuers, iss)).toBe(entry);
  },
);

test.each([
  ['https://evil.example/fhir', 'evil.example'],
  ['https://ehr.example.evil.example/fhir', 'ehr.example.evil.example'],
  ['https://ehr.example@evil.example/fhir', 'evil.example'],
  ['https://nurse@ehr.example/fhir', 'ehr.example'],
  ['https://ehr.example:8443/fhir', 'ehr.example:8443'],
  ['http://ehr.example/fhir', 'ehr.example'],
  ['https://ehr.example/FHIR', 'ehr.example'],
  ['https://ehr.example/fhir/R4', 'ehr.example'],
  ['https://ehr.example', 'ehr.example'],
  ['https://ehr.example/fh%69r', 'ehr.example'],
  ['https://ehr.example/fhir?x=1', 'ehr.example'],
  ['https://ehr.example/fhir?', 'ehr.example'],
  ['https://ehr.example/fhir#x', 'ehr.example'],
  ['https://ehr.example\\fhir', 'ehr.example'],
  ['https://ehr.exam\nple/fhir', 'ehr.example'],
  [' https://ehr.example/fhir', 'ehr.example'],
  ['https://evil.example/?https://ehr.example/fhir', 'evil.example'],
  ['javascript:alert(1)', 'an address that cannot be read'],
  ['file:///etc/passwd', 'an address that cannot be read'],
  ['ehr.example/fhir', 'an address that cannot be read'],
  ['', 'an address that cannot be read'],
])('%s is not, and is called %s', (iss, host) => {
  expect(() => findIssuer(issuers, iss)).toThrow(expect.objectContaining({ kind: 'unknown-issuer', host }));
});

test.each(['http://localhost:5180/fhir', 'http://127.0.0.1:5180/fhir', 'http://[::1]:5180/fhir'])(
  'Plain http is allowed on this computer: %s',
  (issuer) => {
    const local = parseIssuers({ issuers: [{ ...entry, issuer }] });
    expect(findIssuer(local, `${issuer}/`).issuer).toBe(issuer);
  },
);

const wrong: readonly (readonly [string, unknown, string])[] = [
  ['no list', {}, 'issuers'],
  ['an empty list', { issuers: [] }, 'issuers'],
  ['an entry that is none', { issuers: ['x'] }, 'issuers.0'],
  ['no name', { issuers: [{ ...entry, name: ' ' }] }, 'issuers.0.name'],
  ['no client id', { issuers: [{ ...entry, clientId: undefined }] }, 'issuers.0.clientId'],
  ['plain http', { issuers: [{ ...entry, issuer: 'http://ehr.example/fhir' }] }, 'issuers.0.issuer'],
  ['a query', { issuers: [{ ...entry, issuer: 'https://ehr.example/fhir?x' }] }, 'issuers.0.issuer'],
  ['an unknown dialect', { issuers: [entry, { ...entry, issuer: 'https://b.example', scopes: 'v3' }] }, 'issuers.1.scopes'],
  ['PKCE switched off', { issuers: [{ ...entry, pkce: 'disabled' }] }, 'issuers.0.pkce'],
  ['a word for a switch', { issuers: [{ ...entry, offlineAccess: 'yes' }] }, 'issuers.0.offlineAccess'],
];

test.each(wrong)('A file with %s is refused by both checks, with the field', (_what, json, field) => {
  expect(() => parseIssuers(json)).toThrow(
    expect.objectContaining({ kind: 'bad-settings', reason: expect.stringContaining(`issuers.json: ${field} `) }),
  );
  expect(issuersProblems(json).map((problem) => problem.field)).toContain(field);
});

test('The same server twice is refused, a trailing slash or not', () => {
  const twice = { issuers: [entry, { ...entry, issuer: 'https://ehr.example/fhir/' }] };
  const reason = 'issuers.json: issuers.1.issuer is listed twice';
  expect(() => parseIssuers(twice)).toThrow(expect.objectContaining({ reason }));
  expect(issuersProblems(twice)).toEqual([{ field: 'issuers', message: reason }]);
});

test('A misspelt key is refused by the app’s check', () => {
  expect(issuersProblems({ issuers: [{ ...entry, clientID: 'x' }] })).toEqual([
    { field: 'issuers.0', message: expect.stringContaining('clientID') },
  ]);
});

test('The file that ships passes both checks', () => {
  const json: unknown = JSON.parse(readFileSync('public/issuers.json', 'utf8'));
  expect(parseIssuers(json).length).toBeGreaterThan(0);
  expect(issuersProblems(json)).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkIssuers, issuersProblems } from '../../src/launch/issuers-problems.ts';
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
  ['an unknown vendor', { issuers: [{ ...entry, vendor: 'Epic' }] }, 'issuers.0.vendor'],
  ['a redirect to elsewhere', { issuers: [{ ...entry, redirect: 'https://evil.example/' }] }, 'issuers.0.redirect'],
  ['a redirect to the launch page', { issuers: [{ ...entry, redirect: './launch.html' }] }, 'issuers.0.redirect'],
  ['access of nobody’s', { issuers: [{ ...entry, accessByType: { Task: 'system' } }] }, 'issuers.0.accessByType.Task'],
  ['a word for a list', { issuers: [{ ...entry, leaveOutScopes: 'Task' }] }, 'issuers.0.leaveOutScopes'],
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
  expect(issuersProblems(twice)).toEqual([{ field: 'issuers.1.issuer', message: 'is the same server as issuers.0.issuer', found: 'text' }]);
});

test('A misspelt key is refused by the app’s check', () => {
  expect(issuersProblems({ issuers: [{ ...entry, clientID: 'x' }] })).toEqual([
    { field: 'issuers.0.clientID', message: 'is not known here; did you mean clientId?', found: 'text' },
  ]);
});

const told: readonly (readonly [string, Readonly<Record<string, unknown>>, string, string])[] = [
  ['a missing client id', { clientId: undefined }, 'clientId', 'is missing; expected text'],
  ['a client id of another kind', { clientId: 7 }, 'clientId', 'is not text'],
  ['an empty client id', { clientId: ' ' }, 'clientId', 'is empty; expected text'],
  ['plain http', { issuer: 'http://ehr.example/fhir' }, 'issuer', 'is not encrypted: expected https (http for localhost only)'],
  ['a secret', { clientSecret: 'shh' }, 'clientSecret', 'must not stand here: whoever opens the app can read this file'],
  ['a key in other letters', { client_ID: 'x' }, 'client_ID', 'is not known here; did you mean clientId?'],
  ['a key like no other', { colour: 'red' }, 'colour', 'is not known here'],
  ['an unknown dialect', { scopes: 'V2' }, 'scopes', 'is not one of auto, v1, v2; did you mean v2?'],
  ['a slash after an origin', { frameAncestors: ['https://ehr.example/'] }, 'frameAncestors.0', 'without path or trailing slash'],
  ['a wildcard', { extraScopes: ['patient/*.rs'] }, 'extraScopes.0', 'without a wildcard'],
  ['a system scope', { extraScopes: ['system/Patient.rs'] }, 'extraScopes.0', 'of patient or user'],
  ['a scope without letters', { extraScopes: ['patient/Flag.'] }, 'extraScopes.0', 'is not a scope'],
  ['Patient left out', { leaveOutScopes: ['Patient.s'] }, 'leaveOutScopes.0', 'cannot be left out'],
  ['something left out that is not asked for', { leaveOutScopes: ['Careplan.c'] }, 'leaveOutScopes.0', 'did you mean CarePlan?'],
  ['access to a type that is not asked for', { accessByType: { Flag: 'user' } }, 'accessByType.Flag', 'is not a type of resource'],
];

test.each(told)('%s is told at its field', (_what, change, field, message) => {
  const problems = issuersProblems({ issuers: [{ ...entry, ...change }] });
  expect(problems).toEqual([
    { field: `issuers.0.${field}`, message: expect.stringContaining(message), found: expect.not.stringContaining('shh') },
  ]);
});

test('Everything an entry may say is read, and read alike by both checks', () => {
  const full = {
    ...entry,
    scopes: 'auto',
    access: 'user',
    accessByType: { Task: 'patient' },
    extraScopes: ['patient/Flag.rs', 'launch/patient'],
    leaveOutScopes: ['Communication', 'Encounter.cu', 'online_access'],
    redirect: './index.html?ehr=example',
    pkce: 'send',
    offlineAccess: true,
    vendor: 'oracle-health',
  };
  const checked = checkIssuers({ $schema: './issuers.schema.json', issuers: [full] });
  expect(checked).toEqual({ data: [full] });
  expect(parseIssuers({ issuers: [full] })).toEqual([full]);
});

test('The file that ships passes both checks', () => {
  const json: unknown = JSON.parse(readFileSync('public/issuers.json', 'utf8'));
  expect(parseIssuers(json).length).toBeGreaterThan(0);
  expect(issuersProblems(json)).toEqual([]);
});

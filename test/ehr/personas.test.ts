import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PERSONAS } from './personas.ts';
import { anEhr, ORIGIN, send } from './test-client.ts';
import { validate } from './validate.ts';

const RESOURCES = [
  { resourceType: 'Patient', id: 'ada' },
  { resourceType: 'CarePlan', id: 'plan', status: 'active', intent: 'plan', subject: { reference: 'Patient/ada' } },
];
const PLAN = RESOURCES[1] ?? {};
const TRANSACTION = { resourceType: 'Bundle', type: 'transaction', entry: [] };

interface Statement {
  readonly rest: readonly {
    readonly interaction?: readonly { readonly code: string }[];
    readonly resource: readonly {
      readonly type: string;
      readonly interaction: readonly { readonly code: string }[];
      readonly conditionalCreate: boolean;
    }[];
  }[];
}

async function statementOf(persona: keyof typeof PERSONAS) {
  const ehr = await anEhr({ persona });
  const { status, body } = await send(ehr, 'GET', 'metadata');
  expect(status).toBe(200);
  expect(validate(body ?? {})).toEqual([]);
  const rest = (body as unknown as Statement).rest[0];
  const plan = rest?.resource.find((resource) => resource.type === 'CarePlan');
  return { system: rest?.interaction?.map((one) => one.code) ?? [], plan, codes: plan?.interaction.map((one) => one.code) ?? [] };
}

test('full: the CapabilityStatement is valid FHIR, needs no token and says what the server does', async () => {
  const { system, plan, codes } = await statementOf('full');
  expect(system).toEqual(['transaction', 'batch']);
  expect(codes).toEqual(expect.arrayContaining(['create', 'read', 'update', 'patch', 'search-type', 'history-instance']));
  expect(plan?.conditionalCreate).toBe(true);
});

test('read-only: the CapabilityStatement shows no write', async () => {
  const { system, plan, codes } = await statementOf('read-only');
  expect(system).toEqual([]);
  expect(codes).toEqual(['read', 'vread', 'history-instance', 'search-type']);
  expect(plan?.conditionalCreate).toBe(false);
});

test.each([
  ['POST', 'CarePlan', PLAN, undefined],
  ['PUT', 'CarePlan/plan', PLAN, undefined],
  ['PATCH', 'CarePlan/plan', [], 'application/json-patch+json'],
  ['DELETE', 'CarePlan/plan', undefined, undefined],
  ['POST', '', TRANSACTION, undefined],
] as const)('read-only: %s %s is refused with 405 whatever the token says', async (method, path, body, type) => {
  const ehr = await anEhr({ persona: 'read-only', resources: RESOURCES });
  const token = ehr.issueToken({ scope: 'user/*.cruds' });
  const headers = type === undefined ? {} : { 'Content-Type': type };
  const answer = await send(ehr, method, path, { token, headers, ...(body === undefined ? {} : { body }) });
  expect(answer.status).toBe(405);
  expect(answer.body?.['resourceType']).toBe('OperationOutcome');
  expect(ehr.history('CarePlan', 'plan')).toHaveLength(1);
});

test('a persona can be changed while the EHR runs', async () => {
  const ehr = await anEhr({ resources: RESOURCES });
  const token = ehr.issueToken({ scope: 'user/*.cruds' });
  const put = () => send(ehr, 'PUT', 'CarePlan/plan', { token, body: PLAN });
  expect((await put()).status).toBe(200);
  ehr.setPersona('read-only');
  expect((await put()).status).toBe(405);
});

test('full: CORS lets a browser app send conditions and read the version', async () => {
  const ehr = await anEhr({ resources: RESOURCES });
  const origin = 'http://127.0.0.1:5181';
  const headers = { Origin: origin, 'Access-Control-Request-Method': 'PUT' };
  const preflight = await send(ehr, 'OPTIONS', 'CarePlan/plan', { headers });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('Access-Control-Allow-Origin')).toBe(origin);
  const allowed = preflight.headers.get('Access-Control-Allow-Headers') ?? '';
  for (const name of ['Authorization', 'Content-Type', 'Accept', 'If-Match', 'If-None-Exist', 'Prefer']) expect(allowed).toContain(name);
  expect(preflight.headers.get('Access-Control-Allow-Methods')).toContain('PATCH');
  const token = ehr.issueToken({ scope: 'user/*.cruds' });
  const read = await send(ehr, 'GET', 'CarePlan/plan', { token, headers: { Origin: origin } });
  expect(read.headers.get('Access-Control-Allow-Origin')).toBe(origin);
  expect(read.headers.get('Access-Control-Expose-Headers')).toContain('ETag');
  expect(read.headers.get('Access-Control-Expose-Headers')).toContain('Location');
});

test('read-only: CORS knows no conditional headers', async () => {
  const ehr = await anEhr({ persona: 'read-only' });
  const preflight = await send(ehr, 'OPTIONS', 'CarePlan/plan', { headers: { Origin: ORIGIN } });
  expect(preflight.headers.get('Access-Control-Allow-Headers')).not.toContain('If-Match');
});

test('refusals carry CORS headers, so that the app can read why', async () => {
  const ehr = await anEhr();
  const answer = await send(ehr, 'GET', 'Patient/ada', { headers: { Origin: ORIGIN } });
  expect(answer.status).toBe(401);
  expect(answer.headers.get('Access-Control-Allow-Origin')).toBe(ORIGIN);
});

test('the page on personas names each of them, and only test files that exist', () => {
  const page = readFileSync(new URL('../../docs/personas.md', import.meta.url), 'utf8');
  for (const name of Object.keys(PERSONAS)) expect(page).toContain(`\`${name}\``);
  const files = new Set([...page.matchAll(/`([\w-]+\.test\.ts)`/g)].map(([, file = '']) => file));
  expect([...files].filter((file) => !existsSync(new URL(file, import.meta.url)))).toEqual([]);
});

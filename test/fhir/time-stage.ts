import { createClient, type RawResource } from '../../src/fhir/client.ts';
import { effective } from '../../src/fhir/capabilities.ts';
import type { WriteTarget } from '../../src/fhir/carriers.ts';
import { createCarrierMemory } from '../../src/fhir/carriers/memory.ts';
import { readTimeEntries, type StoredTimeEntry } from '../../src/fhir/time.ts';
import { withNoteTexts } from '../../src/fhir/time/note-texts.ts';
import { createEhr, type Ehr, type PersonaName } from '../ehr/ehr.ts';
import { PERSONAS, type Persona } from '../ehr/personas.ts';
import { MD, PATIENT, PRACTICE, RN } from '../builders/writes.ts';

const NOW = Date.parse('2026-10-20T18:00:00Z');
const VISIT = 'Encounter/visit-1';
const WRITES = ['Encounter', 'CarePlan', 'DocumentReference'];
const SCOPE = ['patient/*.rs', ...WRITES.map((type) => `patient/${type}.cruds`), 'user/Practitioner.rs', 'user/Binary.rs'].join(' ');

const RESOURCES = [
  { resourceType: 'Patient', id: PATIENT, name: [{ text: 'Eleanor Whitfield' }], gender: 'female', birthDate: '1950-02-03' },
  { resourceType: 'Practitioner', id: 'prac-rn', name: [{ text: RN.display, family: 'Rivera' }] },
  { resourceType: 'Practitioner', id: 'prac-md', name: [{ text: MD.display, family: 'Chen' }] },
  { resourceType: 'Organization', id: 'org-1', name: PRACTICE.display },
];

export interface TimeStage {
  readonly ehr: Ehr;
  /** A session of its own: another tab, or another person. Nothing learned yet. */
  readonly session: (options?: { readonly encounter?: string | null }) => Promise<WriteTarget>;
  /** The ledger as a new session would read it, notes' texts fetched where they are kept apart. */
  readonly ledger: () => Promise<readonly StoredTimeEntry[]>;
}

interface StageOptions {
  readonly persona?: PersonaName | Persona;
  readonly resources?: readonly object[];
  readonly usCore?: readonly string[];
}

/** An EHR of that kind, with what it drops, requires and keeps apart. Sessions are launched from a visit unless told otherwise. */
export async function aTimeStage({ persona = 'full', resources = [], usCore }: StageOptions = {}): Promise<TimeStage> {
  const table = typeof persona === 'string' ? PERSONAS[persona] : persona;
  const ehr = await createEhr({
    origin: 'http://localhost:5180',
    clock: () => NOW,
    resources: [...RESOURCES, ...resources],
    clients: [],
    users: [{ id: 'nurse', reference: RN.reference, name: RN.display, role: 'nurse' }],
    ...(usCore === undefined ? {} : { usCore }),
  });
  ehr.setPersona(table);
  const session: TimeStage['session'] = async ({ encounter = VISIT } = {}) => {
    const token = { value: ehr.issueToken({ scope: SCOPE, patient: PATIENT, user: 'nurse' }), expiresAt: null };
    const tokens = { current: () => token, canRefresh: () => false, refresh: () => Promise.resolve(token) };
    const context = encounter === null ? {} : { encounter };
    const connection = { base: ehr.fhirBase, patientId: PATIENT, grantedScopes: SCOPE, user: RN.reference, tokens, ...context };
    const client = createClient(connection, {
      clock: () => NOW,
      fetch: (input, init) => answer(ehr, table, new Request(input, init)),
      wait: (milliseconds) => (TIME_LIMITS.includes(milliseconds) ? new Promise(() => {}) : Promise.resolve()),
    });
    const memory = createCarrierMemory();
    return { client, capabilities: effective(await client.capabilities(), SCOPE, memory.refusals), memory };
  };
  const ledger: TimeStage['ledger'] = async () => {
    const { client } = await session();
    const found = await Promise.all(WRITES.map(async (type) => (await client.search(type, { patient: PATIENT })).resources));
    const [encounters = [], plans = [], documents = []] = found;
    return readTimeEntries([...encounters, ...plans, ...(await withNoteTexts(client, documents)).documents]);
  };
  return { ehr, session, ledger };
}

/** Waits of these lengths are the client's time limits, which no test lets run out; all others are pauses, which none waits for. */
const TIME_LIMITS = [8_000, 30_000];

// What an EHR does to a resource before it stores it; the simulated one stores what it is given.
async function answer(ehr: Ehr, persona: Persona, request: Request): Promise<Response> {
  const type = new URL(request.url).pathname.split('/')[2] ?? '';
  if (request.method !== 'POST' || !WRITES.includes(type)) return ehr.handle(request);
  const resource: RawResource = JSON.parse(await request.clone().text());
  const missing = (persona.requires?.[type] ?? []).filter((path) => at(resource, path) === undefined);
  if (missing.length > 0) return refusal(missing);
  const dropped = persona.drops?.[type] ?? [];
  const kept = Object.fromEntries(Object.entries(resource).filter(([key]) => !dropped.includes(key)));
  const stored = persona.textsApart === true ? withTextApart(ehr, kept) : kept;
  return ehr.handle(new Request(request.url, { method: 'POST', headers: request.headers, body: JSON.stringify(stored) }));
}

function at(resource: object, path: string): unknown {
  return path.split('.').reduce(step, resource);
}

function step(value: unknown, key: string): unknown {
  return Object.entries(value ?? {}).find(([name]) => name === key)?.[1];
}

function refusal(missing: readonly string[]): Response {
  const issue = missing.map((expression) => ({ severity: 'error', code: 'required', expression: [`DocumentReference.${expression}`] }));
  const headers = { 'Content-Type': 'application/fhir+json' };
  return new Response(JSON.stringify({ resourceType: 'OperationOutcome', issue }), { status: 422, headers });
}

function withTextApart(ehr: Ehr, document: object): object {
  const data = /"data":"([^"]+)"/.exec(JSON.stringify(document))?.[1];
  if (data === undefined) return document;
  const id = crypto.randomUUID();
  ehr.put({ resourceType: 'Binary', id, contentType: 'text/plain', data });
  return JSON.parse(JSON.stringify(document).replace(`"data":"${data}"`, `"url":"Binary/${id}"`));
}

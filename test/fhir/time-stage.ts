import { createClient } from '../../src/fhir/client.ts';
import { effective } from '../../src/fhir/capabilities.ts';
import type { WriteTarget } from '../../src/fhir/carriers.ts';
import { createCarrierMemory } from '../../src/fhir/carriers/memory.ts';
import { searchOfPatient } from '../../src/fhir/patient-search.ts';
import { readTimeEntries, type StoredTimeEntry } from '../../src/fhir/time.ts';
import { withNoteTexts } from '../../src/fhir/time/note-texts.ts';
import { createEhr, type Ehr, type PersonaName } from '../ehr/ehr.ts';
import type { Persona } from '../ehr/personas.ts';
import { MD, PATIENT, PRACTICE, RN } from '../builders/writes.ts';

const NOW = Date.parse('2026-10-20T18:00:00Z');
const VISIT = 'Encounter/visit-1';
const WRITES = ['Encounter', 'CarePlan', 'DocumentReference'];
const SCOPE = ['patient/*.rs', ...WRITES.map((type) => `patient/${type}.cruds`), 'patient/Binary.r', 'user/Practitioner.rs'].join(' ');

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
  const ehr = await createEhr({
    origin: 'http://localhost:5180',
    clock: () => NOW,
    resources: [...RESOURCES, ...resources],
    clients: [],
    users: [{ id: 'nurse', reference: RN.reference, name: RN.display, role: 'nurse' }],
    ...(usCore === undefined ? {} : { usCore }),
  });
  ehr.setPersona(persona);
  const session: TimeStage['session'] = async ({ encounter = VISIT } = {}) => {
    const token = { value: ehr.issueToken({ scope: SCOPE, patient: PATIENT, user: 'nurse' }), expiresAt: null };
    const tokens = { current: () => token, canRefresh: () => false, refresh: () => Promise.resolve(token) };
    const context = encounter === null ? {} : { encounter };
    const connection = { base: ehr.fhirBase, patientId: PATIENT, grantedScopes: SCOPE, user: RN.reference, tokens, ...context };
    const client = createClient(connection, {
      clock: () => NOW,
      fetch: (input, init) => ehr.handle(new Request(input, init)),
      wait: (milliseconds) => (TIME_LIMITS.includes(milliseconds) ? new Promise(() => {}) : Promise.resolve()),
    });
    const memory = createCarrierMemory();
    return { client, capabilities: effective(await client.capabilities(), SCOPE, memory.refusals), memory };
  };
  const ledger: TimeStage['ledger'] = async () => {
    const { client } = await session();
    const found = await Promise.all(WRITES.map(async (type) => (await searchOfPatient(client, type, PATIENT, {})).resources));
    const [encounters = [], plans = [], documents = []] = found;
    return readTimeEntries([...encounters, ...plans, ...(await withNoteTexts(client, documents)).documents]);
  };
  return { ehr, session, ledger };
}

/** Waits of these lengths are the client's time limits, which no test lets run out; all others are pauses, which none waits for. */
const TIME_LIMITS = [8_000, 30_000];

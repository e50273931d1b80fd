import type { Access } from '../../src/app/queries/access.ts';
import { saveEntry } from '../../src/app/queries/saving.ts';
import type { SaveResult } from '../../src/app/save-result.ts';
import { readSiteSettings } from '../../src/app/settings-check.ts';
import type { TimeEntryInput } from '../../src/app/time-entry-view.ts';
import { effective } from '../../src/fhir/capabilities.ts';
import { createCarrierMemory } from '../../src/fhir/carriers/memory.ts';
import { type ChartReading, readChart } from '../../src/fhir/chart.ts';
import { createClient, type FhirClient, type RawResource } from '../../src/fhir/client.ts';
import { readTimeEntries, type StoredTimeEntry } from '../../src/fhir/time.ts';
import { withNoteTexts } from '../../src/fhir/time/note-texts.ts';
import { createEhr, type Ehr, type PersonaName } from '../ehr/ehr.ts';
import { anOwnPlan, PRACTICE, RN } from '../builders/writes.ts';
import { type BrowserWindow, macrotask } from './device.ts';

export type PatientId = 'pat-1' | 'pat-2';
export const PATIENTS: readonly PatientId[] = ['pat-1', 'pat-2'];
export const ZONE = 'America/New_York';

const NOW = Date.parse('2026-10-20T18:00:00Z');
const VISIT = 'Encounter/visit-1';
const TYPES = ['Encounter', 'CarePlan', 'DocumentReference'];
const SCOPE = ['patient/*.rs', ...TYPES.map((type) => `patient/${type}.cruds`), 'patient/Binary.r', 'user/Practitioner.rs'].join(' ');

const RESOURCES = [
  ...PATIENTS.flatMap((id) => [
    { resourceType: 'Patient', id, name: [{ text: `Sample ${id}` }], gender: 'female', birthDate: '1950-02-03' },
    anOwnPlan({
      id: `plan-of-${id}`,
      identifier: [{ system: 'https://w3id.org/intervisit/fhir/sid/care-plan', value: id }],
      subject: { reference: `Patient/${id}` },
    }),
  ]),
  { resourceType: 'Practitioner', id: 'prac-rn', name: [{ text: RN.display, family: 'Rivera' }] },
  { resourceType: 'Organization', id: 'org-1', name: PRACTICE.display },
];

const SETTINGS = readSiteSettings({
  practice: {
    name: PRACTICE.display,
    timeZone: ZONE,
    settingType: 'pfs-practice',
    phone24x7: null,
    organization: PRACTICE,
    attestations: {},
  },
});

/** What does not depend on a history, read once: what each kind of EHR says of itself, and the two charts. */
export interface Known {
  readonly statements: Readonly<Record<string, RawResource>>;
  readonly charts: Readonly<Record<PatientId, ChartReading>>;
}

export async function readKnown(personas: readonly PersonaName[]): Promise<Known> {
  const statements: Record<string, RawResource> = {};
  for (const persona of personas) statements[persona] = await clientFor(await anEhrLike(persona), 'pat-1').capabilities();
  const ehr = await anEhrLike('full');
  const chartOf = (patientId: PatientId) => {
    const settings = { timeZone: ZONE, settingType: 'pfs-practice' as const };
    return readChart(clientFor(ehr, patientId), { patientId, month: '2026-10', asOf: '2026-10-20', settings, user: RN.reference });
  };
  return { statements, charts: { 'pat-1': await chartOf('pat-1'), 'pat-2': await chartOf('pat-2') } };
}

/** One EHR with two patients, each with a plan of ours. */
export class Hospital {
  readonly ehr: Ehr;
  readonly persona: PersonaName;
  readonly #known: Known;
  readonly #readers: Readonly<Record<PatientId, FhirClient>>;

  private constructor(ehr: Ehr, persona: PersonaName, known: Known) {
    this.ehr = ehr;
    this.persona = persona;
    this.#known = known;
    this.#readers = { 'pat-1': clientFor(ehr, 'pat-1'), 'pat-2': clientFor(ehr, 'pat-2') };
  }

  static async open(persona: PersonaName, known: Known): Promise<Hospital> {
    return new Hospital(await anEhrLike(persona), persona, known);
  }

  /** How a session launched in that window on that patient sends an entry. It has learned nothing yet, and its token is its own. */
  sending(patientId: PatientId, window: BrowserWindow): (input: TimeEntryInput) => Promise<SaveResult> {
    const client = clientFor(this.ehr, patientId, window);
    const memory = createCarrierMemory();
    const { connection } = client;
    const issuer = { name: 'Simulated EHR', issuer: connection.base, clientId: 'app' };
    const session = { id: 's', issuer, connection, userName: RN.display, needPatientBanner: true };
    const access: Access = { session, settings: SETTINGS, clock: window.clock, client, memory };
    const capabilities = effective(this.#known.statements[this.persona], SCOPE, memory.refusals);
    return (input) => saveEntry({ access, target: { client, capabilities, memory }, reading: this.#known.charts[patientId] }, input);
  }

  /** The patient's entries as a session that knows nothing would read them. */
  async ledger(patientId: PatientId): Promise<readonly StoredTimeEntry[]> {
    const client = this.#readers[patientId];
    const found = await Promise.all(TYPES.map(async (type) => (await client.search(type, { patient: patientId })).resources));
    const [encounters = [], plans = [], documents = []] = found;
    return readTimeEntries([...encounters, ...plans, ...(await withNoteTexts(client, documents)).documents]);
  }
}

function anEhrLike(persona: PersonaName): Promise<Ehr> {
  return createEhr({
    origin: 'http://localhost:5180',
    clock: () => NOW,
    persona,
    resources: RESOURCES,
    clients: [],
    users: [{ id: 'nurse', reference: RN.reference, name: RN.display, role: 'nurse' }],
    unvalidated: true,
  });
}

/** Waits of these lengths are the client's time limits, which nothing here runs out; all others are pauses, which nobody waits for. */
const TIME_LIMITS = [8_000, 30_000];

function clientFor(ehr: Ehr, patientId: PatientId, window?: BrowserWindow): FhirClient {
  const token = { value: ehr.issueToken({ scope: SCOPE, patient: patientId, user: 'nurse' }), expiresAt: null };
  const tokens = { current: () => token, canRefresh: () => false, refresh: () => Promise.resolve(token) };
  const connection = { base: ehr.fhirBase, patientId, grantedScopes: SCOPE, user: RN.reference, encounter: VISIT, tokens };
  return createClient(connection, {
    clock: () => NOW,
    fetch: async (input, init) => {
      // A request takes a while, and what died meanwhile neither sends nor hears.
      await alive(window);
      const response = ehr.handle(new Request(input, { ...init, signal: null }));
      response.catch(() => undefined);
      await alive(window);
      return response;
    },
    wait: (milliseconds) => (TIME_LIMITS.includes(milliseconds) ? new Promise(() => {}) : Promise.resolve()),
  });
}

async function alive(window: BrowserWindow | undefined): Promise<void> {
  await macrotask();
  if (window !== undefined && !window.alive) await new Promise(() => {});
}

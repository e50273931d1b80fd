import type { Saving } from '../../../src/app/queries/signed-in.ts';
import { chartOptions } from '../../../src/app/queries.ts';
import type { Access } from '../../../src/app/queries/access.ts';
import { readSiteSettings } from '../../../src/app/settings-check.ts';
import { createCarrierMemory } from '../../../src/fhir/carriers/memory.ts';
import { sitePlaces } from '../../../src/fhir/carriers/settings.ts';
import { readChart, readMore } from '../../../src/fhir/chart.ts';
import { createClient, type RawResource } from '../../../src/fhir/client.ts';
import { FhirError } from '../../../src/fhir/fhir-error.ts';
import type { IssuerEntry } from '../../../src/launch/issuers.ts';
import { createEhr, type Ehr, type PersonaName } from '../../ehr/ehr.ts';
import { MD, PATIENT } from '../../builders/writes.ts';

export const MONTH = '2026-10';
const NOW = '2026-10-20T14:00:00-04:00';

export interface EhrStageOptions {
  readonly persona?: PersonaName;
  readonly resources?: readonly object[];
  /** Of the token; absent: the EHR does not say, and everything is granted. */
  readonly scope?: string;
  /** Keys of the entry in issuers.json. */
  readonly entry?: Partial<IssuerEntry>;
  /** Keys of site.json. */
  readonly site?: Readonly<Record<string, unknown>>;
}

/** A session at an EHR with one patient, and the chart as the app reads it. */
export interface EhrStage {
  readonly ehr: Ehr;
  readonly access: Access;
  readonly look: () => Promise<Saving['reading']>;
  /** The EHR's statement, or why there is none. */
  readonly statement: () => Promise<{ readonly statement: RawResource | null; readonly unread?: FhirError['kind'] }>;
  /** The time for a statement is over. */
  readonly timeUp: () => void;
}

/** Milliseconds after which the client gives a request up; every other wait is a pause. */
const STATEMENT_LIMIT = 8_000;
const REQUEST_LIMIT = 30_000;

export async function anEhrStage({ persona = 'full', resources = [], scope, entry, site }: EhrStageOptions = {}): Promise<EhrStage> {
  const patient = {
    resourceType: 'Patient',
    id: PATIENT,
    name: [{ text: 'Eleanor Whitfield' }],
    gender: 'female',
    birthDate: '1950-02-03',
  };
  const ehr = await createEhr({
    origin: 'http://localhost:5180',
    clock: () => Date.parse(NOW),
    persona,
    resources: [patient, { resourceType: 'Practitioner', id: 'prac-md', name: [{ text: MD.display }] }, ...resources],
    clients: [],
    users: [{ id: 'doctor', reference: MD.reference, name: MD.display, role: 'physician' }],
  });
  const value = ehr.issueToken({ scope: scope ?? 'patient/*.cruds user/*.cruds', patient: PATIENT, user: 'doctor' });
  const token = { value, expiresAt: null };
  const tokens = { current: () => token, canRefresh: () => false, refresh: () => Promise.resolve(token) };
  const connection = {
    base: ehr.fhirBase,
    patientId: PATIENT,
    user: MD.reference,
    tokens,
    ...(scope !== undefined && { grantedScopes: scope }),
  };
  const settings = readSiteSettings({
    practice: { name: 'A practice', timeZone: 'America/New_York', settingType: 'pfs-practice', phone24x7: null, attestations: {} },
    ...site,
  });
  const impatient: (() => void)[] = [];
  const client = createClient(connection, {
    clock: () => Date.parse(NOW),
    fetch: (input, init) => ehr.handle(new Request(input, init)),
    wait: (milliseconds) => {
      if (milliseconds === STATEMENT_LIMIT) return new Promise((resolve) => impatient.push(resolve));
      return milliseconds === REQUEST_LIMIT ? new Promise(() => {}) : Promise.resolve();
    },
  });
  const access: Access = {
    session: {
      id: 's',
      issuer: { name: 'Simulated EHR', issuer: ehr.fhirBase, clientId: 'intervisit-demo', ...entry },
      connection,
      userName: MD.display,
      needPatientBanner: true,
    },
    settings,
    clock: () => Date.parse(NOW),
    client,
    memory: createCarrierMemory(sitePlaces(settings)),
  };
  return {
    ehr,
    access,
    look: async () => {
      const options = chartOptions(access, MONTH);
      return readMore(client, await readChart(client, options), options);
    },
    statement: () =>
      client.capabilities().then(
        (statement) => ({ statement }),
        (error: unknown) => {
          if (error instanceof FhirError) return { statement: null, unread: error.kind };
          throw error;
        },
      ),
    timeUp: () => impatient.splice(0).forEach((resolve) => resolve()),
  };
}

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Access } from '../../../../src/app/queries/access.ts';
import type { Saving } from '../../../../src/app/queries/signed-in.ts';
import { practiceFacts } from '../../../../src/app/settings.ts';
import { readSiteSettings } from '../../../../src/app/settings-check.ts';
import { assessMonth } from '../../../../src/ccm/assess-month.ts';
import { loadChronicConditions } from '../../../../src/ccm/conditions.ts';
import type { MonthAssessment } from '../../../../src/ccm/month-assessment.ts';
import { policyWith, type Policy } from '../../../../src/ccm/policy.ts';
import { effective } from '../../../../src/fhir/capabilities.ts';
import { readChart, readMore } from '../../../../src/fhir/chart.ts';
import { createClient } from '../../../../src/fhir/client.ts';
import { createCarrierMemory } from '../../../../src/fhir/carriers/memory.ts';
import { createEhr, type Ehr } from '../../../ehr/ehr.ts';
import { samplePatients } from '../../../ehr/patients/sample-patients.ts';
import { SAMPLE_USERS } from '../../../ehr/patients/practice.ts';

const NOW = Temporal.Instant.from('2026-11-18T20:30:00Z');
const site: { practice: { timeZone: string } } = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../../ehr/demo-site.json'), 'utf8'),
);

/** A sample patient's month as a session has it. */
export interface SampleMonth {
  readonly ehr: Ehr;
  readonly saving: Saving;
  readonly assessment: MonthAssessment;
  readonly policy: Policy;
  /** The same month as the EHR has it now. */
  readonly again: () => Promise<SampleMonth>;
}

/** Reads the month of a sample patient from the simulated EHR; `scope` is what was granted. */
export async function sampleMonth(
  patientId: string,
  month = '2026-11',
  scope = 'patient/*.cruds user/Practitioner.rs user/PractitionerRole.rs',
): Promise<SampleMonth> {
  const settings = readSiteSettings(site);
  const { timeZone, settingType } = settings.practice;
  const today = NOW.toZonedDateTimeISO(timeZone).toPlainDate();
  const [user] = SAMPLE_USERS;
  if (user === undefined) throw new TypeError('the simulated EHR has users');
  const ehr = await createEhr({
    origin: 'http://localhost:5180',
    clock: () => NOW.epochMilliseconds,
    resources: samplePatients(today, timeZone),
    clients: [],
    users: SAMPLE_USERS,
  });
  const token = { value: ehr.issueToken({ scope, patient: patientId, user: user.id }), expiresAt: null };
  const tokens = { current: () => token, canRefresh: () => false, refresh: () => Promise.resolve(token) };
  const connection = { base: ehr.fhirBase, patientId, grantedScopes: scope, user: user.reference, tokens };
  const client = createClient(connection, {
    clock: () => NOW.epochMilliseconds,
    fetch: (input, init) => ehr.handle(new Request(input, init)),
    wait: (milliseconds) => ([8_000, 30_000].includes(milliseconds) ? new Promise(() => {}) : Promise.resolve()),
  });
  const issuer = { name: 'Simulated EHR', issuer: connection.base, clientId: 'app' };
  const session = { id: 's', issuer, connection, userName: user.name, needPatientBanner: true };
  const memory = createCarrierMemory();
  const access: Access = { session, settings, clock: () => NOW.epochMilliseconds, client, memory };
  const options = {
    patientId,
    month,
    asOf: today.toString(),
    settings: { timeZone, settingType, practice: practiceFacts(settings) },
    user: user.reference,
  };
  const policy = policyWith(await loadChronicConditions());
  const target = { client, capabilities: effective(await client.capabilities(), scope, memory.refusals), memory };
  const look = async (): Promise<SampleMonth> => {
    const reading = await readMore(client, await readChart(client, options), options);
    const assessment = assessMonth(reading.chart, month, policy, today.toString());
    return { ehr, saving: { access, target, reading }, assessment, policy, again: look };
  };
  return look();
}

import type { Access } from '../../../src/app/queries/access.ts';
import { saveEntry } from '../../../src/app/queries/saving.ts';
import { readSiteSettings } from '../../../src/app/settings-check.ts';
import type { TimeEntryInput } from '../../../src/app/time-entry-view.ts';
import { createUnsentEntries, type UnsentEntries } from '../../../src/app/timekeeping/unsent-entries.ts';
import type { DraftsOptions } from '../../../src/drafts/drafts.ts';
import type { ChartReading } from '../../../src/fhir/chart.ts';
import { readChart } from '../../../src/fhir/chart.ts';
import { readTimeEntries, type StoredTimeEntry } from '../../../src/fhir/time.ts';
import { aStage, PATIENT, RN } from '../../builders/writes.ts';
import { Browser } from '../../drafts/browser.ts';
import type { Ehr } from '../../ehr/ehr.ts';

export function anInput(overrides: Partial<TimeEntryInput> = {}): TimeEntryInput {
  return {
    id: '6f1c0a3e-8b1d-4c55-9d0e-0a4f4f0c5001',
    source: 'timer',
    start: '2026-10-20T10:05:00-04:00',
    end: '2026-10-20T10:17:30-04:00',
    seconds: 750,
    performer: 'clinical-staff',
    activity: 'care-coordination-call',
    contactMode: 'telephone',
    outcome: 'reached',
    conditions: [],
    note: 'Called about the home glucose log.',
    recordedAt: '2026-10-20T10:18:00-04:00',
    ...overrides,
  };
}

export interface UnsentStage {
  readonly ehr: Ehr;
  readonly browser: Browser;
  /** A page on the patient: the store over the device's drafts, sending through a session of its own. */
  readonly page: (drafts?: Partial<DraftsOptions>) => Promise<UnsentEntries>;
  /** Every entry of ours that the EHR holds, in whatever carrier, each copy. */
  readonly inEhr: () => readonly StoredTimeEntry[];
}

/** An EHR whose faults can be switched on, and one nurse's browser. */
export async function anUnsentStage(): Promise<UnsentStage> {
  const { ehr, target: first, anotherTab } = await aStage();
  const browser = new Browser();
  const settings = readSiteSettings({
    practice: { name: 'A practice', timeZone: 'America/New_York', settingType: 'pfs-practice', phone24x7: null, attestations: {} },
  });
  const reading: ChartReading = await readChart(first.client, {
    patientId: PATIENT,
    month: '2026-10',
    asOf: '2026-10-20',
    settings: { timeZone: 'America/New_York', settingType: 'pfs-practice' },
    user: RN.reference,
  });
  return {
    ehr,
    browser,
    async page(options) {
      const target = await anotherTab();
      const { client, memory } = target;
      const issuer = { name: 'Simulated EHR', issuer: client.connection.base, clientId: 'app' };
      const session = { id: 's', issuer, connection: client.connection, userName: RN.display, needPatientBanner: true };
      const access: Access = { session, settings, clock: browser.clock, client, memory };
      const unsent = createUnsentEntries({
        drafts: browser.drafts(options),
        send: (input) => saveEntry({ access, target, reading }, input),
        clock: browser.clock,
      });
      await unsent.opened;
      return unsent;
    },
    inEhr: () =>
      (['Encounter', 'CarePlan', 'DocumentReference'] as const).flatMap((type) =>
        ehr.stored(type, PATIENT).flatMap(({ id = '' }) => readTimeEntries([JSON.parse(ehr.storedText(type, id) ?? 'null')])),
      ),
  };
}

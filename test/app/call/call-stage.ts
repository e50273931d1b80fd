import type { CallDesk } from '../../../src/app/call/call-desk.ts';
import { createCallDesk } from '../../../src/app/call/call-desk.ts';
import type { Confirmed, PlanProgress } from '../../../src/app/call/call.ts';
import type { CallWays } from '../../../src/app/call/send-call.ts';
import type { Access } from '../../../src/app/queries/access.ts';
import { saveProgress } from '../../../src/app/queries/call.ts';
import { saveEntry } from '../../../src/app/queries/saving.ts';
import type { Saving } from '../../../src/app/queries/signed-in.ts';
import { readSiteSettings } from '../../../src/app/settings-check.ts';
import { createUnsentEntries, type UnsentEntries } from '../../../src/app/timekeeping/unsent-entries.ts';
import { readChart } from '../../../src/fhir/chart.ts';
import type { RawResource } from '../../../src/fhir/client.ts';
import { aStage, anOwnPlan, PATIENT, RN, type StageOptions, storedIn } from '../../builders/writes.ts';
import { Browser } from '../../drafts/browser.ts';
import type { Ehr } from '../../ehr/ehr.ts';
import { anInput } from '../timekeeping/unsent-stage.ts';

const GOAL_ID = 'https://w3id.org/intervisit/fhir/sid/goal';

/** A plan with a goal of ours inside it, one of ours with a record of its own, and one of somebody else's. */
const THREE_GOALS: readonly RawResource[] = [
  anOwnPlan({
    contained: [aGoal('goal-0001', { identifier: [{ system: GOAL_ID, value: '0001' }] })],
    goal: [
      { reference: '#goal-0001', display: 'Walk 20 minutes a day' },
      { reference: 'Goal/own', display: 'Sleep seven hours' },
      { reference: 'Goal/other', display: 'HbA1c below 7.5 %' },
    ],
  }),
  aGoal('own', { identifier: [{ system: GOAL_ID, value: '0002' }], description: { text: 'Sleep seven hours' } }),
  aGoal('other', { description: { text: 'HbA1c below 7.5 %' } }),
];

function aGoal(id: string, overrides: Readonly<Record<string, unknown>>): RawResource {
  return {
    resourceType: 'Goal',
    id,
    lifecycleStatus: 'active',
    description: { text: 'Walk 20 minutes a day' },
    subject: { reference: `Patient/${PATIENT}` },
    ...overrides,
  };
}

const PROGRESS: PlanProgress = {
  at: '2026-10-20T10:18:00-04:00',
  goals: [
    { reference: '#goal-0001', what: 'Walk 20 minutes a day', progress: 'improving', word: 'to the mailbox' },
    { reference: 'Goal/own', what: 'Sleep seven hours', progress: 'worsening', word: '' },
    { reference: 'Goal/other', what: 'HbA1c below 7.5 %', progress: 'in-progress', word: '' },
  ],
};

export const NOTE = [
  'Progress on goals, told on a call:',
  'Walk 20 minutes a day: improving (to the mailbox)',
  'Sleep seven hours: worse',
  'HbA1c below 7.5 %: in progress',
].join('\n');

export function toConfirm(plan: PlanProgress | null = PROGRESS): Confirmed {
  return { input: anInput(), handedOver: false, timeStored: false, plan, planStored: false };
}

export interface CallPage {
  readonly desk: CallDesk;
  readonly unsent: UnsentEntries;
  readonly ways: CallWays;
  /** Timers that may be forgotten. */
  readonly finished: readonly string[];
  readonly saving: () => Promise<Saving>;
}

export interface CallStage {
  readonly ehr: Ehr;
  readonly browser: Browser;
  /** A page of the nurse on the patient, with a session of its own. */
  readonly page: () => Promise<CallPage>;
  readonly plan: () => RawResource | undefined;
  readonly goal: (id: string) => unknown;
  /** Texts of the plan's notes. */
  readonly notes: () => readonly unknown[];
  readonly entries: () => readonly RawResource[];
}

/** An EHR that validates what it is sent and whose faults can be switched on, and one nurse's browser. */
export async function aCallStage(options: StageOptions = {}): Promise<CallStage> {
  const { ehr, anotherTab } = await aStage({ resources: [...THREE_GOALS], ...options });
  const browser = new Browser();
  const settings = readSiteSettings({
    practice: { name: 'A practice', timeZone: 'America/New_York', settingType: 'pfs-practice', phone24x7: null, attestations: {} },
  });
  const plan = () => storedIn(ehr, 'CarePlan')[0];
  return {
    ehr,
    browser,
    plan,
    goal: (id) => achievement(storedIn(ehr, 'Goal').find((one) => one.id === id) ?? inside(plan(), id)),
    notes: () => listIn(plan(), 'note').map((note) => note['text']),
    entries: () => storedIn(ehr, 'Encounter'),
    async page() {
      const target = await anotherTab();
      const { client, memory } = target;
      const issuer = { name: 'Simulated EHR', issuer: client.connection.base, clientId: 'app' };
      const session = { id: 's', issuer, connection: client.connection, userName: RN.display, needPatientBanner: true };
      const access: Access = { session, settings, clock: browser.clock, client, memory };
      const read = () =>
        readChart(client, {
          patientId: PATIENT,
          month: '2026-10',
          asOf: '2026-10-20',
          settings: { timeZone: 'America/New_York', settingType: 'pfs-practice' },
          user: RN.reference,
        });
      let reading = await read();
      const saving = async (): Promise<Saving> => ({ access, target, reading: (reading = await read()) });
      const drafts = browser.drafts();
      const unsent = createUnsentEntries({ drafts, send: (input) => saveEntry({ access, target, reading }, input), clock: browser.clock });
      const desk = createCallDesk({ drafts, newId: () => crypto.randomUUID() });
      await Promise.all([unsent.opened, desk.opened]);
      const finished: string[] = [];
      const ways: CallWays = {
        unsent,
        savePlan: (progress, planMoved) => saveProgress({ access, target, reading }, progress, planMoved),
        finishTimer: (id) => finished.push(id),
      };
      return { desk, unsent, ways, finished, saving };
    },
  };
}

function inside(plan: RawResource | undefined, id: string): unknown {
  return listIn(plan, 'contained').find((one) => one['id'] === id);
}

function achievement(goal: unknown): unknown {
  const status: unknown = typeof goal === 'object' && goal !== null && 'achievementStatus' in goal ? goal.achievementStatus : undefined;
  return listIn(status, 'coding')[0]?.['code'];
}

function listIn(of: unknown, key: string): readonly Readonly<Record<string, unknown>>[] {
  const value: unknown = typeof of === 'object' && of !== null ? Object.entries(of).find(([name]) => name === key)?.[1] : undefined;
  return Array.isArray(value) ? value : [];
}

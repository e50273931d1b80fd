import { createTimeKeeper, type KeeperState, type TimeKeeper } from '../../src/app/timekeeping/time-keeper.ts';
import { createUnsentEntries, type UnsentEntries } from '../../src/app/timekeeping/unsent-entries.ts';
import type { SaveResult } from '../../src/app/save-result.ts';
import type { TimeEntryInput } from '../../src/app/time-entry-view.ts';
import type { StartedTimer, TimerSettings } from '../../src/ccm/timer/state.ts';
import { timedWork } from '../../src/ccm/timer/work.ts';
import type { Drafts } from '../../src/drafts/drafts.ts';
import { openDrafts } from '../../src/drafts/open-drafts.ts';
import { openTimerLock } from '../../src/drafts/timer-lock.ts';
import type { BrowserWindow, Channel, Device } from './device.ts';
import { type Hospital, type PatientId, ZONE } from './hospital.ts';

const SETTINGS: TimerSettings = { idleMs: 120_000, callIdleMs: 1_800_000, gapMs: 90_000, toleranceMs: 2_000 };

const ISSUER = 'https://ehr.example.test/fhir';
const USER = 'Practitioner/prac-rn';
const DAY = 24 * 3_600_000;

/** The app in one window on one patient: the very objects that its screens use, launched on the EHR. */
export interface Page {
  readonly window: BrowserWindow;
  readonly patient: PatientId;
  readonly keeper: TimeKeeper;
  readonly unsent: UnsentEntries;
}

let opening: BrowserWindow | null = null;

/** Stands in for BroadcastChannel: joins the windows of the device on which a page is being opened. */
export function ChannelOfWindow(): Channel {
  if (opening === null) throw new Error('channels are opened with their page');
  return opening.channel();
}

export async function openPage(device: Device, hospital: Hospital, patient: PatientId, windowName: string): Promise<Page> {
  const window = device.open(windowName);
  opening = window;
  const { facilities, clock, steady, schedule } = window;
  const drafts = await draftsOf(device, patient, facilities);
  const lock = await openTimerLock({ owner: { issuer: ISSUER, user: USER }, clock, ...facilities });
  opening = null;
  const unsent = createUnsentEntries({ drafts, send: hospital.sending(patient, window), clock });
  const keeper = createTimeKeeper({
    drafts: Promise.resolve(drafts),
    lock: Promise.resolve(lock),
    label: { patientId: patient, patientName: `Sample ${patient}` },
    window: windowName,
    clock,
    steady,
    schedule,
    settings: SETTINGS,
    newId: () => crypto.randomUUID(),
    isHandedOver: async (id) => {
      await unsent.opened;
      return unsent.has(id);
    },
  });
  await keeper.settled();
  await device.quiet();
  return { window, patient, keeper, unsent };
}

function draftsOf({ clock }: Device, patientId: PatientId, facilities: BrowserWindow['facilities']): Promise<Drafts> {
  return openDrafts({ owner: { issuer: ISSUER, patientId, user: USER }, clock, maxAgeMs: DAY, ...facilities });
}

/** Ids and seconds of the entries that a page launched now would offer to send again. */
export async function waiting(device: Device, patient: PatientId): Promise<ReadonlyMap<string, number>> {
  const window = device.open('probe');
  opening = window;
  const drafts = await draftsOf(device, patient, window.facilities);
  opening = null;
  const unsent = createUnsentEntries({ drafts, send: () => Promise.reject(new Error('nothing is sent')), clock: device.clock });
  await unsent.opened;
  const found = new Map(unsent.getSnapshot().entries.map(({ input }) => [input.id, input.seconds]));
  window.die();
  return found;
}

/** The timer in this window's hands; null where it has none. */
export function timerOf({ keeper }: Page): { readonly id: string; readonly timer: StartedTimer } | null {
  return ownIn(keeper.getSnapshot());
}

function ownIn(state: KeeperState): { readonly id: string; readonly timer: StartedTimer } | null {
  switch (state.kind) {
    case 'started':
      return { id: state.id, timer: state.timer };
    case 'elsewhere':
    case 'lost':
      return state.own;
    case 'opening':
    case 'idle':
      return null;
    default:
      return state satisfies never;
  }
}

/** What the stop form hands over; null where the timer is not stopped or holds no whole second. */
export function stoppedWork(page: Page, device: Device): TimeEntryInput | null {
  const own = timerOf(page);
  if (own === null || own.timer.stage !== 'stopped') return null;
  const work = timedWork(own.timer, device.wall, ZONE);
  if (work === null || work.seconds === 0) return null;
  const { start, end, seconds, intervals, notCounted } = work;
  return {
    id: own.id,
    source: 'timer',
    start,
    end,
    seconds,
    ...(intervals.length > 1 && { intervals }),
    ...(notCounted.length > 0 && { notCounted: notCounted.map(({ why, ...span }) => ({ start: span.start, end: span.end, reason: why })) }),
    performer: own.timer.performer,
    activity: 'symptom-monitoring',
    contactMode: 'telephone',
    outcome: 'reached',
    conditions: [{ reference: 'Condition/copd', display: 'COPD' }],
    note: 'Asked about breathlessness.',
    recordedAt: end,
  };
}

/** Saves as the stop form does: the timer is forgotten the moment the entry is kept on the device. */
export function save({ keeper, unsent }: Page, input: TimeEntryInput): Promise<SaveResult> {
  return unsent.save(input, () => keeper.finish(input.id));
}

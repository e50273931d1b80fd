import { DEFAULT_TIMER_SETTINGS, type TimerSettings } from '../../ccm/timer/state.ts';
import { openTimerLock } from '../../drafts/timer-lock.ts';
import type { Page } from '../../launch/page.ts';
import type { Access } from '../queries/access.ts';
import type { SiteSettings } from '../settings.ts';
import { sessionDrafts } from './session-drafts.ts';
import { systemSchedule } from './system-schedule.ts';
import { createTimeKeeper } from './time-keeper.ts';
import type { Timekeeping } from './timekeeping.ts';
import { createUnsentEntries, type UnsentEntriesOptions } from './unsent-entries.ts';

interface TimekeepingOptions {
  readonly access: Access;
  readonly page: Pick<Page, 'storage'>;
  readonly patientName: string;
  readonly send: UnsentEntriesOptions['send'];
}

/** Opens the timer and the unsent entries of this session's person and patient. */
export function openTimekeeping({ access, page, patientName, send }: TimekeepingOptions): Timekeeping {
  const { clock, session, settings } = access;
  const { base, patientId, user = '' } = session.connection;
  const drafts = sessionDrafts(access);
  const unsent = createUnsentEntries({ drafts, send, clock });
  const keeper = createTimeKeeper({
    drafts,
    lock: openTimerLock({ owner: { issuer: base, user }, clock }),
    label: { patientId, patientName },
    window: windowName(page),
    clock,
    steady: () => performance.now(),
    schedule: systemSchedule,
    settings: timerSettings(settings),
    newId: () => crypto.randomUUID(),
    isHandedOver: async (id) => {
      await unsent.opened;
      return unsent.has(id);
    },
  });
  return { keeper, unsent, close: () => void keeper.close() };
}

/** The timer's limits, where the site has its own. */
function timerSettings({ timer }: Pick<SiteSettings, 'timer'>): TimerSettings {
  const { idleMs, callIdleMs } = DEFAULT_TIMER_SETTINGS;
  return {
    ...DEFAULT_TIMER_SETTINGS,
    idleMs: timer?.idleSeconds === undefined ? idleMs : timer.idleSeconds * 1000,
    callIdleMs: timer?.callIdleSeconds === undefined ? callIdleMs : timer.callIdleSeconds * 1000,
  };
}

const WINDOW_KEY = 'intervisit-window';

/** A random name that lasts as long as the browser's window: by it a reload is told from a page that was gone. */
function windowName({ storage }: Pick<Page, 'storage'>): string {
  const fresh = crypto.randomUUID();
  try {
    const known = storage().getItem(WINDOW_KEY);
    if (known !== null) return known;
    storage().setItem(WINDOW_KEY, fresh);
  } catch {
    // Blocked storage: each page is a window of its own.
  }
  return fresh;
}

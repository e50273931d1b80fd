import { issuersProblems } from '../launch/issuers-schema.ts';
import type { Page } from '../launch/page.ts';
import { openSession, type Session } from '../launch/session.ts';
import { parseIssuers } from '../launch/issuers.ts';
import { readSiteSettings, SettingsError, type SiteSettings } from './settings.ts';

/** Epoch milliseconds. */
type Clock = () => number;

/** All that the screens need to begin. */
export interface Started {
  readonly session: Session;
  readonly settings: SiteSettings;
  readonly clock: Clock;
  readonly page: Page;
}

/**
 * Reads the settings and opens the session that the page's address asks for.
 *
 * @param pageWith the window's page with the clock that the settings ask for
 * @throws SettingsError where a settings file is wrong, LaunchError where there is no session to be had
 */
export async function start(pageWith: (clock: Clock) => Page, systemClock: Clock): Promise<Started> {
  const early = pageWith(systemClock);
  const [issuers, site] = await Promise.all([fetchSettings(early, 'issuers.json'), fetchSettings(early, 'site.json')]);
  const problems = issuersProblems(issuers);
  if (problems.length > 0) throw new SettingsError(problems.map((problem) => ({ file: 'issuers.json', ...problem })));
  const settings = readSiteSettings(site);
  const clock = clockOf(settings, systemClock);
  const page = pageWith(clock);
  return { session: await openSession(page, parseIssuers(issuers)), settings, clock, page };
}

async function fetchSettings(page: Page, file: string): Promise<unknown> {
  const wrong = (message: string, cause?: unknown) => Object.assign(new SettingsError([{ file, field: '', message }]), { cause });
  let response: Response;
  try {
    response = await page.fetch(new URL(`./${file}`, page.address()).href, { credentials: 'same-origin' });
  } catch (cause) {
    throw wrong('cannot be loaded', cause);
  }
  if (!response.ok) throw wrong(`cannot be loaded (${response.status})`);
  try {
    return await response.json();
  } catch (cause) {
    throw wrong('is not JSON', cause);
  }
}

/** The time of day is the machine's; a demonstration may set the day, so that it shows a month that the rules cover. */
function clockOf({ demo, practice }: SiteSettings, systemClock: Clock): Clock {
  if (demo?.today === undefined) return systemClock;
  const today = Temporal.Instant.fromEpochMilliseconds(systemClock()).toZonedDateTimeISO(practice.timeZone).toPlainDate();
  const { days } = today.until(demo.today);
  return () => systemClock() + days * 86_400_000;
}

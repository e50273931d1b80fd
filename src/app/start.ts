import type { SiteConditionMap } from '../ccm/chronic-conditions/site-map.ts';
import type { IssuerEntry } from '../launch/issuers.ts';
import { readIssuers } from '../launch/issuers-schema.ts';
import type { Clock, Page } from '../launch/page.ts';
import { openSession, readLaunch, type Session } from '../launch/session.ts';
import { SettingsError, settingsFor, SiteSettings } from './settings.ts';

/** All that the screens need to begin. */
export interface Started {
  readonly session: Session;
  readonly settings: SiteSettings;
  /** The site's own decisions on condition codes; absent where it has none. */
  readonly conditionMap?: SiteConditionMap;
  readonly clock: Clock;
  readonly page: Page;
}

/**
 * Reads the settings and opens the session that the page's address asks for. A code in the address is taken out of it
 * before this function returns its promise. An EHR's launch that came to this page is sent on to the launch page.
 *
 * @param pageWith the window's page with a given clock
 * @param ready settles when calendar arithmetic can be used
 * @throws SettingsError where a settings file is wrong, LaunchError where there is no session to be had
 */
export async function start(pageWith: (clock: Clock) => Page, systemClock: Clock, ready: Promise<unknown>): Promise<Started> {
  let clock = systemClock;
  const page = pageWith(() => clock());
  if (readLaunch(page.address()).kind === 'launch') {
    page.leaveFor(new URL(`./launch.html${new URL(page.address()).search}`, page.address()).href);
    return new Promise(() => undefined);
  }
  const read = readSettings(page);
  const prepared = Promise.all([read, ready]).then(([{ issuers, site }]) => {
    clock = clockOf(site, systemClock);
    return issuers;
  });
  const [settings, opened] = await Promise.allSettled([read, openSession(page, prepared), prepared]);
  // Wrong settings are told first: whatever else went wrong may be their fault.
  if (settings.status === 'rejected') throw settings.reason;
  if (opened.status === 'rejected') throw opened.reason;
  const { site, conditionMap } = await settingsAt(opened.value.issuer, settings.value, page);
  return { session: opened.value, settings: site, ...(conditionMap !== undefined && { conditionMap }), clock, page };
}

interface Settings {
  readonly issuers: readonly IssuerEntry[];
  readonly site: SiteSettings;
  readonly conditionMap: SiteConditionMap | undefined;
}

async function readSettings(page: Page): Promise<Settings> {
  const [issuersJson, siteJson] = await Promise.all([fetchSettings(page, 'issuers.json'), fetchSettings(page, 'site.json')]);
  const { issuers, site: settings } =
    valid(issuersJson, siteJson) ?? (await import('./settings-check.ts')).checkBoth(issuersJson, siteJson);
  return { issuers, site: settings, conditionMap: await readConditionMap(page, settings.conditionMap) };
}

/** Null where anything is wrong: what to say of it is loaded only then. */
function valid(issuersJson: unknown, siteJson: unknown): Pick<Settings, 'issuers' | 'site'> | null {
  const issuers = readIssuers(issuersJson);
  const { data: site } = SiteSettings.safeParse(siteJson);
  if (issuers === undefined || site === undefined || issuers.some((entry) => settingsFor(site, entry) === null)) return null;
  return { issuers, site };
}

/** What one EHR's entry has otherwise. It was checked with everything else; only a map of its own is still to be read. */
async function settingsAt(entry: IssuerEntry, { site, conditionMap }: Settings, page: Page): Promise<Omit<Settings, 'issuers'>> {
  const own = settingsFor(site, entry) ?? site;
  const isSame = own.conditionMap === site.conditionMap;
  return { site: own, conditionMap: isSame ? conditionMap : await readConditionMap(page, own.conditionMap) };
}

/** Few sites have one, so neither the file nor what reads it is loaded without need. */
async function readConditionMap(page: Page, setting: SiteSettings['conditionMap']): Promise<SiteConditionMap | undefined> {
  if (setting === undefined) return undefined;
  const reading = Promise.all([import('./queries/condition-map.ts'), import('../ccm/chronic-conditions/site-map.ts')]);
  const isFile = typeof setting === 'string';
  const map = isFile ? await fetchSettings(page, setting) : setting;
  const [{ readConditionMap }, { SiteMapError }] = await reading;
  try {
    return readConditionMap(map);
  } catch (error) {
    if (!(error instanceof SiteMapError)) throw error;
    const field = [...(isFile ? [] : ['conditionMap']), ...(error.path === '' ? [] : [error.path])].join('.');
    const message = error.message.replace(/^Site condition map: (?:the file|\S+) /, '');
    throw Object.assign(new SettingsError([{ file: isFile ? setting : 'site.json', field, message }]), { cause: error });
  }
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
  const { days } = today.until(demo.today, { largestUnit: 'days' });
  return () => systemClock() + days * 86_400_000;
}

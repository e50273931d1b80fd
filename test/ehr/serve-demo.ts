import { startApp } from '../../scripts/serve-app.ts';
import type { Clock, Ehr, EhrUser, PersonaName } from './ehr.ts';
import { SAMPLE_USERS } from './patients/practice.ts';
import { startEhr } from './serve.ts';

export interface DemoOptions {
  /** The folder of the production build. */
  readonly dist: string;
  readonly resources: Iterable<object | string>;
  readonly clock: Clock;
  /** Served as `site.json`, with the day of `clock` as the demonstration's day. */
  readonly site: { readonly practice: { readonly timeZone: string } };
  readonly persona?: PersonaName;
  /** The sample practice's people if absent. */
  readonly users?: readonly EhrUser[];
  /** Wanted ports; the next free ones above where they are taken. Any free ports if absent. */
  readonly ports?: { readonly ehr: number; readonly app: number };
}

export interface Demo {
  readonly ehr: Ehr;
  /** The page to open: `http://localhost:5180`. */
  readonly ehrOrigin: string;
  readonly appOrigin: string;
  readonly close: () => Promise<void>;
}

const CLIENT_ID = 'intervisit-demo';

/** The simulated EHR and the built app, each on its own site, registered with each other. */
export async function startDemo({ dist, resources, clock, site, persona, users = SAMPLE_USERS, ports }: DemoOptions): Promise<Demo> {
  const tries = ports === undefined ? 0 : 20;
  const { timeZone } = site.practice;
  const appOf = (ehrOrigin: string) =>
    startApp({
      dist,
      issuers: [{ name: 'Simulated EHR', issuer: `${ehrOrigin}/fhir`, clientId: CLIENT_ID, frameAncestors: [ehrOrigin] }],
      site: () => ({ ...site, demo: { today: dayOf(clock, timeZone) } }),
      tries,
      ...(ports !== undefined && { port: ports.app }),
    });
  const server = await startEhr({
    tries,
    ...(ports !== undefined && { port: ports.ehr }),
    options: async (origin) => {
      const app = await appOf(origin);
      const launchUrl = `${app.origin}/launch.html`;
      const client = { clientId: CLIENT_ID, redirectUris: [`${app.origin}/index.html`], launchUrls: [launchUrl] };
      return {
        clock,
        resources,
        users,
        clients: [client],
        app: { ...app, launchUrl },
        timeZone,
        ...(persona !== undefined && { persona }),
      };
    },
  });
  return { ehr: server.ehr, ehrOrigin: server.origin, appOrigin: server.app?.origin ?? '', close: server.close };
}

/** The day the clock shows at the practice. */
function dayOf(clock: Clock, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(clock()).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

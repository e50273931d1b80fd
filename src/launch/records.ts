import { LaunchError } from './launch-error.ts';
import type { Page } from './page.ts';

/** A launch may take as long as it takes to sign in, but a forgotten one is not picked up again. */
const LAUNCH_LIFETIME_MS = 10 * 60_000;

/** What the launch page leaves for the app: kept under the state, taken once. */
export interface LaunchRecord {
  /** Epoch milliseconds by this computer's clock. */
  readonly startedAt: number;
  /** The entry's address in issuers.json; the entry itself is read anew, so that a change there holds. */
  readonly issuer: string;
  readonly redirectUri: string;
  readonly tokenEndpoint: string;
  readonly revocationEndpoint?: string;
  /** What the EHR calls itself in answers and ID tokens, where it told. */
  readonly authority?: string;
  /** Whether the EHR said that its answers name it (RFC 9207), so that one without a name is refused. */
  readonly namesItself: boolean;
  readonly codeVerifier: string;
}

/** All that a session keeps over a reload. In the session storage of this window only, until `endSession`. */
export interface SessionRecord {
  readonly issuer: string;
  readonly patientId: string;
  readonly grantedScopes?: string;
  readonly user?: string;
  readonly userName?: string;
  readonly encounter?: string;
  readonly needPatientBanner: boolean;
  readonly intent?: string;
  readonly tokenEndpoint: string;
  readonly revocationEndpoint?: string;
  readonly accessToken: string;
  readonly expiresAt: number | null;
  readonly refreshToken?: string;
}

const LAUNCH_KEY = 'intervisit.launch.';
const SESSION_KEY = 'intervisit.session.';

/**
 * The window's storage, tried out: in a frame of another site some browsers throw on touch, others on writing.
 * @throws LaunchError `storage-blocked`
 */
export function usableStorage(page: Page): Storage {
  try {
    const storage = page.storage();
    storage.setItem('intervisit.probe', '1');
    storage.removeItem('intervisit.probe');
    return storage;
  } catch (cause) {
    throw new LaunchError('storage-blocked', { cause });
  }
}

/** Keeps a launch under its state, and clears away those that were begun and never came back. */
export function keepLaunch(storage: Storage, state: string, record: LaunchRecord): void {
  const names = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
  for (const key of names.filter((name) => name.startsWith(LAUNCH_KEY))) {
    const old = parseLaunch(storage.getItem(key));
    if (old === undefined || isStale(old, record.startedAt)) storage.removeItem(key);
  }
  storage.setItem(LAUNCH_KEY + state, JSON.stringify(record));
}

/** The launch that a state belongs to, which is gone from then on: a state is good once. */
export function takeLaunch(storage: Storage, state: string): LaunchRecord | undefined {
  const record = parseLaunch(storage.getItem(LAUNCH_KEY + state));
  storage.removeItem(LAUNCH_KEY + state);
  return record;
}

/** Whether a launch was begun too long ago to be completed, or, by a clock put back since, long from now. */
export function isStale(record: LaunchRecord, now: number): boolean {
  return Math.abs(now - record.startedAt) > LAUNCH_LIFETIME_MS;
}

/** Keeps what a session is, under its handle. */
export function keepSession(storage: Storage, id: string, record: SessionRecord): void {
  storage.setItem(SESSION_KEY + id, JSON.stringify(record));
}

/** What is kept under a session's handle, or undefined where that is nothing or not ours. */
export function findSession(storage: Storage, id: string): SessionRecord | undefined {
  return parseSession(storage.getItem(SESSION_KEY + id));
}

/** Forgets a session. */
export function forgetSession(storage: Storage, id: string): void {
  storage.removeItem(SESSION_KEY + id);
}

function parseLaunch(text: string | null): LaunchRecord | undefined {
  const fields = parseObject(text);
  const { startedAt, issuer, redirectUri, tokenEndpoint, codeVerifier, namesItself } = fields;
  if (typeof startedAt !== 'number' || typeof issuer !== 'string' || typeof redirectUri !== 'string') return undefined;
  if (typeof tokenEndpoint !== 'string' || typeof codeVerifier !== 'string') return undefined;
  return {
    startedAt,
    issuer,
    redirectUri,
    tokenEndpoint,
    codeVerifier,
    namesItself: namesItself === true,
    ...texts(fields, ['revocationEndpoint', 'authority']),
  };
}

function parseSession(text: string | null): SessionRecord | undefined {
  const fields = parseObject(text);
  const { issuer, patientId, tokenEndpoint, accessToken, expiresAt, needPatientBanner } = fields;
  if (typeof issuer !== 'string' || typeof patientId !== 'string' || typeof tokenEndpoint !== 'string') return undefined;
  if (typeof accessToken !== 'string' || (typeof expiresAt !== 'number' && expiresAt !== null)) return undefined;
  return {
    issuer,
    patientId,
    tokenEndpoint,
    accessToken,
    expiresAt,
    needPatientBanner: needPatientBanner !== false,
    ...texts(fields, ['grantedScopes', 'user', 'userName', 'encounter', 'intent', 'revocationEndpoint', 'refreshToken']),
  };
}

function parseObject(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** Those of the fields that hold text. */
function texts<const Name extends string>(
  fields: Readonly<Record<string, unknown>>,
  names: readonly Name[],
): { readonly [N in Name]?: string } {
  const found: { [N in Name]?: string } = {};
  for (const name of names) {
    const value = fields[name];
    if (typeof value === 'string') found[name] = value;
  }
  return found;
}

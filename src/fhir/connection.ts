/** Epoch milliseconds. Injected everywhere, so that the app, the simulated EHR and the tests may share one. */
export type Clock = () => number;

/**
 * All that reading and writing FHIR needs to know of a session. `launch` builds it from a SMART launch; a sandbox or a
 * test may build one by hand. Values never change during a session except through `tokens`.
 */
export interface Connection {
  /** FHIR base URL as the EHR gave it, without a trailing slash. Every request stays below it. */
  readonly base: string;
  /** Logical id of the patient the session is about. Every write is checked against it. */
  readonly patientId: string;
  /** Scope string the EHR granted, or undefined where it did not say (then nothing is known to be refused). */
  readonly grantedScopes?: string;
  /** Reference of the signed-in user, `Practitioner/123`, if the EHR told. */
  readonly user?: string;
  /** Reference of the encounter in context, if the EHR told. */
  readonly encounter?: string;
  /** Null for an open server without authorization. */
  readonly tokens: TokenSource | null;
}

export interface AccessToken {
  readonly value: string;
  /** Epoch milliseconds; null where the EHR did not say. */
  readonly expiresAt: number | null;
}

export interface TokenSource {
  /** The token held now, possibly expired. */
  current(): AccessToken;
  /** Whether a refresh token is held. */
  canRefresh(): boolean;
  /**
   * Asks the EHR for a new token and keeps it, together with a rotated refresh token. The client calls it once at a time.
   * @throws FhirError `session-expired` where the EHR refuses, `network` or `server` where it did not answer.
   */
  refresh(): Promise<AccessToken>;
}

/**
 * The address to ask, as long as it lies below the base: same scheme, host and port, and a path under the base's after
 * every way of writing `..` is undone. Plain http on the base's own host is raised to https, since servers behind a proxy
 * often write their `next` links so. Anything else is null, and must not be asked: the token would go with it.
 *
 * @param address absolute, or relative to `base`
 */
export function addressWithin(base: string, address: string): URL | null {
  const root = base.endsWith('/') ? base : `${base}/`;
  if (!URL.canParse(root) || !URL.canParse(address, root)) return null;
  const home = new URL(root);
  const url = new URL(address, root);
  if (url.protocol === 'http:' && home.protocol === 'https:') url.protocol = 'https:';
  if (url.protocol !== home.protocol || url.host !== home.host) return null;
  if (url.username !== '' || url.password !== '') return null;
  if (`${url.pathname}/`.startsWith(home.pathname) && !mayClimb(url.pathname)) {
    url.hash = '';
    return url;
  }
  return null;
}

/** Whether some reading of the path, however often its percent signs are decoded, has a `.` or `..` for a step. */
function mayClimb(path: string): boolean {
  let reading = path;
  for (let round = 0; round < 5; round++) {
    if (reading.includes('\\') || reading.split('/').some((step) => step === '.' || step === '..')) return true;
    const decoded = decodedOnce(reading);
    if (decoded === undefined) return true;
    if (decoded === reading) return false;
    reading = decoded;
  }
  return true;
}

function decodedOnce(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/**
 * `Practitioner/123` of a reference that names a resource of this server, relative or absolute, with or without a
 * version; undefined for another server's, a contained one or a urn.
 */
export function localReference(base: string, reference: string): string | undefined {
  const home = addressWithin(base, '');
  const url = addressWithin(base, reference);
  if (home === null || url === null) return undefined;
  const match = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9\-._]+)(?:\/_history\/[^/]+)?$/.exec(url.pathname.slice(home.pathname.length));
  return match === null ? undefined : `${match[1]}/${match[2]}`;
}

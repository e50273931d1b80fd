import type { Connection } from '../fhir/connection.ts';
import { type Callback, completeLaunch, type Issuers } from './complete-launch.ts';
import { baseOf, findIssuer, type IssuerEntry } from './issuers.ts';
import { LaunchError } from './launch-error.ts';
import type { Page } from './page.ts';
import { findSession, forgetSession, keepSession, type SessionRecord, usableStorage } from './records.ts';
import { sessionTokens } from './session-tokens.ts';

/** A SMART session: one launch of the app on one patient. Lives until `endSession`, or until its tokens do. */
export interface Session {
  /** Random; the handle in the address (`?session=…`) and the key of everything the session keeps. */
  readonly id: string;
  readonly issuer: IssuerEntry;
  readonly connection: Connection;
  /** Name of the signed-in user as the EHR's ID token gives it. */
  readonly userName?: string;
  /** False only where the EHR said that it shows the patient's identity itself. */
  readonly needPatientBanner: boolean;
  /** The EHR's word for what the user came to do; unknown words mean the default view. */
  readonly intent?: string;
}

/** What an address of `index.html` asks for. */
export type LaunchRequest =
  | ({ readonly kind: 'callback' } & Callback)
  /** A session of this window, by its handle. */
  | { readonly kind: 'resume'; readonly id: string }
  /** An EHR's launch that came to the wrong page: send it to `launch.html`, query and all. */
  | { readonly kind: 'launch' }
  | { readonly kind: 'none' };

/**
 * What an address asks for. A state with a code or an error is a callback even where `iss` stands beside it: there it is
 * the name of the authorization server (RFC 9207), not a FHIR base.
 */
export function readLaunch(address: string): LaunchRequest {
  const given = new URL(address).searchParams;
  const [state, code, error, authority, id] = ['state', 'code', 'error', 'iss', 'session'].map((name) => given.get(name) ?? undefined);
  const description = given.get('error_description') ?? undefined;
  if (state && (code || error)) {
    const answer = error ? { error, ...(description !== undefined && { description }) } : { code: code ?? '' };
    return { kind: 'callback', state, answer, ...(authority !== undefined && { authority }) };
  }
  if (id) return { kind: 'resume', id };
  return authority && given.has('launch') ? { kind: 'launch' } : { kind: 'none' };
}

/** By handle, outside React: a screen mounted twice must not spend a code twice, nor make two token sources of one session. */
const opened = new Map<string, Promise<Session>>();

/**
 * The session that the page's address asks for: the one just launched, whose code is exchanged once and leaves the address
 * before that, or the one a reload goes on with. However often it is called, one session comes of it. From then on the
 * address carries the session's handle, so that each window and frame finds its own again.
 *
 * @param issuers as `parseIssuers` gives them; a promise is waited for only after the code has left the address
 * @throws LaunchError `no-session`, `bad-callback`, `denied`, `expired`, `no-patient`, `unreachable`, `unknown-issuer`,
 * `bad-identity`, `storage-blocked`
 */
export async function openSession(page: Page, issuers: Issuers | Promise<Issuers>): Promise<Session> {
  const request = readLaunch(page.address());
  switch (request.kind) {
    case 'callback': {
      const id = crypto.randomUUID();
      // Set before the first await, so that a second caller finds the handle in the address and this promise behind it.
      page.replaceAddress(withHandle(page.address(), id));
      return once(id, () => completeSession(page, issuers, id, request));
    }
    case 'resume':
      return once(request.id, async () => resumeSession(page, issuers, request.id));
    case 'launch':
    case 'none':
      throw new LaunchError('no-session');
    default:
      return request satisfies never;
  }
}

/**
 * Ends a session: forgets all that the window keeps of it and takes its handle from the address, then asks the EHR to
 * revoke its tokens, which is not waited for and may fail.
 */
export function endSession(page: Page, session: Session): void {
  const storage = usableStorage(page);
  const record = findSession(storage, session.id);
  forgetSession(storage, session.id);
  opened.delete(session.id);
  const address = new URL(page.address());
  address.searchParams.delete('session');
  page.replaceAddress(address.href);
  if (record?.revocationEndpoint === undefined) return;
  const tokens = { refresh_token: record.refreshToken, access_token: record.accessToken };
  for (const [hint, token] of Object.entries(tokens)) {
    if (token === undefined) continue;
    const body = new URLSearchParams({ token, token_type_hint: hint, client_id: session.issuer.clientId }).toString();
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    page.fetch(record.revocationEndpoint, { method: 'POST', headers, body, credentials: 'omit', keepalive: true }).catch(() => undefined);
  }
}

function once(id: string, open: () => Promise<Session>): Promise<Session> {
  const known = opened.get(id);
  if (known !== undefined) return known;
  const opening = open();
  opened.set(id, opening);
  return opening;
}

/** The address without anything the EHR put there. The fragment is the app's own. */
function withHandle(address: string, id: string): string {
  const clean = new URL(address);
  clean.search = new URLSearchParams({ session: id }).toString();
  return clean.href;
}

async function completeSession(page: Page, issuers: Issuers | Promise<Issuers>, id: string, callback: Callback): Promise<Session> {
  const storage = usableStorage(page);
  const { entry, record } = await completeLaunch(page, storage, issuers, callback);
  keepSession(storage, id, record);
  return sessionOf(page, storage, entry, id, record);
}

async function resumeSession(page: Page, issuers: Issuers | Promise<Issuers>, id: string): Promise<Session> {
  const storage = usableStorage(page);
  const record = findSession(storage, id);
  if (record === undefined) throw new LaunchError('no-session');
  const entry = findIssuer(await issuers, record.issuer);
  const dead = record.expiresAt !== null && record.expiresAt <= page.clock();
  if (dead && record.refreshToken === undefined) {
    forgetSession(storage, id);
    throw new LaunchError('expired');
  }
  return sessionOf(page, storage, entry, id, record);
}

function sessionOf(page: Page, storage: Storage, entry: IssuerEntry, id: string, record: SessionRecord): Session {
  const { patientId, grantedScopes, user, encounter, userName, intent, needPatientBanner } = record;
  const connection: Connection = {
    base: baseOf(entry),
    patientId,
    tokens: sessionTokens(page, storage, id, entry.clientId, record),
    ...(grantedScopes !== undefined && { grantedScopes }),
    ...(user !== undefined && { user }),
    ...(encounter !== undefined && { encounter }),
  };
  return {
    id,
    issuer: entry,
    connection,
    needPatientBanner,
    ...(userName !== undefined && { userName }),
    ...(intent !== undefined && { intent }),
  };
}

import { createEhr, type Ehr, type EhrOptions } from './ehr.ts';
import { base64url } from './grants.ts';

export const NOW = Date.parse('2026-10-20T14:00:00Z');
export const ORIGIN = 'http://localhost:5180';
const REDIRECT = 'http://127.0.0.1:5181/index.html';
const VERIFIER = 'a-verifier-of-at-least-forty-three-characters-0123456789';

/** A clock that a test moves by hand. */
export interface TestClock {
  (): number;
  advance(seconds: number): void;
}

export function aClock(start = NOW): TestClock {
  let now = start;
  const clock = (): number => now;
  return Object.assign(clock, {
    advance: (seconds: number) => {
      now += seconds * 1000;
    },
  });
}

/** An EHR with one client, a nurse and a physician. */
export function anEhr(options: Partial<EhrOptions> = {}): Promise<Ehr> {
  return createEhr({
    origin: ORIGIN,
    clock: aClock(),
    clients: [{ clientId: 'app', redirectUris: [REDIRECT], launchUrls: ['http://127.0.0.1:5181/launch.html'] }],
    users: [
      { id: 'nurse', reference: 'Practitioner/nurse', name: 'Nora Sample', role: 'Nurse' },
      { id: 'physician', reference: 'Practitioner/physician', name: 'Paul Sample', role: 'Physician' },
    ],
    ...options,
  });
}

export interface Sent {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined where it is none. */
  readonly body: Record<string, unknown> | undefined;
}

export interface Sending {
  readonly token?: string;
  /** An object is sent as JSON, a string as it is. */
  readonly body?: object | string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request to a path under the FHIR base, or to an absolute URL. */
export async function send(ehr: Ehr, method: string, path: string, { token, body, headers }: Sending = {}): Promise<Sent> {
  const url = path.startsWith('http') ? path : `${ehr.fhirBase}/${path}`;
  const response = await ehr.handle(
    new Request(url, {
      method,
      headers: {
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/fhir+json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    }),
  );
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: asJson(text) };
}

function asJson(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/** A request to the authorization endpoint that is right but for `changes`; null leaves a parameter out. */
export async function authorizeUrl(ehr: Ehr, changes: Readonly<Record<string, string | null>> = {}): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(VERIFIER));
  const params = {
    response_type: 'code',
    client_id: 'app',
    redirect_uri: REDIRECT,
    scope: 'launch openid fhirUser online_access patient/*.rs',
    state: 'a-state',
    aud: ehr.fhirBase,
    code_challenge: base64url(new Uint8Array(hash)),
    code_challenge_method: 'S256',
    ...changes,
  };
  const present = Object.entries(params).filter((entry): entry is [string, string] => entry[1] !== null);
  return `${ehr.origin}/auth/authorize?${new URLSearchParams(present).toString()}`;
}

/** Where the authorization endpoint sends the browser. */
export async function redirectOf(ehr: Ehr, changes: Readonly<Record<string, string | null>>): Promise<URL> {
  const answer = await send(ehr, 'GET', await authorizeUrl(ehr, changes));
  const location = answer.headers.get('Location');
  if (location === null) throw new Error(`No redirect but ${answer.status}.`);
  return new URL(location);
}

export function postForm(ehr: Ehr, path: string, form: Readonly<Record<string, string>>): Promise<Sent> {
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  return send(ehr, 'POST', `${ehr.origin}${path}`, { body: new URLSearchParams(form).toString(), headers });
}

export function exchangeCode(ehr: Ehr, code: string, changes: Readonly<Record<string, string>> = {}): Promise<Sent> {
  const form = { grant_type: 'authorization_code', code, client_id: 'app', redirect_uri: REDIRECT, code_verifier: VERIFIER };
  return postForm(ehr, '/auth/token', { ...form, ...changes });
}

/** A whole EHR launch; the token response. */
export async function launched(ehr: Ehr, scope?: string): Promise<Record<string, unknown>> {
  const launch = ehr.openLaunch({ user: 'nurse', patient: 'ada', encounter: 'visit-1', needPatientBanner: false, intent: 'time' });
  const back = await redirectOf(ehr, { launch, ...(scope === undefined ? {} : { scope }) });
  const { body } = await exchangeCode(ehr, back.searchParams.get('code') ?? '');
  return body ?? {};
}

type Body = Sent['body'];

/** Ids of the resources in a Bundle. */
export function idsOf(body: Body): readonly string[] {
  const entries = (body?.['entry'] ?? []) as readonly { readonly resource: { readonly id: string } }[];
  return entries.map((entry) => entry.resource.id);
}

/** The next page's address, if there is one. */
export function nextOf(body: Body): string | undefined {
  const links = (body?.['link'] ?? []) as readonly { readonly relation: string; readonly url: string }[];
  return links.find((link) => link.relation === 'next')?.url;
}

import type { IssuerEntry } from '../../src/launch/issuers.ts';
import type { Page } from '../../src/launch/page.ts';

export const ISS = 'https://ehr.example/fhir';
export const NOW = Date.parse('2026-11-21T15:00:00Z');
export const entry: IssuerEntry = { name: 'Example EHR', issuer: ISS, clientId: 'intervisit' };
export const issuers: readonly IssuerEntry[] = [entry];

export interface Call {
  readonly method: string;
  readonly url: string;
  readonly form: URLSearchParams;
}

/** One window of a browser, as far as launching can tell. */
export interface Tab extends Page {
  readonly stored: Storage;
  readonly calls: readonly Call[];
  /** Addresses it was sent to, in order. */
  readonly left: readonly string[];
  /** Every address it ever showed. */
  readonly shown: readonly string[];
  go(address: string): void;
  setNow(milliseconds: number): void;
}

export type Answering = (call: Call) => Response | Promise<Response>;

export interface TabOptions {
  readonly answering?: Answering;
  readonly storage?: () => Storage;
}

export function aTab(address: string, { answering = exampleEhr(), storage }: TabOptions = {}): Tab {
  const kept = memoryStorage();
  const calls: Call[] = [];
  const left: string[] = [];
  const shown = [address];
  let now = NOW;
  let current = address;
  const go = (next: string): void => {
    current = next;
    shown.push(next);
  };
  return {
    stored: kept,
    calls,
    left,
    shown,
    go,
    setNow: (milliseconds) => (now = milliseconds),
    address: () => current,
    replaceAddress: go,
    leaveFor: (next) => left.push(next),
    storage: storage ?? (() => kept),
    clock: () => now,
    machineTime: () => now,
    fetch: async (url, init) => {
      const call = { method: init.method ?? 'GET', url, form: new URLSearchParams(typeof init.body === 'string' ? init.body : '') };
      calls.push(call);
      return answering(call);
    },
  };
}

export interface ExampleAnswers {
  /** Fields of the smart-configuration; null takes one away. */
  readonly discovery?: Readonly<Record<string, unknown>>;
  /** Fields of the token response; null takes one away. */
  readonly token?: Readonly<Record<string, unknown>>;
  readonly tokenStatus?: number;
  readonly issuersJson?: unknown;
}

/** An EHR's launch services in the fewest words; what differs from the ordinary is given. */
export function exampleEhr({ discovery = {}, token = {}, tokenStatus = 200, issuersJson = { issuers } }: ExampleAnswers = {}): Answering {
  return ({ url }) => {
    if (url.endsWith('/issuers.json')) return Response.json(issuersJson);
    if (url.endsWith('/.well-known/smart-configuration')) return Response.json(without({ ...exampleDiscovery, ...discovery }));
    if (url === exampleDiscovery.token_endpoint) return Response.json(without({ ...exampleToken, ...token }), { status: tokenStatus });
    if (url === exampleDiscovery.revocation_endpoint) return new Response(null, { status: 200 });
    return new Response('no such door', { status: 404 });
  };
}

const exampleDiscovery = {
  issuer: 'https://login.example',
  authorization_endpoint: 'https://login.example/authorize',
  token_endpoint: 'https://login.example/token',
  revocation_endpoint: 'https://login.example/revoke',
  capabilities: ['launch-ehr', 'permission-v2', 'permission-online'],
  code_challenge_methods_supported: ['S256'],
};

const exampleToken = {
  access_token: 'access-0',
  token_type: 'Bearer',
  expires_in: 3600,
  scope: 'launch openid fhirUser patient/Patient.rs',
  patient: 'p1',
  refresh_token: 'refresh-0',
};

export function anIdToken(claims: Readonly<Record<string, unknown>> = {}): string {
  const all = {
    iss: 'https://login.example',
    aud: 'intervisit',
    exp: NOW / 1000 + 300,
    fhirUser: `${ISS}/Practitioner/42`,
    name: 'Zoë Ñandú-Østergård 🩺',
    ...claims,
  };
  return [{ alg: 'none' }, all].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.') + '.signature';
}

function without(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

function memoryStorage(): Storage {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
  };
}

/** Everything a storage holds, for looking for what it must not. */
export function contents(storage: Storage): string {
  return Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
    .map((key) => `${key}=${storage.getItem(key)}`)
    .join('\n');
}

/** What the browser does in a frame of another site, where the user has it block storage there. */
export function blockedStorage(): Storage {
  throw new DOMException('denied', 'SecurityError');
}

/** Storage that may be looked at but takes nothing. */
export function fullStorage(): Storage {
  return {
    length: 0,
    key: () => null,
    getItem: () => null,
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
    removeItem: () => undefined,
    clear: () => undefined,
  };
}

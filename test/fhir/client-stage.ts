import { createClient, type ClientOptions, type FhirClient } from '../../src/fhir/client.ts';
import type { AccessToken, Connection, TokenSource } from '../../src/fhir/connection.ts';

export const BASE = 'https://ehr.example/fhir';
export const NOW = Date.parse('2026-11-21T15:00:00Z');
/** Tells a time limit from a pause before a retry. */
const TIMEOUT_MS = 77_777;

export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: string | undefined;
}

export type Answering = (sent: Sent, index: number) => Response | Promise<Response>;

export interface Stage {
  readonly client: FhirClient;
  readonly sent: readonly Sent[];
  /** Milliseconds of every pause that was asked for; none is waited for. */
  readonly pauses: readonly number[];
  /** Lets the time limit of every request under way run out. */
  runOutOfTime(): void;
  setNow(milliseconds: number): void;
}

/** A client whose server is a function and whose time stands still. */
export function aStage(answering: Answering, connection: Partial<Connection> = {}, options: Partial<ClientOptions> = {}): Stage {
  const sent: Sent[] = [];
  const pauses: number[] = [];
  const limits: (() => void)[] = [];
  let now = NOW;
  const client = createClient(
    { base: BASE, patientId: 'p1', tokens: null, ...connection },
    {
      clock: () => now,
      timeoutMs: TIMEOUT_MS,
      fetch: async (url, init) => {
        const one = {
          method: init.method ?? 'GET',
          url,
          headers: new Headers(init.headers),
          body: typeof init.body === 'string' ? init.body : undefined,
        };
        sent.push(one);
        return answering(one, sent.length - 1);
      },
      wait: (milliseconds) => {
        if (milliseconds === TIMEOUT_MS || milliseconds === 8_000) return new Promise((resolve) => limits.push(() => resolve()));
        pauses.push(milliseconds);
        return Promise.resolve();
      },
      ...options,
    },
  );
  return { client, sent, pauses, runOutOfTime: () => limits.forEach((end) => end()), setNow: (milliseconds) => (now = milliseconds) };
}

export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/fhir+json', ...headers } });
}

export interface PageJson {
  readonly link: readonly object[];
  readonly resourceType: 'Bundle';
  readonly entry: readonly object[];
}

export function aPage(ids: readonly string[], next?: string): PageJson {
  return {
    resourceType: 'Bundle',
    link: next === undefined ? [] : [{ relation: 'next', url: next }],
    entry: ids.map((id) => ({ resource: { resourceType: 'Condition', id } })),
  };
}

export function anOutcome(code: string, diagnostics = 'said the server of Doe, John'): unknown {
  return { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, diagnostics }] };
}

export interface FakeTokens extends TokenSource {
  readonly refreshes: number;
}

/** Tokens t0, t1, t2 …, each an hour long; `refreshing` may be held back or made to fail. */
export function someTokens(
  first: Partial<AccessToken> = {},
  refreshing: () => Promise<unknown> = async () => undefined,
  refreshable = true,
): FakeTokens {
  let count = 0;
  let token: AccessToken = { value: 't0', expiresAt: NOW + 3_600_000, ...first };
  return {
    get refreshes() {
      return count;
    },
    current: () => token,
    canRefresh: () => refreshable,
    refresh: async () => {
      count += 1;
      await refreshing();
      token = { value: `t${count}`, expiresAt: NOW + 3_600_000 };
      return token;
    },
  };
}

/** A promise and the means to settle it. */
export function aDoor(): { readonly opened: Promise<void>; open(): void } {
  const settle: (() => void)[] = [];
  const opened = new Promise<void>((resolve) => settle.push(resolve));
  return { opened, open: () => settle.forEach((one) => one()) };
}

/** Lets everything that needs no outside event run. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

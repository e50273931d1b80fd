import { addressWithin, type Clock, type Connection } from '../connection.ts';
import { FhirError, kindOfStatus } from '../fhir-error.ts';
import { type Answer, outcomeIn } from './answer.ts';
import type { Slots } from './slots.ts';
import { liveToken, nextToken } from './token.ts';
import { retryAfter, unlessAborted, type Wait } from './waiting.ts';

export type Fetch = (input: string, init: RequestInit) => Promise<Response>;

export interface TransportSettings {
  readonly clock: Clock;
  readonly fetch: Fetch;
  readonly wait: Wait;
  readonly slots: Slots;
  readonly timeoutMs: number;
}

export interface Send {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Absolute, or relative to the base. */
  readonly address: string;
  /** Method and resource type, for errors. */
  readonly what: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
  /** For what an open door answers: no token goes along. */
  readonly anonymous?: boolean;
  /** Told the milliseconds of every pause that the server makes this request wait. */
  readonly onWaiting?: ((milliseconds: number) => void) | undefined;
}

const RETRIES = 2;
/** A limit of so many requests a minute is over after a minute at most, and these reach beyond one. */
const PAUSES_WITHIN_LIMIT_MS = [1_000, 2_000, 4_000, 9_000, 16_000, 29_000] as const;
/** A server that asks for more is told of to the user instead: nobody looks at a still screen for longer. */
const LONGEST_WAIT_MS = 30_000;
const FIRST_BACKOFF_MS = 1_000;

/**
 * The answer to a request below the base, with a status under 400. Reads are tried again up to twice after 429, 503 or a
 * lost connection, and for a minute after a 429 that does not say how long to wait; writes never, but for the one replay after a 401, which every request gets.
 *
 * @throws FhirError
 */
export async function send(connection: Connection, settings: TransportSettings, request: Send): Promise<Answer> {
  const url = addressWithin(connection.base, request.address);
  if (url === null) throw new FhirError('foreign-url', request.what);
  const giveBack = await settings.slots.take(request.what, request.signal);
  try {
    for (let attempt = 0; ; attempt++) {
      const outcome = await attemptOnce(connection, settings, request, url.href).catch(asFhirError(request.what));
      if (!(outcome instanceof FhirError)) return outcome;
      const pause = request.method === 'GET' ? pauseBefore(outcome, attempt) : undefined;
      if (pause === undefined) throw outcome;
      if (outcome.kind === 'throttled') request.onWaiting?.(pause);
      await settings.wait(pause, request.signal);
      if (request.signal?.aborted) throw new FhirError('cancelled', request.what, { cause: request.signal.reason });
    }
  } finally {
    giveBack();
  }
}

/** Milliseconds until a read is worth another try; undefined where it is not. */
function pauseBefore(error: FhirError, attempt: number): number | undefined {
  if (error.kind !== 'throttled' && error.kind !== 'network') return undefined;
  if (error.status === 429 && error.retryAfter === undefined) return PAUSES_WITHIN_LIMIT_MS[attempt];
  if (attempt >= RETRIES) return undefined;
  const asked = error.retryAfter ?? FIRST_BACKOFF_MS * 2 ** attempt;
  return asked > LONGEST_WAIT_MS ? undefined : asked;
}

async function attemptOnce(connection: Connection, settings: TransportSettings, request: Send, href: string): Promise<Answer> {
  const { tokens } = connection;
  const { what, signal } = request;
  if (tokens === null || request.anonymous === true) return accepted(await exchange(settings, request, href), request, settings.clock);
  const token = await liveToken(tokens, settings.clock, what, signal);
  const answer = await exchange(settings, request, href, token);
  if (answer.status !== 401) return accepted(answer, request, settings.clock);
  const other = await nextToken(tokens, token, what, signal);
  return accepted(await exchange(settings, request, href, other), request, settings.clock);
}

function accepted(answer: Answer, request: Send, clock: Clock): Answer {
  if (answer.status < 400) return answer;
  const outcome = outcomeIn(answer.text);
  const unsupported = (answer.status === 400 || answer.status === 404) && outcome?.some((issue) => issue.code === 'not-supported');
  throw new FhirError(unsupported ? 'not-supported' : kindOfStatus(answer.status), request.what, {
    status: answer.status,
    outcome,
    retryAfter: retryAfter(answer.headers, clock),
  });
}

/** One request and its body. Redirects are refused: the token must not follow one, and a write must not become a read. */
async function exchange(settings: TransportSettings, request: Send, href: string, token?: string): Promise<Answer> {
  const { what, signal } = request;
  const stop = new AbortController();
  const finished = new AbortController();
  const work = (async (): Promise<Answer> => {
    const response = await settings.fetch(href, {
      method: request.method,
      headers: {
        Accept: 'application/fhir+json',
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        ...(request.body !== undefined && { 'Content-Type': 'application/fhir+json' }),
        ...request.headers,
      },
      ...(request.body !== undefined && { body: request.body }),
      signal: stop.signal,
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  })();
  const late = settings.wait(request.timeoutMs ?? settings.timeoutMs, finished.signal).then(() => {
    if (finished.signal.aborted) return work;
    throw new FhirError('timeout', what);
  });
  try {
    return await unlessAborted(Promise.race([work, late]), what, signal);
  } catch (error) {
    // A late failure of what was given up has no one left to tell.
    work.catch(() => undefined);
    stop.abort();
    throw error;
  } finally {
    finished.abort();
    late.catch(() => undefined);
  }
}

function asFhirError(what: string): (error: unknown) => FhirError {
  return (error) => (error instanceof FhirError ? error : new FhirError('network', what, { cause: error }));
}

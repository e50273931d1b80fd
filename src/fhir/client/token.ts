import type { AccessToken, Clock, TokenSource } from '../connection.ts';
import { FhirError } from '../fhir-error.ts';
import { unlessAborted } from './waiting.ts';

/** A token that ends sooner is renewed before it is used; some EHRs answer a dead one in a way the browser hides. */
const RENEW_BEFORE_MS = 30_000;

/** Keyed by source, so that two clients of one session cannot spend the same refresh token twice. */
const refreshing = new WeakMap<TokenSource, Promise<AccessToken>>();

/**
 * The token's text to send now, renewed where it is about to end.
 *
 * @throws FhirError `session-expired` where the token is dead and there is no other; `cancelled` where the signal aborts,
 * which leaves a renewal under way; what the renewal throws where the old token is dead too.
 */
export async function liveToken(tokens: TokenSource, clock: Clock, what: string, signal?: AbortSignal): Promise<string> {
  const held = tokens.current();
  const left = held.expiresAt === null ? Infinity : held.expiresAt - clock();
  if (left >= RENEW_BEFORE_MS) return held.value;
  if (!tokens.canRefresh()) {
    if (left <= 0) throw new FhirError('session-expired', what);
    return held.value;
  }
  try {
    return (await renewed(tokens, what, signal)).value;
  } catch (error) {
    const stillGood = held.expiresAt !== null && held.expiresAt > clock();
    if (stillGood && !signal?.aborted) return held.value;
    throw error;
  }
}

/**
 * Another token than the one the server has just refused.
 * @throws FhirError `session-expired` where there is none to be had, or what the renewal throws.
 */
export async function nextToken(tokens: TokenSource, refused: string, what: string, signal?: AbortSignal): Promise<string> {
  const held = tokens.current();
  if (held.value !== refused) return held.value;
  if (!tokens.canRefresh()) throw new FhirError('session-expired', what, { status: 401 });
  return (await renewed(tokens, what, signal)).value;
}

function renewed(tokens: TokenSource, what: string, signal?: AbortSignal): Promise<AccessToken> {
  const running = refreshing.get(tokens) ?? start(tokens);
  return unlessAborted(running, what, signal);
}

function start(tokens: TokenSource): Promise<AccessToken> {
  const running = tokens.refresh().finally(() => refreshing.delete(tokens));
  // Every waiting caller may have left; then nobody else would hear of a failure.
  running.catch(() => undefined);
  refreshing.set(tokens, running);
  return running;
}

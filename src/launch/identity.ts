import { localReference } from '../fhir/connection.ts';
import { LaunchError } from './launch-error.ts';
import { claimsOf } from './token-endpoint.ts';

/** Who is signed in, as far as the EHR's ID token tells. */
export interface Identity {
  /** `Practitioner/123`, for a user whom this server keeps. */
  readonly user?: string;
  readonly userName?: string;
}

export interface ExpectedToken {
  readonly base: string;
  readonly clientId: string;
  /** The name the EHR gave itself, if it did. */
  readonly authority?: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Workstations' clocks are off by minutes, not more. */
const LEEWAY_MS = 5 * 60_000;
const PEOPLE = /^(Practitioner|PractitionerRole|Patient|RelatedPerson|Person)\//;

/**
 * The user whom an ID token names. The signature is not looked at: the token came straight from the token endpoint over an
 * encrypted connection, which OpenID Connect (Core 3.1.3.7) lets stand in for it.
 *
 * @throws LaunchError `bad-identity` where the token is unreadable, expired, or made by or for someone else
 */
export function readIdentity(idToken: string, expected: ExpectedToken): Identity {
  const claims = claimsOf(idToken);
  if (claims === undefined) throw new LaunchError('bad-identity');
  const { iss, aud, exp } = claims;
  const audience: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  const issued = expected.authority === undefined || (typeof iss === 'string' && trimmed(iss) === trimmed(expected.authority));
  const fresh = typeof exp === 'number' && exp * 1000 + LEEWAY_MS > expected.now;
  if (!issued || !audience.includes(expected.clientId) || !fresh) throw new LaunchError('bad-identity');
  const user = userIn(claims, expected.base);
  const userName = nameIn(claims);
  return { ...(user !== undefined && { user }), ...(userName !== undefined && { userName }) };
}

/** `profile` is where SMART 1 put the user. */
function userIn(claims: Readonly<Record<string, unknown>>, base: string): string | undefined {
  for (const claim of [claims['fhirUser'], claims['profile']]) {
    const reference = typeof claim === 'string' ? localReference(base, claim) : undefined;
    if (reference !== undefined && PEOPLE.test(reference)) return reference;
  }
  return undefined;
}

function nameIn(claims: Readonly<Record<string, unknown>>): string | undefined {
  const { name, given_name: given, family_name: family } = claims;
  if (typeof name === 'string' && name.trim() !== '') return name.trim();
  const parts = [given, family].filter((part) => typeof part === 'string' && part.trim() !== '');
  return parts.length > 0 ? parts.join(' ') : undefined;
}

function trimmed(address: string): string {
  return address.replace(/\/+$/, '');
}

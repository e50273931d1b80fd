import { FhirError } from '../fhir/fhir-error.ts';
import { readIdentity } from './identity.ts';
import { baseOf, findIssuer, type IssuerEntry } from './issuers.ts';
import { LaunchError } from './launch-error.ts';
import type { Page } from './page.ts';
import { isStale, type LaunchRecord, type SessionRecord, takeLaunch } from './records.ts';
import { askForToken, type TokenGrant, TokenRefusal } from './token-endpoint.ts';

/** The entries of issuers.json. */
export type Issuers = readonly IssuerEntry[];

/** The EHR's answer to a launch, as the address brings it. */
export interface Callback {
  readonly state: string;
  readonly answer: { readonly code: string } | { readonly error: string; readonly description?: string };
  /** Who says that it answers (RFC 9207). */
  readonly authority?: string;
}

/**
 * What a launch granted: its record is taken and the code exchanged, both for good, whatever comes of it.
 *
 * @throws LaunchError `bad-callback` where this window began no such launch or the answer is another server's, `expired`,
 * `denied`, `unknown-issuer`, `unreachable`, `no-patient`, `bad-identity`
 */
export async function completeLaunch(
  page: Page,
  storage: Storage,
  issuers: Issuers | Promise<Issuers>,
  { state, answer, authority }: Callback,
): Promise<{ readonly entry: IssuerEntry; readonly record: SessionRecord }> {
  const launch = takeLaunch(storage, state);
  if (launch === undefined || !isFrom(launch, authority)) throw new LaunchError('bad-callback');
  if (isStale(launch, page.machineTime())) throw new LaunchError('expired');
  if ('error' in answer) throw new LaunchError('denied', { reason: [answer.error, answer.description].filter(Boolean).join(': ') });
  const entry = findIssuer(await issuers, launch.issuer);
  const grant = await exchangeCode(page, entry, launch, answer.code);
  return { entry, record: newRecord(entry, launch, grant, page.clock()) };
}

function isFrom(launch: LaunchRecord, authority: string | undefined): boolean {
  if (authority === undefined) return !launch.namesItself;
  return launch.authority === undefined || launch.authority === authority;
}

async function exchangeCode(page: Page, entry: IssuerEntry, launch: LaunchRecord, code: string): Promise<TokenGrant> {
  const { redirectUri, codeVerifier, tokenEndpoint } = launch;
  const form = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    client_id: entry.clientId,
    code_verifier: codeVerifier,
  };
  try {
    return await askForToken(page, tokenEndpoint, form);
  } catch (cause) {
    if (cause instanceof TokenRefusal) {
      throw new LaunchError(cause.code === 'invalid_grant' ? 'expired' : 'denied', {
        cause,
        ...(cause.code !== undefined && { reason: cause.code }),
      });
    }
    if (cause instanceof FhirError) throw new LaunchError('unreachable', { cause });
    throw cause;
  }
}

function newRecord(entry: IssuerEntry, launch: LaunchRecord, grant: TokenGrant, now: number): SessionRecord {
  if (grant.patient === undefined || !/^[A-Za-z0-9\-._]+$/.test(grant.patient)) throw new LaunchError('no-patient');
  const { authority, revocationEndpoint } = launch;
  const expected = { base: baseOf(entry), clientId: entry.clientId, now, ...(authority !== undefined && { authority }) };
  return {
    issuer: entry.issuer,
    patientId: grant.patient,
    needPatientBanner: grant.needPatientBanner,
    tokenEndpoint: launch.tokenEndpoint,
    accessToken: grant.accessToken,
    expiresAt: grant.expiresAt,
    ...(grant.refreshToken !== undefined && { refreshToken: grant.refreshToken }),
    ...(grant.scope !== undefined && { grantedScopes: grant.scope }),
    ...(grant.encounter !== undefined && { encounter: `Encounter/${grant.encounter}` }),
    ...(grant.intent !== undefined && { intent: grant.intent }),
    ...(revocationEndpoint !== undefined && { revocationEndpoint }),
    ...(grant.idToken !== undefined && readIdentity(grant.idToken, expected)),
  };
}

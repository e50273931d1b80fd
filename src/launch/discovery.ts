import { isSafeAddress } from './issuers.ts';
import { LaunchError } from './launch-error.ts';

/** What the app needs to know of `.well-known/smart-configuration`. */
export interface Discovery {
  readonly capabilities: readonly string[];
  /** Whether the EHR says that it takes PKCE with S256. */
  readonly takesS256: boolean;
  /** Its name in answers and ID tokens. */
  readonly authority?: string;
  /** Whether its answers name it (RFC 9207). */
  readonly namesItself: boolean;
  readonly revocationEndpoint?: string;
}

/** What an EHR of before smart-configuration is taken to say. */
export const NOTHING_DISCOVERED: Discovery = { capabilities: [], takesS256: false, namesItself: false };

/**
 * What a smart-configuration document says.
 * @param base the FHIR base, which relative addresses are relative to
 * @throws LaunchError `bad-discovery` for an address that is not safe
 */
export function readDiscovery(document: unknown, base: string): Discovery {
  const fields: Readonly<Record<string, unknown>> = typeof document === 'object' && document !== null ? { ...document } : {};
  const { issuer, revocation_endpoint: revocation } = fields;
  return {
    capabilities: texts(fields['capabilities']),
    takesS256: texts(fields['code_challenge_methods_supported']).includes('S256'),
    namesItself: fields['authorization_response_iss_parameter_supported'] === true,
    ...(typeof issuer === 'string' && { authority: issuer }),
    ...(typeof revocation === 'string' && { revocationEndpoint: endpoint(revocation, base) }),
  };
}

/**
 * The absolute address of a service the EHR names.
 * @throws LaunchError `bad-discovery` where there is none, or neither the user nor a code may be sent there
 */
export function endpoint(address: string | undefined, base: string): string {
  const root = base.endsWith('/') ? base : `${base}/`;
  if (!address || !URL.canParse(address, root)) throw new LaunchError('bad-discovery');
  const url = new URL(address, root).href;
  if (!isSafeAddress(url)) throw new LaunchError('bad-discovery');
  return url;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

import { isSafeAddress } from '../../src/launch/issuers.ts';
import type { FramedIssuer } from '../security-headers.ts';

/** What an EHR told of its sign-in, or that it did not. */
export type DiscoveredHosts = { readonly issuer: string } & ({ readonly origins: readonly string[] } | { readonly failed: string });

const TIMEOUT_MS = 8_000;
const ENDPOINTS = ['authorization_endpoint', 'token_endpoint', 'revocation_endpoint'];

/**
 * The origins of sign-in, token and revocation that each EHR names in its smart-configuration. One that does not answer
 * stops nothing: its hosts can be listed in `hosts`.
 */
export function discoverHosts(issuers: readonly FramedIssuer[], fetch: typeof globalThis.fetch): Promise<readonly DiscoveredHosts[]> {
  return Promise.all(issuers.map(({ issuer }) => hostsOf(issuer, fetch)));
}

async function hostsOf(issuer: string, fetch: typeof globalThis.fetch): Promise<DiscoveredHosts> {
  const base = issuer.endsWith('/') ? issuer : `${issuer}/`;
  try {
    const response = await fetch(`${base}.well-known/smart-configuration`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) return { issuer, failed: `it answered ${response.status}` };
    const document: unknown = await response.json();
    return { issuer, origins: originsIn(document, base) };
  } catch {
    return { issuer, failed: 'it did not answer, or with something else than JSON' };
  }
}

function originsIn(document: unknown, base: string): readonly string[] {
  const fields: Readonly<Record<string, unknown>> = typeof document === 'object' && document !== null ? { ...document } : {};
  const addresses = ENDPOINTS.map((name) => fields[name]).filter((value) => typeof value === 'string');
  const urls = addresses.filter((address) => URL.canParse(address, base)).map((address) => new URL(address, base));
  // What the app would not send a code to has no place in the policy either.
  return [...new Set(urls.filter(({ href }) => isSafeAddress(href)).map(({ origin }) => origin))];
}

import { discover, requestToAuthorize } from './authorize.ts';
import { findIssuer, parseIssuers } from './issuers.ts';
import { LaunchError } from './launch-error.ts';
import type { Page } from './page.ts';
import { keepLaunch, usableStorage } from './records.ts';
import { scopesFor } from './scopes.ts';

/**
 * Takes an EHR's launch (`?iss=…&launch=…`) up to the EHR's sign-in, for which the page is left. Of the address only these
 * two parameters are heeded, `iss` only where issuers.json lists it, and all that before anything is asked of that server.
 *
 * The EHR answers to `index.html` beside the launch page, or where the entry's `redirect` says: the redirect URI to register.
 *
 * @throws LaunchError
 */
export async function startLaunch(page: Page): Promise<void> {
  const { iss, launch } = launchParameters(page.address());
  if (iss === null || launch === null) throw new LaunchError('no-session');
  const issuers = parseIssuers(await fetchIssuers(page));
  const entry = findIssuer(issuers, iss);
  const storage = usableStorage(page);
  page.replaceAddress(launchAddress(page.address()));

  const discovery = await discover(entry, iss);
  const redirectUri = new URL(entry.redirect ?? './index.html', page.address()).href;
  const scope = scopesFor(entry, discovery.capabilities);
  const state = crypto.randomUUID();
  const { address, tokenEndpoint, codeVerifier } = await requestToAuthorize({ entry, iss, launch, redirectUri, scope, state });
  const { authority, revocationEndpoint, namesItself } = discovery;
  keepLaunch(storage, state, {
    startedAt: page.machineTime(),
    issuer: entry.issuer,
    redirectUri,
    tokenEndpoint,
    codeVerifier,
    namesItself,
    ...(authority !== undefined && { authority }),
    ...(revocationEndpoint !== undefined && { revocationEndpoint }),
  });
  page.leaveFor(address);
}

/** The launch page's own address with nothing but the launch in it; good for opening the same launch in another window. */
export function launchAddress(address: string): string {
  const { iss, launch } = launchParameters(address);
  const clean = new URL('./launch.html', address);
  if (iss !== null) clean.searchParams.set('iss', iss);
  if (launch !== null) clean.searchParams.set('launch', launch);
  return clean.href;
}

function launchParameters(address: string): { readonly iss: string | null; readonly launch: string | null } {
  const given = new URL(address).searchParams;
  return { iss: given.get('iss'), launch: given.get('launch') };
}

async function fetchIssuers(page: Page): Promise<unknown> {
  const address = new URL('./issuers.json', page.address()).href;
  try {
    const response = await page.fetch(address, { cache: 'no-store', credentials: 'same-origin' });
    if (!response.ok) throw new LaunchError('bad-settings', { reason: `issuers.json: cannot be loaded (${response.status})` });
    return await response.json();
  } catch (cause) {
    if (cause instanceof LaunchError) throw cause;
    throw new LaunchError('bad-settings', { reason: 'issuers.json: cannot be loaded', cause });
  }
}

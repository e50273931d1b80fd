import { authorize, fetchWellKnownJson } from 'fhirclient/lib/smart';
import type { fhirclient } from 'fhirclient/lib/types';
import { type Discovery, endpoint, NOTHING_DISCOVERED, readDiscovery } from './discovery.ts';
import type { IssuerEntry } from './issuers.ts';
import { LaunchError } from './launch-error.ts';
import { createProofKey } from './proof-key.ts';

// fhirclient does the protocol's first half: discovery and the request to authorize. It runs on an adapter of our own,
// because the one it comes with reads the page's address (where `fhirServiceUrl`, `clientId` and `patientId` would outrank
// our settings) and keeps one session per window under a fixed name (where a second chart would end the first).
// The second half, the exchange of the code, is token-endpoint.ts: fhirclient's fails after the code is spent when an EHR
// sends no `expires_in` with an opaque token, puts the code into the form unescaped, and knows no time limit.

const TIMEOUT_MS = 15_000;

export interface AuthorizeRequest {
  readonly entry: IssuerEntry;
  /** As received, since `aud` must be that to the letter. */
  readonly iss: string;
  readonly launch: string;
  readonly redirectUri: string;
  readonly scope: string;
  readonly state: string;
}

export interface AuthorizeAnswer {
  /** Where to send the user. */
  readonly address: string;
  readonly tokenEndpoint: string;
  readonly codeVerifier: string;
}

/**
 * What the EHR says of its sign-in. An EHR without smart-configuration is given the benefit of the doubt only where its
 * entry says so.
 * @throws LaunchError `unreachable`, `bad-discovery`, `no-pkce`
 */
export async function discover(entry: IssuerEntry, iss: string): Promise<Discovery> {
  const lenient = entry.pkce === 'send';
  const document = await fetchWellKnownJson(iss, { signal: AbortSignal.timeout(TIMEOUT_MS) }).catch((cause: unknown) => {
    // The library's error quotes the answer's body, so it goes no further than `cause`.
    if (lenient) return undefined;
    throw new LaunchError('unreachable', { cause });
  });
  if (document === undefined) return NOTHING_DISCOVERED;
  if (typeof document !== 'object') throw new LaunchError('unreachable');
  const discovery = readDiscovery(document, iss);
  if (!discovery.takesS256 && !lenient) throw new LaunchError('no-pkce');
  return discovery;
}

/**
 * The address that asks the EHR to authorize this launch, and what its answer will need.
 * @throws LaunchError `unreachable`, `bad-discovery`
 */
export async function requestToAuthorize(request: AuthorizeRequest): Promise<AuthorizeAnswer> {
  const { entry, iss, launch, redirectUri, scope, state } = request;
  const kept = new Map<string, unknown>();
  const asked = await authorize(adapter(iss, launch, kept), [
    {
      issMatch: (address) => address === iss,
      clientId: entry.clientId,
      scope,
      redirectUri,
      stateKey: state,
      pkceMode: entry.pkce === 'send' ? 'unsafeV1' : 'required',
      noRedirect: true,
      completeInTarget: true,
      conformanceRequestOptions: { signal: AbortSignal.timeout(TIMEOUT_MS) },
    },
  ]).catch((cause: unknown) => {
    throw new LaunchError('unreachable', { cause });
  });
  const record = kept.get(state);
  const [authorizeUri, tokenUri, codeVerifier] = ['authorizeUri', 'tokenUri', 'codeVerifier'].map((name) => textIn(record, name));
  if (!asked || !authorizeUri || !codeVerifier) throw new LaunchError('bad-discovery');
  return {
    address: withQuery(endpoint(authorizeUri, iss), asked.slice(authorizeUri.length + 1)),
    tokenEndpoint: endpoint(tokenUri, iss),
    codeVerifier,
  };
}

function textIn(record: unknown, name: string): string | undefined {
  const value: unknown = typeof record === 'object' && record !== null ? Reflect.get(record, name) : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** The library joins with `?` even where the endpoint has a query of its own, and leaves a relative endpoint relative. */
function withQuery(address: string, query: string): string {
  const url = new URL(address);
  for (const [name, value] of new URLSearchParams(query)) url.searchParams.set(name, value);
  return url.href;
}

/** An environment for `authorize` that holds nothing but this launch. */
function adapter(iss: string, launch: string, kept: Map<string, unknown>): fhirclient.Adapter {
  const address = `https://launch.invalid/?${new URLSearchParams({ iss, launch })}`;
  return {
    options: { fullSessionStorageSupport: false, replaceBrowserHistory: false },
    getUrl: () => new URL(address),
    getStorage: () => ({
      get: async (key) => kept.get(key) ?? null,
      set: async (key, value) => void kept.set(key, value),
      unset: async (key) => kept.delete(key),
    }),
    redirect: unused,
    relative: (path) => new URL(path, address).href,
    getAbortController: () => AbortController,
    getSmartApi: unused,
    btoa: unused,
    atob: unused,
    base64urlencode: unused,
    base64urldecode: unused,
    security: {
      generatePKCEChallenge: createProofKey,
      randomBytes: unused,
      digestSha256: unused,
      importJWK: unused,
      signCompactJws: unused,
    },
  };
}

function unused(): never {
  throw new Error('not part of authorize');
}

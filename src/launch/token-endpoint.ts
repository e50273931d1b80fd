import { FhirError } from '../fhir/fhir-error.ts';
import type { Page } from './page.ts';

/** What a token endpoint grants, as far as the app uses it; fields of another type than they should be are left out. */
export interface TokenGrant {
  readonly accessToken: string;
  /** Epoch milliseconds by this computer's clock; null where neither the EHR nor the token itself says. */
  readonly expiresAt: number | null;
  readonly refreshToken?: string;
  readonly scope?: string;
  readonly idToken?: string;
  readonly patient?: string;
  readonly encounter?: string;
  readonly intent?: string;
  readonly needPatientBanner: boolean;
}

/** The endpoint's refusal (400 or 401), with the OAuth error code it gave, if any. */
export class TokenRefusal extends Error {
  readonly code: string | undefined;
  readonly status: 400 | 401;

  constructor(code: string | undefined, status: 400 | 401) {
    super('token endpoint refused');
    this.name = 'TokenRefusal';
    this.code = code;
    this.status = status;
  }
}

const TIMEOUT_MS = 30_000;

/**
 * Posts a form to a token endpoint.
 *
 * @throws TokenRefusal where the endpoint refuses; FhirError `network`, `timeout`, `server` or `unreadable` where it gives
 * no answer to act upon
 */
export async function askForToken(page: Page, endpoint: string, form: Readonly<Record<string, string>>): Promise<TokenGrant> {
  const { status, body } = await post(page, endpoint, form);
  const fields = jsonObject(body);
  if (status === 400 || status === 401) throw new TokenRefusal(text(fields, 'error'), status);
  if (status < 200 || status > 299) throw new FhirError('server', WHAT, { status });
  const accessToken = text(fields, 'access_token');
  const type = text(fields, 'token_type') ?? 'bearer';
  if (accessToken === undefined || type.toLowerCase() !== 'bearer') throw new FhirError('unreadable', WHAT, { status });
  return {
    accessToken,
    expiresAt: expiry(fields, accessToken, page.clock()),
    needPatientBanner: fields['need_patient_banner'] !== false && fields['need_patient_banner'] !== 'false',
    ...present('refreshToken', text(fields, 'refresh_token')),
    ...present('scope', text(fields, 'scope')),
    ...present('idToken', text(fields, 'id_token')),
    ...present('patient', text(fields, 'patient')),
    ...present('encounter', text(fields, 'encounter')),
    ...present('intent', text(fields, 'intent')),
  };
}

/** The claims of a JSON Web Token, unverified; undefined for an opaque token, dots or no dots. */
export function claimsOf(token: string): Readonly<Record<string, unknown>> | undefined {
  const payload = token.split('.')[1];
  if (payload === undefined || payload === '') return undefined;
  try {
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof claims === 'object' && claims !== null && !Array.isArray(claims) ? { ...claims } : undefined;
  } catch {
    return undefined;
  }
}

const WHAT = 'POST token';

async function post(
  page: Page,
  endpoint: string,
  form: Readonly<Record<string, string>>,
): Promise<{ readonly status: number; readonly body: string }> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const response = await page.fetch(endpoint, {
      method: 'POST',
      headers: { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal,
    });
    return { status: response.status, body: await response.text() };
  } catch (cause) {
    throw new FhirError(signal.aborted ? 'timeout' : 'network', WHAT, { cause });
  }
}

/** `expires_in` comes as a number, as text, or not at all; a token that is a JWT may tell instead. */
function expiry(fields: Readonly<Record<string, unknown>>, accessToken: string, now: number): number | null {
  const given = fields['expires_in'];
  const seconds = typeof given === 'number' || (typeof given === 'string' && given.trim() !== '') ? Number(given) : NaN;
  if (Number.isFinite(seconds)) return now + seconds * 1000;
  const { exp, iat } = claimsOf(accessToken) ?? {};
  if (typeof exp !== 'number') return null;
  // From issue to end is true whatever this computer's clock shows.
  return typeof iat === 'number' ? now + (exp - iat) * 1000 : exp * 1000;
}

function jsonObject(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function text(fields: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = fields[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function present<const Name extends string>(name: Name, value: string | undefined): { readonly [N in Name]?: string } {
  const found: { [N in Name]?: string } = {};
  if (value !== undefined) found[name] = value;
  return found;
}

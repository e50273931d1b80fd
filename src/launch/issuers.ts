import { LaunchError } from './launch-error.ts';

/** One EHR that may launch the app, as `issuers.json` lists it. */
export interface IssuerEntry {
  /** What the screen calls the EHR. */
  readonly name: string;
  /** FHIR base URL, which the EHR sends as `iss`; a trailing slash makes no difference. */
  readonly issuer: string;
  readonly clientId: string;
  /** Spelling of scopes. `auto`, also where absent: v2 where the EHR advertises it, else v1. */
  readonly scopes?: 'auto' | 'v1' | 'v2';
  /** Whose access is asked for: what belongs to the patient in context, or all that the user may see. `patient` if absent. */
  readonly access?: Access;
  /** Types of resource for which that is otherwise. */
  readonly accessByType?: Readonly<Record<string, Access>>;
  /** Scopes asked for beside the app's own, as they are written. */
  readonly extraScopes?: readonly string[];
  /** What is not asked for: a type (`Task`), some of its letters (`Encounter.cu`), or `openid`, `fhirUser`, `online_access`. */
  readonly leaveOutScopes?: readonly string[];
  /** Where the EHR answers, relative to the launch page and on the app's own origin: what was registered. `./index.html` if absent. */
  readonly redirect?: string;
  /** `send` launches an older EHR that does not advertise S256; the challenge is sent all the same. `required` if absent. */
  readonly pkce?: 'required' | 'send';
  /** Asks for a refresh token that outlives the user's presence, where the EHR has no `online_access`. */
  readonly offlineAccess?: boolean;
  /** Whose product it is, for what an EHR does not tell of itself before sign-in. */
  readonly vendor?: Vendor;
  /** Origins of authorization and token endpoints, where they are not the FHIR server's. For the security headers. */
  readonly hosts?: readonly string[];
  /** Origins of the EHR's pages that embed the app. For the security headers. */
  readonly frameAncestors?: readonly string[];
  /** Keys of `site.json` that are otherwise for this EHR. The app merges and checks them; the launch page does not look. */
  readonly site?: Readonly<Record<string, unknown>>;
}

export type Access = 'patient' | 'user';

/** The products of which something must be known before sign-in: see `scopesFor`. */
export type Vendor = 'epic' | 'oracle-health';

/**
 * The entries of `issuers.json`, checked as far as launching needs it. The app checks the whole file again, field by field,
 * with `readIssuers`; this check is by hand so that the launch page stays light.
 *
 * @throws LaunchError `bad-settings`, with the field in `reason`
 */
export function parseIssuers(json: unknown): readonly IssuerEntry[] {
  const entries = isObject(json) ? json['issuers'] : undefined;
  if (!Array.isArray(entries) || entries.length === 0) throw badSettings('issuers', 'is not a list with entries');
  const parsed = entries.map((entry: unknown, index) => parseEntry(entry, `issuers.${index}`));
  parsed.forEach((entry, index) => {
    if (parsed.findIndex((other) => sameAddress(other.issuer, entry.issuer)) !== index) {
      throw badSettings(`issuers.${index}.issuer`, 'is listed twice');
    }
  });
  return parsed;
}

/**
 * The entry whose address is the `iss` that was received: the same scheme, host, port and path, a trailing slash aside.
 * @throws LaunchError `unknown-issuer` for everything else
 */
export function findIssuer(issuers: readonly IssuerEntry[], iss: string): IssuerEntry {
  const found = issuers.find((entry) => sameAddress(entry.issuer, iss));
  if (found === undefined) throw new LaunchError('unknown-issuer', { host: hostOf(iss) });
  return found;
}

/** The entry's FHIR base as a Connection holds it, without a trailing slash. */
export function baseOf(entry: IssuerEntry): string {
  return entry.issuer.replace(/\/+$/, '');
}

/** What is wrong with a redirect that `isRedirect` refuses. */
export const NO_REDIRECT = 'is not an address within the app such as ./index.html';

/** Whether an entry may have the EHR answer there: the app's page or its folder, by a path from the launch page. */
export function isRedirect(value: unknown): value is string {
  return typeof value === 'string' && /^\.\/(?:index\.html)?(?:\?[\w=&.~-]+)?$/.test(value);
}

/** Whether a code or a token may travel to the address: encrypted, or to this very computer. */
export function isSafeAddress(address: string): boolean {
  return safeUrl(address) !== undefined;
}

/** Whether two addresses are one server's: a trailing slash makes no difference, nor does the case of the host. */
export function sameAddress(one: string, other: string): boolean {
  const [a, b] = [baseAddress(one), baseAddress(other)];
  return a !== undefined && a === b;
}

/** The address in the form to compare; undefined where it is none that FHIR could live at. */
function baseAddress(text: string): string | undefined {
  // The URL parser drops tabs and line ends and turns backslashes round, so two texts that differ could look the same.
  const url = /[\s\\]/.test(text) ? undefined : safeUrl(text);
  if (url === undefined || /[?#]/.test(text)) return undefined;
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

function safeUrl(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && loopback);
  return safe && url.username === '' && url.password === '' ? url : undefined;
}

function hostOf(iss: string): string {
  const host = URL.canParse(iss) ? new URL(iss).host : '';
  return host === '' ? 'an address that cannot be read' : host;
}

const ACCESS = ['patient', 'user'] as const;

/** All there are. */
export const VENDORS = ['epic', 'oracle-health'] as const satisfies readonly Vendor[];

function parseEntry(entry: unknown, at: string): IssuerEntry {
  if (!isObject(entry)) throw badSettings(at, 'is not an object');
  const issuer = requiredText(entry, 'issuer', at);
  if (baseAddress(issuer) === undefined)
    throw badSettings(`${at}.issuer`, 'is not an https address without query (http for localhost only)');
  const { offlineAccess, redirect } = entry;
  if (offlineAccess !== undefined && typeof offlineAccess !== 'boolean') throw badSettings(`${at}.offlineAccess`, 'is not true or false');
  if (redirect !== undefined && !isRedirect(redirect)) throw badSettings(`${at}.redirect`, NO_REDIRECT);
  return {
    name: requiredText(entry, 'name', at),
    issuer,
    clientId: requiredText(entry, 'clientId', at),
    ...present('scopes', oneOf(entry, 'scopes', ['auto', 'v1', 'v2'], at)),
    ...present('access', oneOf(entry, 'access', ACCESS, at)),
    ...present('accessByType', accessByType(entry, at)),
    ...present('extraScopes', wordList(entry, 'extraScopes', at)),
    ...present('leaveOutScopes', wordList(entry, 'leaveOutScopes', at)),
    ...present('redirect', redirect),
    ...present('pkce', oneOf(entry, 'pkce', ['required', 'send'], at)),
    ...present('offlineAccess', offlineAccess),
    ...present('vendor', oneOf(entry, 'vendor', VENDORS, at)),
  };
}

function present<const Name extends string, Value>(name: Name, value: Value | undefined): { readonly [N in Name]?: Value } {
  const found: { [N in Name]?: Value } = {};
  if (value !== undefined) found[name] = value;
  return found;
}

function accessByType(entry: Readonly<Record<string, unknown>>, at: string): Readonly<Record<string, Access>> | undefined {
  const { accessByType: given } = entry;
  if (given === undefined) return undefined;
  if (!isObject(given)) throw badSettings(`${at}.accessByType`, 'is not an object');
  const types = Object.keys(given).map((type) => [type, oneOf(given, type, ACCESS, `${at}.accessByType`)] as const);
  return Object.fromEntries(types.flatMap(([type, access]) => (access === undefined ? [] : [[type, access]])));
}

function wordList(entry: Readonly<Record<string, unknown>>, field: string, at: string): readonly string[] | undefined {
  const value = entry[field];
  if (value === undefined) return undefined;
  const texts = Array.isArray(value) ? value.filter((word): word is string => typeof word === 'string') : [];
  if (!Array.isArray(value) || texts.length !== value.length) throw badSettings(`${at}.${field}`, 'is not a list of words');
  return texts;
}

function requiredText(entry: Readonly<Record<string, unknown>>, field: string, at: string): string {
  const value = entry[field];
  if (typeof value !== 'string' || value.trim() === '') throw badSettings(`${at}.${field}`, 'is missing');
  return value.trim();
}

function oneOf<const T extends string>(
  entry: Readonly<Record<string, unknown>>,
  field: string,
  words: readonly T[],
  at: string,
): T | undefined {
  const value = entry[field];
  const word = words.find((one) => one === value);
  if (value !== undefined && word === undefined) throw badSettings(`${at}.${field}`, `is not one of ${words.join(', ')}`);
  return word;
}

function badSettings(field: string, says: string): LaunchError {
  return new LaunchError('bad-settings', { reason: `issuers.json: ${field} ${says}` });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

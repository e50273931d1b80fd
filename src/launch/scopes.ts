import { DIRECTORY, NEEDED, type Writes } from './asked-types.ts';
import type { Access, IssuerEntry, Vendor } from './issuers.ts';

// Oracle documents these for the users of the EHR alone; a patient's scope is refused there, or granted and of no use.
const VENDOR_ACCESS: Readonly<Record<Vendor, Readonly<Record<string, Access>>>> = {
  epic: {},
  'oracle-health': { ChargeItem: 'user', DocumentReference: 'user', Encounter: 'user' },
};

/** A type of resource as the app uses it at one EHR. */
export interface NeededType {
  readonly type: string;
  /** Whose access is asked for. */
  readonly access: Access;
  /** Letters of c, r, u, s, in this order: all that the app has a use for. */
  readonly needed: string;
  /** Those of them that the entry does not leave out. */
  readonly asked: string;
}

/** Everything that the app reads, searches and writes, and what of it is asked for at this EHR. */
export function neededTypes(entry: IssuerEntry): readonly NeededType[] {
  const { leaveOutScopes: leftOut = [], accessByType } = entry;
  const clinical = Object.entries(NEEDED).map(([type, writes]) => ({ type, writes, access: accessTo(type, entry) }));
  const directory = DIRECTORY.map((type) => ({ type, writes: '' as const, access: accessByType?.[type] ?? 'user' }));
  return [...clinical, ...directory].map(({ type, access, writes }) => ({
    type,
    access,
    needed: lettersLeft(type, writes, []),
    asked: lettersLeft(type, writes, leftOut),
  }));
}

/** How letters of c, r, u, s on a type are asked for; none for no letters. */
export function scopeWords(
  dialect: 'v1' | 'v2',
  { type, access }: Pick<NeededType, 'type' | 'access'>,
  letters: string,
): readonly string[] {
  if (letters === '') return [];
  const resource = `${access}/${type}`;
  if (dialect === 'v2') return [`${resource}.${letters}`];
  return [...(/[rs]/.test(letters) ? [`${resource}.read`] : []), ...(/[cu]/.test(letters) ? [`${resource}.write`] : [])];
}

/**
 * The scope string to ask an EHR for: never a wildcard, and in v2 one scope for each type, since some servers take the last
 * of two instead of both. In v1 a type that is also written needs two, there being no other spelling but the wildcard.
 * The entry's own wishes hold: dialect, whose access, what is left out, what is asked for besides.
 *
 * @param capabilities as the EHR's smart-configuration lists them
 */
export function scopesFor(entry: IssuerEntry, capabilities: readonly string[]): string {
  const { leaveOutScopes: leftOut = [], scopes = 'auto' } = entry;
  const advertised = capabilities.includes('permission-v2') ? 'v2' : 'v1';
  const dialect = scopes === 'auto' ? advertised : scopes;
  const data = neededTypes(entry).flatMap((one) => scopeWords(dialect, one, one.asked));
  const about = ['launch', 'openid', 'fhirUser', ...refreshScope(entry, capabilities)].filter((word) => !leftOut.includes(word));
  return [...new Set([...about, ...data, ...(entry.extraScopes ?? [])])].join(' ');
}

function accessTo(type: string, { access, accessByType, vendor }: IssuerEntry): Access {
  return accessByType?.[type] ?? access ?? (vendor === undefined ? undefined : VENDOR_ACCESS[vendor][type]) ?? 'patient';
}

/** Of the letters of a type, in the order that the specification fixes (c r u d s), those that no wish takes away. */
function lettersLeft(type: string, writes: Writes, leftOut: readonly string[]): string {
  const away = leftOut.flatMap((wish) => {
    const [name, letters = 'crus'] = wish.split('.');
    return name === type ? letters.split('') : [];
  });
  return ['c', 'r', 'u', 's'].filter((letter) => ('rs' + writes).includes(letter) && !away.includes(letter)).join('');
}

function refreshScope(entry: IssuerEntry, capabilities: readonly string[]): readonly string[] {
  if (capabilities.includes('permission-online')) return ['online_access'];
  return entry.offlineAccess === true ? ['offline_access'] : [];
}

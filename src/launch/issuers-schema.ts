import * as z from 'zod/mini';
import { isRedirect, isSafeAddress, type IssuerEntry, NO_REDIRECT, sameAddress, VENDORS } from './issuers.ts';
import { ASKED_TYPES } from './asked-types.ts';

z.config({ jitless: true });

const text = z.string().check(z.trim(), z.minLength(1));

/** An address's scheme and host, as the browser writes them. */
export const origin = z.string().check(
  z.refine((address) => URL.canParse(address) && new URL(address).origin === address, {
    error: 'is not an origin such as https://ehr.example.org: scheme and host, without path or trailing slash',
  }),
);

const askedType = z.string().check(
  z.refine((type) => ASKED_TYPES.includes(type), {
    error: 'is not a type of resource that the app asks for',
    params: { among: ASKED_TYPES },
  }),
);

const ABOUT = ['openid', 'fhirUser', 'online_access'];

const leftOut = z.string().check(
  z.refine((wish) => ABOUT.includes(wish) || isLeftOut(wish), {
    error: ({ input }) =>
      input === 'Patient' || String(input).startsWith('Patient.')
        ? 'cannot be left out: the app opens on a patient'
        : 'is not a type the app asks for, with or without letters of c, r, u, s (Encounter.cu)',
    params: { among: [...ABOUT, ...ASKED_TYPES] },
  }),
);

const extraScope = z.string().check(
  z.refine(
    (scope) =>
      /^(?:(?:patient|user)\/[A-Z][A-Za-z]+\.(?:read|write|(?=[crus])c?r?u?s?(?:\?\S+)?)|launch(?:\/[a-z]+)?|profile|smart\/\S+)$/.test(
        scope,
      ),
    {
      error: 'is not a scope such as patient/Flag.rs: one type of resource, of patient or user, without a wildcard',
    },
  ),
);

const issuerEntry = z.strictObject({
  name: text,
  issuer: z.string().check(
    z.refine((address) => isSafeAddress(address) && !/[?#\s\\]/.test(address), {
      error: ({ input }) =>
        /^http:/i.test(String(input))
          ? 'is not encrypted: expected https (http for localhost only)'
          : 'is not an https address without query (http for localhost only)',
    }),
  ),
  clientId: text,
  scopes: z.exactOptional(z.enum(['auto', 'v1', 'v2'])),
  access: z.exactOptional(z.enum(['patient', 'user'])),
  accessByType: z.exactOptional(z.record(askedType, z.enum(['patient', 'user']))),
  extraScopes: z.exactOptional(z.array(extraScope)),
  leaveOutScopes: z.exactOptional(z.array(leftOut)),
  redirect: z.exactOptional(z.string().check(z.refine(isRedirect, { error: NO_REDIRECT }))),
  pkce: z.exactOptional(z.enum(['required', 'send'])),
  offlineAccess: z.exactOptional(z.boolean()),
  vendor: z.exactOptional(z.enum(VENDORS)),
  hosts: z.exactOptional(z.array(origin)),
  frameAncestors: z.exactOptional(z.array(origin)),
  site: z.exactOptional(z.record(z.string(), z.unknown())),
}) satisfies z.ZodMiniType<IssuerEntry>;

/** The whole of `issuers.json`. Strict: a misspelt key is an error, not a setting that silently does nothing. */
export const IssuersFile = z.strictObject({
  $schema: z.exactOptional(z.string()),
  issuers: z.array(issuerEntry).check(z.minLength(1)),
});

/** The entries of `issuers.json`; undefined where anything is wrong with it, which `issuers-problems.ts` explains. */
export function readIssuers(json: unknown): readonly IssuerEntry[] | undefined {
  const issuers = IssuersFile.safeParse(json).data?.issuers;
  const isOnce = issuers?.every((entry, index) => firstOf(issuers, entry.issuer) === index);
  return isOnce === true ? issuers : undefined;
}

/** The place of the first entry with that address. */
export function firstOf(issuers: readonly Pick<IssuerEntry, 'issuer'>[], address: string): number {
  return issuers.findIndex(({ issuer }) => sameAddress(issuer, address));
}

function isLeftOut(wish: string): boolean {
  const [type = '', letters] = wish.split('.');
  const isSome = letters === undefined || /^[crus]{1,4}$/.test(letters);
  return type !== 'Patient' && ASKED_TYPES.includes(type) && isSome && wish.split('.').length < 3;
}

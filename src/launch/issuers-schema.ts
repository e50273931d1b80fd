import * as z from 'zod/mini';
import { isSafeAddress, type IssuerEntry, parseIssuers } from './issuers.ts';
import { LaunchError } from './launch-error.ts';

z.config({ ...z.locales.en(), jitless: true });

const text = z.string().check(z.trim(), z.minLength(1));

const origin = z.string().check(
  z.refine((address) => URL.canParse(address) && new URL(address).origin === address, {
    error: 'is not an origin such as https://ehr.example.org',
  }),
);

const issuerEntry = z.strictObject({
  name: text,
  issuer: z.string().check(
    z.refine((address) => isSafeAddress(address) && !/[?#\s\\]/.test(address), {
      error: 'is not an https address without query (http for localhost only)',
    }),
  ),
  clientId: text,
  scopes: z.exactOptional(z.enum(['v1', 'v2'])),
  access: z.exactOptional(z.enum(['patient', 'user'])),
  pkce: z.exactOptional(z.enum(['required', 'send'])),
  offlineAccess: z.exactOptional(z.boolean()),
  connectOrigins: z.exactOptional(z.array(origin)),
  frameAncestors: z.exactOptional(z.array(origin)),
}) satisfies z.ZodMiniType<IssuerEntry>;

/**
 * The whole of `issuers.json`, for the app's check with an error for each field. Strict, so that a misspelt key is an error
 * rather than a setting that silently does nothing.
 */
const IssuersFile = z.strictObject({ issuers: z.array(issuerEntry).check(z.minLength(1)) });

/** One thing wrong with `issuers.json`, at the place it is wrong. */
export interface IssuersProblem {
  /** `issuers.0.clientId`; empty for the file as a whole. */
  readonly field: string;
  readonly message: string;
}

/** All that is wrong with `issuers.json`; empty where the app may start with it. */
export function issuersProblems(json: unknown): readonly IssuersProblem[] {
  const checked = IssuersFile.safeParse(json);
  if (!checked.success) return checked.error.issues.map((issue) => ({ field: issue.path.map(String).join('.'), message: issue.message }));
  try {
    parseIssuers(json);
    return [];
  } catch (error) {
    // What only the whole list shows: the same server twice.
    if (error instanceof LaunchError) return [{ field: 'issuers', message: error.reason ?? 'cannot be used' }];
    throw error;
  }
}

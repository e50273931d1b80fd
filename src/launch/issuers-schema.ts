import { z } from 'zod';
import { isSafeAddress, type IssuerEntry, parseIssuers } from './issuers.ts';
import { LaunchError } from './launch-error.ts';

z.config({ jitless: true });

const origin = z.string().refine((text) => URL.canParse(text) && new URL(text).origin === text, {
  error: 'is not an origin such as https://ehr.example.org',
});

const issuerEntry = z.strictObject({
  name: z.string().trim().min(1),
  issuer: z.string().refine((text) => isSafeAddress(text) && !/[?#\s\\]/.test(text), {
    error: 'is not an https address without query (http for localhost only)',
  }),
  clientId: z.string().trim().min(1),
  scopes: z.enum(['v1', 'v2']).exactOptional(),
  access: z.enum(['patient', 'user']).exactOptional(),
  pkce: z.enum(['required', 'send']).exactOptional(),
  offlineAccess: z.boolean().exactOptional(),
  connectOrigins: z.array(origin).exactOptional(),
  frameAncestors: z.array(origin).exactOptional(),
}) satisfies z.ZodType<IssuerEntry>;

/**
 * The whole of `issuers.json`, for the app's check with an error for each field. Strict, so that a misspelt key is an error
 * rather than a setting that silently does nothing.
 */
const IssuersFile = z.strictObject({ issuers: z.array(issuerEntry).min(1) });

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

import * as z from 'zod/mini';
import type { IssuerEntry } from './issuers.ts';
import { firstOf, IssuersFile } from './issuers-schema.ts';
import { type Checked, checkSettings, type FieldProblem } from './settings-problems.ts';

/** The entries of `issuers.json`, or all that is wrong with the file: every field, and servers that are listed twice. */
export function checkIssuers(json: unknown): Checked<readonly IssuerEntry[]> {
  const checked = checkSettings(IssuersFile, json);
  const problems = [...('problems' in checked ? checked.problems : []), ...listedTwice(json)];
  return 'data' in checked && problems.length === 0 ? { data: checked.data.issuers } : { problems };
}

/** All that is wrong with `issuers.json`; empty where the app may start with it. */
export function issuersProblems(json: unknown): readonly FieldProblem[] {
  const checked = checkIssuers(json);
  return 'problems' in checked ? checked.problems : [];
}

const List = z.object({ issuers: z.array(z.unknown()) });
const Addressed = z.object({ issuer: z.string() });

function listedTwice(json: unknown): readonly FieldProblem[] {
  const issuers = (List.safeParse(json).data?.issuers ?? []).map((entry) => Addressed.safeParse(entry).data ?? { issuer: '' });
  return issuers.flatMap(({ issuer }, index) => {
    const first = firstOf(issuers, issuer);
    if (first < 0 || first === index) return [];
    return [{ field: `issuers.${index}.issuer`, message: `is the same server as issuers.${first}.issuer`, found: 'text' }];
  });
}

import * as z from 'zod/mini';

z.config({ jitless: true });

const name = z.string().check(z.minLength(1));
const codes = z.exactOptional(z.array(name));

/** What a site may say about its EHR so that charts are read well. Part of the site's settings; everything may be absent. */
export const ReadingSettings = z.strictObject({
  /** Visit types of the EHR's own, or SNOMED ones, that stand for a billing code: `{ system, code, countsAs: '99213' }`. */
  visitTypes: z.exactOptional(
    z.array(
      z.strictObject({
        system: name,
        code: name,
        countsAs: z.string().check(z.regex(/^[0-9A-Z]{5}$/, 'is not a CPT or HCPCS code such as 99213')),
      }),
    ),
  ),
  /** References of practitioners and organizations of the practice, `Practitioner/123`: their visits are the same group's. */
  colleagues: z.exactOptional(
    z.array(z.string().check(z.regex(/^[A-Z][A-Za-z]+\/[A-Za-z0-9.-]+$/, 'is not a reference such as Practitioner/123'))),
  ),
  /** By role: beginnings of taxonomy codes, and whole codes of degrees or local roles. */
  roles: z.exactOptional(
    z.strictObject({
      'clinical-staff': codes,
      'physician-qhp': codes,
      'non-clinical-staff': codes,
      software: codes,
    }),
  ),
});
export type ReadingSettings = Readonly<z.infer<typeof ReadingSettings>>;

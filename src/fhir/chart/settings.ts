import { z } from 'zod';

z.config({ jitless: true });

const codes = z.array(z.string().min(1));

/** What a site may say about its EHR so that charts are read well. Part of the site's settings; everything may be absent. */
export const ReadingSettings = z.strictObject({
  /** Visit types of the EHR's own, or SNOMED ones, that stand for a billing code: `{ system, code, countsAs: '99213' }`. */
  visitTypes: z
    .array(
      z.object({ system: z.string().min(1), code: z.string().min(1), countsAs: z.string().regex(/^[0-9A-Z]{5}$/, 'a CPT or HCPCS code') }),
    )
    .exactOptional(),
  /** References of practitioners and organizations of the practice, `Practitioner/123`: their visits are the same group's. */
  colleagues: z.array(z.string().regex(/^[A-Z][A-Za-z]+\/[A-Za-z0-9.-]+$/, 'a reference such as Practitioner/123')).exactOptional(),
  /** By role: beginnings of taxonomy codes, and whole codes of degrees or local roles. */
  roles: z
    .strictObject({
      'clinical-staff': codes.exactOptional(),
      'physician-qhp': codes.exactOptional(),
      'non-clinical-staff': codes.exactOptional(),
      software: codes.exactOptional(),
    })
    .exactOptional(),
});
export type ReadingSettings = Readonly<z.infer<typeof ReadingSettings>>;

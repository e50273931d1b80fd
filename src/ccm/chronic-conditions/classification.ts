import type { ConditionCode } from '../chart.ts';
import type { ConditionJudgement, ConditionReason } from '../month-assessment.ts';

/** Says of the codes of one Condition whether they name a chronic disease, and which. Pure and quick once loaded. */
export interface ChronicConditions {
  /**
   * One answer for all codings of one Condition, in canonical systems (`ICD_10_CM`, `SNOMED_CT`); ICD-10-CM with or without
   * dot, in any case. Codings of other systems are not understood unless a site map has them. Rules ELIG-1, ELIG-3.
   */
  classify(codes: readonly ConditionCode[]): Classification;
}

export interface Classification {
  /** `review`: the lists do not decide, a clinician must. Never a silent yes or no. */
  readonly verdict: 'chronic' | 'review' | 'not-chronic';
  readonly tier: Tier;
  readonly reason: CodeReason;
  /** The disease; equal groups are one disease. Absent where no code is understood. Also given where the verdict is not `chronic`. */
  readonly group?: string;
  /** Absent where we have no name for the group: show the Condition's own display. */
  readonly groupName?: string;
  readonly matched?: MatchedCode;
  /** Another coding of the same Condition that says something else; `matched` decided. */
  readonly disagreesWith?: MatchedCode;
  readonly decidedBy: 'published-lists' | 'site-map';
}

/**
 * A: chronic by AHRQ's CCIR and one of CMS's 30 CCW conditions. B: chronic by CCIR, or by the site's own map. C: review.
 * D: not chronic. A and B count.
 */
export type Tier = 'A' | 'B' | 'C' | 'D';

export type CodeReason = Extract<
  ConditionReason,
  | 'chronic'
  | 'acute-event-code'
  | 'no-determination'
  | 'header-code'
  | 'needs-clinical-review'
  | 'not-chronic'
  | 'text-only'
  | 'code-not-known'
>;

export type MatchedCode = NonNullable<ConditionJudgement['matched']>;

export const ICD_10_CM = 'http://hl7.org/fhir/sid/icd-10-cm';
export const SNOMED_CT = 'http://snomed.info/sct';

/** A code as the tables have it: `e11.9 ` becomes `E119`, `E11.-` becomes `E11`. Codes of other systems are trimmed only. */
export function normaliseCode({ system, code }: ConditionCode): string {
  return system === ICD_10_CM ? code.replaceAll(/[\s.-]/g, '').toUpperCase() : code.trim();
}

/** A code as people write it: `E119` becomes `E11.9`. */
export function printIcd10cm(code: string): string {
  return code.length > 3 ? `${code.slice(0, 3)}.${code.slice(3)}` : code;
}

import type { Reference } from '../../ccm/chart.ts';
import type { RawResource } from '../client.ts';
import type { FhirErrorKind, OutcomeIssue } from '../fhir-error.ts';
import type { ChargeStep } from './steps.ts';

/** What became of one step. */
export type StepOutcome =
  /** Written, or found as it was to be after the answer was lost. */
  | { readonly kind: 'confirmed'; readonly reference: Reference }
  /** Nothing was written: a charge with this identifier stood there. `status` is what it says. */
  | { readonly kind: 'already-there'; readonly reference: Reference; readonly status: string }
  /** Not touched: somebody changed the charge between the look and the write. */
  | { readonly kind: 'changed'; readonly reference: Reference; readonly status: string }
  /** No answer said what became of it. `absent`: looked, and it is not so (yet); `unknown`: looking failed as well. */
  | { readonly kind: 'unclear'; readonly looked: 'absent' | 'unknown'; readonly error?: FhirErrorKind; readonly reference?: Reference }
  | { readonly kind: 'rejected'; readonly issues: readonly OutcomeIssue[]; readonly reference?: Reference }
  /** Nothing of this step reached the EHR. */
  | { readonly kind: 'failed'; readonly error: FhirErrorKind; readonly reference?: Reference }
  /** Not sent, because something before it failed. */
  | { readonly kind: 'not-sent'; readonly reference?: Reference }
  /** The EHR does not take it: `resource` is the charge as it should stand, to hand over. */
  | { readonly kind: 'not-stored'; readonly resource: RawResource; readonly reference?: Reference };

export interface StepResult {
  readonly step: ChargeStep;
  readonly outcome: StepOutcome;
}

/** Whether the step's charge is now as it should be, so that the next step may be taken. */
export function isSettled({ kind }: StepOutcome): boolean {
  return kind === 'confirmed' || kind === 'already-there';
}

/** The charge of a step that stands, or did before. */
export function referenceOf(step: ChargeStep): { readonly reference?: Reference } {
  return step.kind === 'create' ? {} : { reference: step.there.reference };
}

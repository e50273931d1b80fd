import type { PassedOver, SaveOutcome } from '../../fhir/carriers.ts';
import { FhirError, type OutcomeIssue } from '../../fhir/fhir-error.ts';
import type { PlanSaveOutcome } from '../../fhir/care-plan/save.ts';
import type { NotStoredReason, SaveResult } from '../save-result.ts';

/** What a save came to, in the screens' words. What the floor below throws is a failure in which nothing reached the EHR. */
export async function resultOf(saving: () => Promise<SaveOutcome | PlanSaveOutcome>): Promise<SaveResult> {
  try {
    return saveResult(await saving());
  } catch (error) {
    if (error instanceof FhirError) return { kind: 'failed', error: error.kind };
    throw error;
  }
}

function saveResult(outcome: SaveOutcome | PlanSaveOutcome): SaveResult {
  switch (outcome.kind) {
    case 'stored':
      return { kind: 'stored', where: outcome.carrier, reference: outcome.reference, alreadyThere: outcome.alreadyThere };
    case 'unclear':
      return { kind: 'unclear', where: outcome.carrier, looked: outcome.looked, error: outcome.error.kind };
    case 'conflict':
      return { kind: 'conflict', where: outcome.carrier };
    case 'rejected':
      return { kind: 'rejected', where: outcome.carrier, reasons: reasonsOf(outcome.error.outcome ?? []) };
    case 'not-stored':
      return { kind: 'not-stored', because: outcome.because.map(notStoredReason), text: JSON.stringify(outcome.resource, null, 2) };
    case 'read-only':
      return {
        kind: 'rejected',
        where: 'CarePlan',
        reasons: ['This plan holds something that this app must not touch, so it changes nothing in it.'],
      };
    default:
      return outcome satisfies never;
  }
}

/** The EHR's own reasons, each with the element it names. */
export function reasonsOf(issues: readonly OutcomeIssue[]): readonly string[] {
  return issues.map(({ details, diagnostics, code, expression }) => {
    const where = expression.length === 0 ? '' : ` (${expression.join(', ')})`;
    return `${details ?? diagnostics ?? code}${where}`;
  });
}

function notStoredReason({ carrier, why, isUnsupported }: PassedOver): NotStoredReason {
  if (why === 'not-allowed') return { where: carrier, why: isUnsupported === true ? 'not-supported' : 'not-granted' };
  return { where: carrier, why };
}

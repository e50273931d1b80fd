import type { PassedOver, SaveOutcome } from '../../fhir/carriers.ts';
import type { ChargeOutcome as RecordedCharge, StandingCharge } from '../../fhir/charges.ts';
import { FhirError, type OutcomeIssue } from '../../fhir/fhir-error.ts';
import type { PlanSaveOutcome } from '../../fhir/care-plan/save.ts';
import type { ChargeOutcome } from '../charge-view.ts';
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

/** What became of one charge, in the screens' words. `sheet` is what a person can hand over where the EHR takes no charges. */
export function chargeOutcome(charge: RecordedCharge, sheet: string): ChargeOutcome {
  const { code } = charge;
  switch (charge.kind) {
    case 'confirmed':
      return { code, result: { kind: 'stored', where: 'ChargeItem', reference: charge.reference, alreadyThere: false } };
    case 'already-there':
      return { code, result: { kind: 'stored', where: 'ChargeItem', reference: charge.reference, alreadyThere: true } };
    case 'unclear':
      return {
        code,
        result: { kind: 'unclear', where: 'ChargeItem', looked: charge.looked, ...(charge.error !== undefined && { error: charge.error }) },
      };
    case 'other-coding-stands':
      return {
        code,
        result: {
          kind: 'rejected',
          where: 'ChargeItem',
          heldBack: true,
          reasons: [`${codesIn(charge.standing)} already recorded for this month; only one coding of a month can stand.`],
        },
      };
    case 'two-codings-stand':
      return {
        code,
        result: {
          kind: 'stored',
          where: 'ChargeItem',
          reference: charge.reference,
          alreadyThere: false,
          butMend: `${codesIn(charge.standing)} recorded for this month as well; only one coding of a month can stand. Have one of the two withdrawn in the EHR.`,
        },
      };
    case 'rejected':
      return { code, result: { kind: 'rejected', where: 'ChargeItem', reasons: reasonsOf(charge.issues) } };
    case 'not-sent':
      return {
        code,
        result: {
          kind: 'rejected',
          where: 'ChargeItem',
          heldBack: true,
          reasons: ['Not sent, because the charge before it did not go through.'],
        },
      };
    case 'not-stored':
      return { code, result: { kind: 'not-stored', because: [{ where: 'ChargeItem', why: 'not-supported' }], text: sheet } };
    default:
      return charge satisfies never;
  }
}

/** The subject of a sentence with its verb: `99487 is`, `99490 and 99439 are`. */
function codesIn(standing: readonly StandingCharge[]): string {
  const codes = [...new Set(standing.map(({ code }) => code))];
  return `${codes.join(' and ')} ${codes.length === 1 ? 'is' : 'are'}`;
}

function reasonsOf(issues: readonly OutcomeIssue[]): readonly string[] {
  return issues.map(({ details, diagnostics, code, expression }) => {
    const where = expression.length === 0 ? '' : ` (${expression.join(', ')})`;
    return `${details ?? diagnostics ?? code}${where}`;
  });
}

function notStoredReason({ carrier, why }: PassedOver): NotStoredReason {
  return { where: carrier, why: why === 'not-allowed' ? 'not-granted' : why };
}

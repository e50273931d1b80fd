import { isChange, statusAfter } from '../../fhir/charges/change.ts';
import type { StandingCharge } from '../../fhir/charges.ts';
import type { StepOutcome, StepResult } from '../../fhir/charges/outcome.ts';
import { codeOf, type ChargeStep } from '../../fhir/charges/steps.ts';
import type { WithdrawalOutcome } from '../../fhir/charges/withdraw.ts';
import type { ChargeResult, ChargeView } from '../charge-view.ts';
import { list } from '../format.ts';
import { reasonsOf } from './outcomes.ts';
import { chargeStatus } from './views.ts';

/** What became of one step of the close, in the screens' words. `standing` is what kept everything from being sent, where something did. */
export function chargeResult({ step, outcome }: StepResult, standing: readonly StandingCharge[]): ChargeResult {
  const code = codeOf(step);
  const why = { status: statusWritten(step), heldBy: standing };
  return { code, step: step.kind, ...said(outcome, why) };
}

/** What became of a withdrawal. */
export function withdrawalResult(code: string, as: ChargeView['status'], outcome: WithdrawalOutcome): ChargeResult {
  if (outcome.kind === 'not-ours-to-take-back') {
    const { reference, status } = outcome;
    const reasons = [REFUSED_STATUS[chargeStatus(status)] ?? 'This charge is not one that Intervisit may change.'];
    return { code, state: 'not-sent', reference, status: chargeStatus(status), reasons };
  }
  if (outcome.kind === 'add-ons-stand') {
    const { reference, codes } = outcome;
    const verb = codes.length === 1 ? 'stands as an add-on' : 'stand as add-ons';
    return { code, state: 'not-sent', reference, reasons: [`${list(codes)} ${verb} of this charge; take that back first.`] };
  }
  return { code, ...said(outcome, { status: as, heldBy: [] }) };
}

const REFUSED_STATUS: Partial<Record<ChargeView['status'], string>> = {
  billed: 'Billing has taken it up: Intervisit does not touch it. Billing corrects the claim.',
  'not-billable': 'It is marked as not to be billed already.',
  aborted: 'It was called off already.',
  'entered-in-error': 'It is marked as entered in error already.',
  billable: 'It is signed off already: mark it as not to be billed, or as entered in error.',
};

interface Context {
  /** What the charge is once it is written. */
  readonly status: ChargeView['status'] | undefined;
  readonly heldBy: readonly StandingCharge[];
}

function said(outcome: StepOutcome, { status, heldBy }: Context): Omit<ChargeResult, 'code' | 'step'> {
  const reference = outcome.reference === undefined ? {} : { reference: outcome.reference };
  switch (outcome.kind) {
    case 'confirmed':
      return { state: 'confirmed', ...reference, ...(status !== undefined && { status }) };
    case 'already-there':
      return { state: 'already-there', ...reference, status: chargeStatus(outcome.status) };
    case 'changed':
      return { state: 'not-sent', ...reference, status: chargeStatus(outcome.status), reasons: [changedText(outcome.status)] };
    case 'unclear':
      return {
        state: 'outcome-unknown',
        ...reference,
        looked: outcome.looked,
        ...(outcome.error !== undefined && { error: outcome.error }),
      };
    case 'rejected':
      return { state: 'rejected', ...reference, reasons: reasonsOf(outcome.issues) };
    case 'failed':
      return {
        state: 'not-sent',
        ...reference,
        error: outcome.error,
        reasons: ['The EHR did not take the request; nothing was recorded.'],
      };
    case 'not-sent':
      return { state: 'not-sent', ...reference, reasons: [notSentText(heldBy)] };
    case 'not-stored':
      return {
        state: 'not-sent',
        ...reference,
        reasons: [
          reference.reference === undefined
            ? 'The EHR takes no such charge from Intervisit.'
            : 'The EHR lets Intervisit change no charges: make this correction there by hand.',
        ],
        sheet: JSON.stringify(outcome.resource, null, 2),
      };
    default:
      return outcome satisfies never;
  }
}

function changedText(status: string): string {
  const now = chargeStatus(status) === 'billed' ? 'Billing has taken it up meanwhile' : 'Somebody changed it meanwhile';
  return `${now}, so it was left alone. Look at the charges again before closing the month.`;
}

function notSentText(heldBy: readonly StandingCharge[]): string {
  if (heldBy.length === 0) return 'Not sent, because another part of the close did not go through.';
  const codes = [...new Set(heldBy.map(({ code }) => code))];
  return `${list(codes)} ${codes.length === 1 ? 'is' : 'are'} billed for this month, and only one coding of a month can stand. Billing needs the correction sheet.`;
}

function statusWritten(step: ChargeStep): ChargeView['status'] | undefined {
  if (isChange(step)) return statusAfter(step);
  return step.kind === 'create' ? step.draft.status : undefined;
}

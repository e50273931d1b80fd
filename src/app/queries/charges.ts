import type { Reference, ServiceMonth } from '../../ccm/chart.ts';
import type { MonthAssessment } from '../../ccm/month-assessment.ts';
import { closeCharges } from '../../fhir/charges/close.ts';
import { chargeDrafts } from '../../fhir/charges/draft.ts';
import { chargesNow, ownOfMonth } from '../../fhir/charges/own-charges.ts';
import { type ChargePlan, chargeSteps, type ChargeStep as PlannedStep } from '../../fhir/charges/steps.ts';
import { withdrawCharge as withdraw } from '../../fhir/charges/withdraw.ts';
import type { ChargeDraft } from '../../fhir/charges.ts';
import { FhirError } from '../../fhir/fhir-error.ts';
import type { ChargeCheck, ChargeResult, ChargeStep, CloseInput, CloseOutcome } from '../charge-view.ts';
import { nowAt } from './access.ts';
import { chargeResult, withdrawalResult } from './charge-results.ts';
import { heldBack } from './close-checks.ts';
import { type Saving, signedIn } from './signed-in.ts';
import { chargesOfMonth, ownPlan } from './views.ts';

/** The charges as they would be recorded, and as the sheet and the packet show them; empty where nobody is signed in. */
export function closeDrafts(saving: Saving, assessment: MonthAssessment, input: CloseInput): readonly ChargeDraft[] {
  const drafts = draftsOf(saving, assessment, input);
  const { steps } = planOf(saving, assessment.month, drafts, input);
  const numbered = new Map(steps.flatMap((step) => ('draft' in step ? [[step.draft.code, step.draft] as const] : [])));
  return drafts.map((draft) => numbered.get(draft.code) ?? draft);
}

/** What recording would do, by the charges that were read with the chart. Says nothing of whether the input is complete. */
export function previewClose(saving: Saving, assessment: MonthAssessment, input: CloseInput): readonly ChargeStep[] {
  return planOf(saving, assessment.month, draftsOf(saving, assessment, input), input).steps.map(shownStep);
}

/**
 * Brings the month's charges in the EHR to what was decided. The charges are read afresh first; what keeps the month from
 * being closed (documentation that is not in the EHR yet, an open question, a date or diagnoses that do not fit) sends nothing
 * and says so. Never rejects for what the EHR does. Safe to call again: nothing is made twice.
 */
export async function closeMonth(saving: Saving, assessment: MonthAssessment, input: CloseInput): Promise<CloseOutcome> {
  const drafts = draftsOf(saving, assessment, input);
  const who = signedIn(saving);
  const because = heldBack(saving, assessment, input);
  if (who === null || because.length > 0) {
    const { steps } = planOf(saving, assessment.month, drafts, input);
    const codes = input.codes.length > 0 ? input.codes.map(({ code }) => code) : steps.map((step) => shownStep(step).code);
    return { charges: codes.map((code) => ({ code, state: 'not-sent', reasons: because })) };
  }
  try {
    const close = { month: assessment.month, drafts, by: who, at: nowAt(saving.access), ...whyOf(input) };
    const { results, standing } = await closeCharges(saving.target, close);
    const noCharges = drafts.length > 0 && results.every(({ step, outcome }) => step.kind === 'create' && outcome.kind === 'not-stored');
    return {
      charges: results.map((result) => chargeResult(result, standing)),
      ...(standing.length > 0 && { standing }),
      ...(noCharges && { noCharges }),
    };
  } catch (error) {
    if (!(error instanceof FhirError)) throw error;
    const { kind } = error;
    const reasons = ['What stands in the EHR for this month could not be read, so nothing was sent.'];
    return { charges: drafts.map(({ code }) => ({ code, state: 'not-sent', reasons, error: kind })) };
  }
}

/** Takes one own charge back. `reason` is a sentence for its note. Never rejects for what the EHR does; a billed charge is never written to. */
export async function withdrawCharge(
  saving: Saving,
  reference: Reference,
  how: { readonly as: 'entered-in-error' | 'aborted' | 'not-billable'; readonly reason: string },
): Promise<ChargeResult> {
  const code = saving.reading.charges.find((charge) => charge.reference === reference)?.code ?? '';
  const who = signedIn(saving);
  if (who === null) return { code, state: 'not-sent', reference, reasons: [NOBODY] };
  try {
    const outcome = await withdraw(saving.target, { ...how, reference, by: who, at: nowAt(saving.access) });
    return withdrawalResult(code, how.as, outcome);
  } catch (error) {
    if (!(error instanceof FhirError)) throw error;
    return { code, state: 'not-sent', reference, error: error.kind, reasons: ['The charge could not be read, so nothing was sent.'] };
  }
}

/** Looks at the month's charges in the EHR, own and others'. Writes nothing. */
export async function checkCharges({ target, reading }: Saving, month: ServiceMonth): Promise<ChargeCheck> {
  try {
    const now = await chargesNow(target);
    if (now === null) return { kind: 'failed', error: 'forbidden' };
    return { kind: 'looked', charges: chargesOfMonth({ ...reading, charges: now.charges }, month), complete: now.complete };
  } catch (error) {
    if (error instanceof FhirError) return { kind: 'failed', error: error.kind };
    throw error;
  }
}

const NOBODY = 'The EHR did not say who is signed in, and nothing is recorded under nobody’s name.';

function planOf({ reading }: Saving, month: ServiceMonth, drafts: readonly ChargeDraft[], input: CloseInput): ChargePlan {
  return chargeSteps(ownOfMonth(reading.charges, reading.patient.id, month), drafts, whyOf(input).why);
}

/** Why charges are called off, in the person's words, where nothing is to be billed. */
function whyOf({ codes, remark = '' }: CloseInput): { readonly why?: string } {
  return codes.length > 0 || remark.trim() === '' ? {} : { why: remark.trim() };
}

function draftsOf(saving: Saving, assessment: MonthAssessment, input: CloseInput): readonly ChargeDraft[] {
  const { reading, access } = saving;
  const who = signedIn(saving);
  if (who === null || input.codes.length === 0) return [];
  const { patient, chart, user } = reading;
  const plan = ownPlan(reading);
  const { consent } = chart;
  const { organization } = access.settings.practice;
  // Only the billing practitioner's own hand makes a charge ready to bill; anyone else's makes it ready to be signed.
  const isBiller = who.reference === input.billingPractitioner.reference && (user?.performer ?? 'physician-qhp') === 'physician-qhp';
  const remark = remarkOf(input, who.display);
  return chargeDrafts(assessment, chart, {
    codes: input.codes,
    status: input.signOff && isBiller ? 'billable' : 'planned',
    patientId: patient.id,
    patientDisplay: patient.name,
    billingPractitioner: input.billingPractitioner,
    ...(organization !== undefined && { organization }),
    enteredBy: who,
    enteredAt: nowAt(access),
    diagnoses: input.diagnoses,
    dateOfService: input.dateOfService,
    ...(plan !== null && { carePlan: plan.reference }),
    ...(consent?.reference !== undefined && { consent: { reference: consent.reference, date: consent.date } }),
    ...(remark !== '' && { remark }),
  });
}

function remarkOf({ chosen, remark = '' }: CloseInput, by: string): string {
  const said = remark.trim();
  if (chosen === 'proposal') return said;
  return `Chosen by ${by} instead of the proposed coding${said === '' ? '.' : `: ${said}`}`;
}

function shownStep(step: PlannedStep): ChargeStep {
  switch (step.kind) {
    case 'create': {
      const { code, units, status } = step.draft;
      return { kind: step.kind, code, units, status };
    }
    case 'update':
    case 'sign-off': {
      const { code, units, status } = step.draft;
      return { kind: step.kind, code, units, status, reference: step.there.reference };
    }
    case 'keep': {
      const { code, units, reference, status } = step.there;
      return { kind: step.kind, code, units, reference, status: status === 'billable' ? 'billable' : 'planned' };
    }
    case 'supersede':
      return { kind: step.kind, code: step.there.code, reference: step.there.reference, successor: step.successor };
    case 'abort':
    case 'withdraw':
      return { kind: step.kind, code: step.there.code, reference: step.there.reference };
    case 'billed': {
      const { code, units, reference } = step.there;
      return { kind: step.kind, code, units, reference, wanted: step.wanted };
    }
    default:
      return step satisfies never;
  }
}

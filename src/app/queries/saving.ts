import { ICD_10_CM } from '../../ccm/chronic-conditions/classification.ts';
import type { MonthAssessment } from '../../ccm/month-assessment.ts';
import { chargeItemOf } from '../../fhir/charges/charge-item.ts';
import { chargeDrafts } from '../../fhir/charges/draft.ts';
import { recordCharges } from '../../fhir/charges/record.ts';
import type { Diagnosis } from '../../fhir/charges.ts';
import { FhirError } from '../../fhir/fhir-error.ts';
import { isCcmCode } from '../../fhir/naming.ts';
import type { TimeEntryDraft } from '../../fhir/time.ts';
import { saveTimeEntry } from '../../fhir/time/save.ts';
import type { ChargeOutcome, ChargeRequest } from '../charge-view.ts';
import type { SaveResult } from '../save-result.ts';
import type { TimeEntryInput } from '../time-entry-view.ts';
import { nowAt } from './access.ts';
import { chargeOutcome, resultOf } from './outcomes.ts';
import { type Saving, signedIn } from './signed-in.ts';
import { ownPlan } from './views.ts';

/** Keeps a time entry. The id in the input makes a second attempt find the first. */
export async function saveEntry(saving: Saving, input: TimeEntryInput): Promise<SaveResult> {
  const who = signedIn(saving);
  if (who === null) return { kind: 'nobody-signed-in' };
  if (!isCcmCode('activity', input.activity)) throw new TypeError('the form offers only the activities of the vocabulary');
  const { organization } = saving.access.settings.practice;
  const { patient } = saving.reading;
  const { activity: _activity, ...facts } = input;
  const draft: TimeEntryDraft = {
    ...facts,
    activities: [input.activity],
    performerReference: who.reference,
    performerName: who.display,
    patientReference: patient.reference,
    patientDisplay: patient.name,
    ...(organization !== undefined && { serviceProvider: organization }),
  };
  return resultOf(() => saveTimeEntry(saving.target, draft));
}

/** Records the month's charges as the person chose them; one outcome per code, base code first. */
export async function recordMonth(saving: Saving, assessment: MonthAssessment, request: ChargeRequest): Promise<readonly ChargeOutcome[]> {
  const { reading, access, target } = saving;
  const who = signedIn(saving);
  const billing = reading.chart.billingPractitioner;
  const refuse = (result: SaveResult) => request.codes.map(({ code }): ChargeOutcome => ({ code, result }));
  if (who === null) return refuse({ kind: 'nobody-signed-in' });
  if (!billing) {
    return refuse({
      kind: 'rejected',
      where: 'ChargeItem',
      heldBack: true,
      reasons: ['No billing practitioner is known: the consent names one.'],
    });
  }
  const plan = ownPlan(reading);
  const consent = reading.chart.consent;
  const { organization } = access.settings.practice;
  const drafts = chargeDrafts(assessment, reading.chart, {
    codes: request.codes,
    // Only the billing practitioner's own hand makes a charge ready to bill; anyone else's makes it ready to be signed.
    status: who.reference === billing.id ? 'billable' : 'planned',
    patientId: reading.patient.id,
    patientDisplay: reading.patient.name,
    billingPractitioner: { reference: billing.id, display: billing.name ?? billing.id },
    ...(organization !== undefined && { organization }),
    enteredBy: who,
    enteredAt: nowAt(access),
    diagnoses: diagnosesOf(assessment),
    ...(plan !== null && { carePlan: plan.reference }),
    ...(consent?.reference !== undefined && { consent: { reference: consent.reference, date: consent.date } }),
    ...(request.chosen === 'alternative' && { remark: `Chosen by ${who.display} instead of the proposed coding.` }),
  });
  try {
    const outcomes = await recordCharges(target, drafts);
    const sheet = JSON.stringify(
      drafts.map((draft) => chargeItemOf(draft)),
      null,
      2,
    );
    return outcomes.map((outcome) => chargeOutcome(outcome, sheet));
  } catch (error) {
    if (!(error instanceof FhirError)) throw error;
    const { kind } = error;
    return drafts.map(({ code }) => ({ code, result: { kind: 'failed', error: kind } }));
  }
}

/** One ICD-10-CM code per counted condition that has one. */
function diagnosesOf({ conditions }: MonthAssessment): readonly Diagnosis[] {
  const byCode = new Map<string, Diagnosis>();
  for (const { verdict, condition } of conditions) {
    const coding = condition.codes.find(({ system }) => system === ICD_10_CM);
    if (verdict === 'counts' && coding !== undefined) byCode.set(coding.code, { code: coding.code, display: condition.display });
  }
  return [...byCode.values()];
}

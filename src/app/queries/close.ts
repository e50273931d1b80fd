import type { Classification } from '../../ccm/conditions.ts';
import type { ConditionCode } from '../../ccm/chart.ts';
import type { MonthAssessment } from '../../ccm/month-assessment.ts';
import { chargesNow } from '../../fhir/charges/own-charges.ts';
import { FhirError } from '../../fhir/fhir-error.ts';
import type { ChargeStep, CloseInput, CloseOutcome, UnsentDocumentation } from '../charge-view.ts';
import type { CloseDesk, Person } from '../close/close-desk.ts';
import { BILLING_SOURCES } from '../close/other-billing-rows.ts';
import type { SaveTarget } from '../save-result.ts';
import { todayAt } from './access.ts';
import { checkCharges, closeMonth, previewClose, withdrawCharge } from './charges.ts';
import { type Saving, signedIn } from './signed-in.ts';
import { statementViews } from './statements.ts';
import { chargesOfMonth, readViews } from './views.ts';

export interface CloseDeskOptions {
  readonly saving: Saving;
  readonly assessment: MonthAssessment;
  readonly isReadingMore: boolean;
  readonly saveTarget: SaveTarget;
  readonly unsent: UnsentDocumentation;
  readonly classify: (codes: readonly ConditionCode[]) => Classification;
  /** Reads the chart again after a save. */
  readonly readAgainAfter: <Result>(saving: Promise<Result>) => Promise<Result>;
}

/** All that the screen which closes the month shows and does. */
export function closeDesk(options: CloseDeskOptions): CloseDesk {
  const { saving, assessment, isReadingMore, saveTarget, unsent, classify, readAgainAfter } = options;
  const { access, reading } = saving;
  const { settings } = access;
  return {
    chart: reading.chart,
    assessment,
    today: todayAt(access),
    isReadingMore,
    charges: chargesOfMonth(reading, assessment.month),
    statements: statementViews(reading, assessment.month),
    sources: readViews(reading).filter(({ type }) => BILLING_SOURCES.includes(type)),
    self: selfOf(saving),
    billing: billingOf(saving),
    saveTarget,
    dateRule: settings.charges?.dateOfService ?? 'threshold',
    showEstimates: settings.features?.estimates === true,
    unsent,
    classify,
    preview: (input) => previewClose(saving, assessment, input),
    onRecord: (input) => readAgainAfter(closeAsShown(saving, assessment, input)),
    onWithdraw: (reference, how) => readAgainAfter(withdrawCharge(saving, reference, how)),
    onCheck: () => readAgainAfter(checkCharges(saving, assessment.month)),
  };
}

const CHANGED = 'The charges of this month have changed in the EHR since they were read. Look at what will be written now, then record.';

/** Records what the person saw in the preview. Where the EHR holds a charge by now that recording would take back unseen, nothing is sent. */
export async function closeAsShown(saving: Saving, assessment: MonthAssessment, input: CloseInput): Promise<CloseOutcome> {
  const { target, reading } = saving;
  const now = await chargesNow(target).catch(whereNotAnswered);
  const fresh = now === null ? saving : { ...saving, reading: { ...reading, charges: now.charges } };
  const seen = new Set(previewClose(saving, assessment, input).flatMap(takenBack));
  const unseen = previewClose(fresh, assessment, input)
    .flatMap(takenBack)
    .some((reference) => !seen.has(reference));
  if (!unseen) return closeMonth(saving, assessment, input);
  return { charges: input.codes.map(({ code }) => ({ code, state: 'not-sent', reasons: [CHANGED] })) };
}

function takenBack(step: ChargeStep): readonly string[] {
  return step.kind === 'supersede' || step.kind === 'abort' || step.kind === 'withdraw' ? [step.reference] : [];
}

// What keeps the charges from being read now is told by the close itself.
function whereNotAnswered(error: unknown): null {
  if (error instanceof FhirError) return null;
  throw error;
}

function selfOf(saving: Saving): Person | null {
  const who = signedIn(saving);
  return who === null ? null : { reference: who.reference, name: who.display };
}

function billingOf({ reading }: Saving): Person | null {
  const { billingPractitioner } = reading.chart;
  return billingPractitioner ? { reference: billingPractitioner.id, name: billingPractitioner.name ?? billingPractitioner.id } : null;
}

import { isLocalDate } from '../../ccm/calendar.ts';
import { sameCodes } from '../../ccm/billing-codes.ts';
import type { MonthAssessment } from '../../ccm/month-assessment.ts';
import { serviceDaysOf } from '../../ccm/service-days.ts';
import type { CloseInput } from '../charge-view.ts';
import { formatDate, plural } from '../format.ts';
import { type Saving, signedIn } from './signed-in.ts';

const DIAGNOSES_NEEDED = 2;
const ICD_10_CM_SHAPE = /^[A-Z]\d[\dA-Z](?:\.[\dA-Z]{1,4})?$/;

/** Why a close must not be sent as it is, in whole sentences; empty where nothing stands in its way. The last guard, whatever the screen let through. */
export function heldBack(saving: Saving, assessment: MonthAssessment, input: CloseInput): readonly string[] {
  const { timeEntries, drafts } = input.unsent;
  const reasons: readonly (string | false)[] = [
    signedIn(saving) === null && 'The EHR did not say who is signed in, and nothing is recorded under nobody’s name.',
    timeEntries > 0 &&
      `${plural(timeEntries, 'time entry', 'time entries')} of this month ${timeEntries === 1 ? 'is' : 'are'} not in the EHR yet; documentation goes before charges.`,
    drafts > 0 &&
      `${plural(drafts, 'form')} begun for this month ${drafts === 1 ? 'is' : 'are'} not saved yet; documentation goes before charges.`,
    ...(input.codes.length === 0 ? [] : codingReasons(saving, assessment, input)),
  ];
  return reasons.filter((reason) => reason !== false);
}

function codingReasons(saving: Saving, assessment: MonthAssessment, input: CloseInput): readonly (string | false)[] {
  const { proposal, codes, family, alternatives } = assessment;
  const { diagnoses, chosen, remark = '' } = input;
  const codings = [{ codes, family }, ...alternatives];
  return [
    proposal === 'blocked' && 'A rule stands in the way of billing this month.',
    proposal === 'needs-confirmation' && 'A question must be answered first that could change the codes.',
    !codings.some((coding) => coding.family === input.family && sameCodes(coding.codes, input.codes)) &&
      'The minutes that are counted now support other codes. Look at the month again.',
    chosen === 'alternative' && remark.trim() === '' && 'Another coding than the proposed one needs a reason.',
    diagnoses.length < DIAGNOSES_NEEDED && 'Two or more diagnoses are needed.',
    diagnoses.some(({ code }) => !ICD_10_CM_SHAPE.test(code)) && 'Every diagnosis needs its ICD-10-CM code.',
    dayReason(saving, assessment, input),
  ];
}

// BILL-1
function dayReason({ reading }: Saving, assessment: MonthAssessment, { codes, family, dateOfService }: CloseInput): string | false {
  const days = family === null ? null : serviceDaysOf({ codes, family }, assessment, reading.chart);
  if (days === null) return 'The day on which the codes were reached is not known.';
  if (isLocalDate(dateOfService) && dateOfService >= days.earliest && dateOfService <= days.latest) return false;
  return `The date of service must lie between ${formatDate(days.earliest)} and ${formatDate(days.latest)}.`;
}

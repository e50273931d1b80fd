import { plural } from '../../format.ts';
import type { CopyDesk } from './copy-view.ts';

/** What whoever gives the copy should know before it is printed, most important first. */
export function copyWarnings({ view, otherLanguage }: Pick<CopyDesk, 'view' | 'otherLanguage'>): readonly string[] {
  const { phone24x7, medicines, medicinesSaidOn, unread, patientSteps, goals, review, isSigned } = view;
  const unsure = (medicines ?? []).filter(({ said }) => said === 'unsure').length;
  const wasAsked = medicinesSaidOn !== null || (medicines ?? []).some(({ said }) => said !== undefined);
  return [
    phone24x7 === null &&
      'No phone number for day and night is set for this practice. The sheet has a line: write the number on it before you give it away, and ask IT to set practice.phone24x7 in site.json.',
    medicines === null && 'The medicines could not all be read, so none are on the sheet. Add the EHR’s own medicine list.',
    otherLanguage !== undefined &&
      `The patient’s language on record is ${otherLanguage}. The sheet comes in English and Spanish: go through it with an interpreter.`,
    medicines !== null &&
      medicines.length > 0 &&
      !wasAsked &&
      'The medicines were never gone through with the patient: the sheet lists what the EHR has. Go through them on the care plan first.',
    unsure > 0 &&
      `The patient was unsure about ${plural(unsure, 'medicine')}; the sheet says so. Settle it, or talk it over as you hand the copy over.`,
    unread > 0 &&
      (unread === 1
        ? 'One goal or activity of the plan could not be read and is not on the sheet.'
        : `${unread} goals or activities of the plan could not be read and are not on the sheet.`),
    !isSigned && 'No practitioner has signed the plan yet.',
    goals.length === 0 && 'The plan has no goals.',
    patientSteps.length === 0 && 'The plan says nothing that the patient does.',
    review === null && 'The plan has no date for its next review.',
    review?.isDue === true && 'The plan should have been reviewed by now; the sheet says so.',
  ].filter((warning) => typeof warning === 'string');
}

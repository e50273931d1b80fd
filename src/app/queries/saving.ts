import { isCcmCode } from '../../fhir/naming.ts';
import type { TimeEntryDraft } from '../../fhir/time.ts';
import { saveTimeEntry } from '../../fhir/time/save.ts';
import type { SaveResult } from '../save-result.ts';
import type { TimeEntryInput } from '../time-entry-view.ts';
import { resultOf } from './outcomes.ts';
import { type Saving, signedIn } from './signed-in.ts';

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

import { ERROR_TEXT } from '../error-text.ts';
import type { SaveResult } from '../save-result.ts';
import { notStoredText, unclearText } from '../save-text.ts';

/** Why progress is not in the care plan, what is safe and what to do, in whole sentences; null: nothing was tried in this window. */
export function planWords(result: SaveResult | null): string {
  if (result === null) return 'Intervisit was closed before the EHR had confirmed it. Trying again adds nothing twice.';
  switch (result.kind) {
    case 'stored':
      return 'It is in the care plan.';
    case 'unclear':
      return `${unclearText(result.error)} Trying again adds nothing twice.`;
    case 'conflict':
      return 'Somebody else changed the care plan meanwhile. Nothing was overwritten; the newer plan is shown here now. Look at the goals, then try again.';
    case 'rejected':
      return `The EHR refused it: ${result.reasons.length > 0 ? result.reasons.join('; ') : 'no reason given'}.`;
    case 'not-stored':
      return `The EHR has no place for it: ${result.because.map(notStoredText).join('; ')}.`;
    case 'nobody-signed-in':
      return 'The EHR did not say who is signed in, and nothing is recorded under nobody’s name. Open Intervisit again from the patient’s chart.';
    case 'failed':
      if (result.error === 'session-expired') {
        return 'Your session with the EHR has ended. It is kept here: open Intervisit again from this patient’s chart, and it is offered there.';
      }
      return `${ERROR_TEXT[result.error].title}. ${ERROR_TEXT[result.error].next}`;
    default:
      return result satisfies never;
  }
}

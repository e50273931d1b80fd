import type { LocalDate } from '../../ccm/chart.ts';
import { formatDate, formatDateAgo } from '../format.ts';
import type { OpenAsking } from './consent-view.ts';

/** What asking came to so far, read after the word Consent: `none yet, call back 24 Nov 2026 (in 6 days)`. */
export function askingText({ answer, date }: OpenAsking, today: LocalDate): string {
  switch (answer.kind) {
    case 'declined':
      return `declined ${formatDateAgo(date, today)}`;
    case 'call-back':
      return `none yet, call back ${formatDateAgo(answer.on, today)}`;
    case 'needed':
      return 'needed for the new practitioner';
    default:
      return answer satisfies never;
  }
}

/** The same as a sentence of its own. */
export function askingSentence({ answer, date }: OpenAsking): string {
  switch (answer.kind) {
    case 'declined':
      return `The patient declined on ${formatDate(date)}.`;
    case 'call-back':
      return `Asked on ${formatDate(date)}: call back on ${formatDate(answer.on)}.`;
    case 'needed':
      return `Another practitioner bills since ${formatDate(date)}.`;
    default:
      return answer satisfies never;
  }
}

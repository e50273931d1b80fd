import type { Instant } from '../../ccm/chart.ts';
import type { PlanNote } from './plan.ts';

/** What the team and the practitioner say to each other about a plan that is to be signed. */
export interface ReviewNote {
  /** `question`: of the team to the practitioner; `returned`: the practitioner's, instead of a signature. */
  readonly kind: 'question' | 'returned';
  readonly text: string;
  readonly by?: string;
  readonly at?: Instant;
}

// Fixed words in the first line survive every server, and a person who reads the plan elsewhere understands them.
const LEADS = {
  question: 'Question to the physician',
  returned: 'Returned without signature',
} as const satisfies Record<ReviewNote['kind'], string>;

/** The words of the note that keeps it. */
export function reviewNoteText({ kind, text }: Pick<ReviewNote, 'kind' | 'text'>): string {
  return `${LEADS[kind]}:\n${text.trim()}`;
}

/** What the note is of these; null for any other note. */
export function readReviewNote({ text, author, time }: Pick<PlanNote, 'text' | 'author' | 'time'>): ReviewNote | null {
  const [first = '', ...rest] = text.split('\n');
  const kind = (['question', 'returned'] as const).find((one) => first.trim() === `${LEADS[one]}:`);
  if (kind === undefined) return null;
  return {
    kind,
    text: rest.join('\n').trim(),
    ...(author !== undefined && { by: author }),
    ...(time !== undefined && { at: time }),
  };
}

/** Those that no signature has answered yet, oldest first. One without a time may well be open. */
export function openReviewNotes(notes: readonly PlanNote[], signedAt: Instant | undefined): readonly ReviewNote[] {
  const since = signedAt === undefined ? Number.NEGATIVE_INFINITY : Date.parse(signedAt);
  return notes
    .flatMap((note) => readReviewNote(note) ?? [])
    .filter(({ at }) => at === undefined || !(Date.parse(at) <= since))
    .toSorted((a, b) => (a.at === undefined ? 0 : Date.parse(a.at)) - (b.at === undefined ? 0 : Date.parse(b.at)));
}

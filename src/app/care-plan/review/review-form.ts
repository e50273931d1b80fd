import type { Instant } from '../../../ccm/chart.ts';
import { needsRole, refusalOf } from '../../matters.ts';
import type { Stater } from '../../statement-view.ts';

/** What a person has typed and chosen on the review screen. Empty: nothing yet. */
export interface ReviewFields {
  /** Of the signature: made once, so that a second attempt is the same. */
  readonly id: string;
  /** The time of the first attempt; empty before it, and after something was changed. */
  readonly at: Instant;
  readonly doing: 'sign' | 'edit' | 'return';
  readonly comment: string;
  readonly question: string;
  /** What the person says to work as, where the EHR does not. */
  readonly role: '' | 'clinician' | 'other';
}

export type ReviewErrors = Partial<Readonly<Record<keyof ReviewFields, string>>>;

export function emptyReviewFields(newId: () => string): ReviewFields {
  return {
    id: newId(),
    at: '',
    doing: 'sign',
    comment: '',
    question: '',
    role: '',
  };
}

/** Whether nothing that was typed would be lost. */
export function isBlankReview({ comment, question }: ReviewFields): boolean {
  return [comment, question].every((typed) => typed.trim() === '');
}

const SIGNATURE = { about: 'care-plan-signed' } as const;

/** Why the signed-in person can neither sign the plan nor return it; undefined where they can, or must first say what they work as. */
export function signRefusal(stater: Stater): string | undefined {
  return refusalOf(SIGNATURE, stater);
}

/** Whether the person must say what they work as before they sign. */
export function asksRole(stater: Stater): boolean {
  return needsRole(SIGNATURE, stater);
}

/** What is missing before the plan can be signed, edited and signed, or returned. */
export function reviewErrors(fields: ReviewFields, doing: ReviewFields['doing'], stater: Stater): ReviewErrors {
  const found: ReviewErrors = {
    ...roleError(fields, stater),
    ...(doing === 'return' && fields.comment.trim() === '' && { comment: 'Say what is to be done before you sign.' }),
  };
  return found;
}

function roleError({ role }: ReviewFields, stater: Stater): ReviewErrors {
  if (!asksRole(stater)) return {};
  if (role === '') return { role: 'Choose one.' };
  return role === 'clinician' ? {} : { role: 'Only a physician, NP or PA can sign the plan.' };
}

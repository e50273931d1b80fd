import type { ErrorKind, NotStoredReason, StoredWhere } from './save-result.ts';

/** Read as "recorded … {where}". */
export const WHERE_TEXT = {
  Encounter: 'as an encounter',
  CarePlan: 'in the care plan',
  Consent: 'as a consent',
  ChargeItem: 'as a charge',
  Task: 'as a task',
  DocumentReference: 'as a note in the documents',
} as const satisfies Record<StoredWhere, string>;

/** What a place in the EHR holds, in the plural. */
const KEPT_TEXT = {
  Encounter: 'encounters',
  CarePlan: 'care plans',
  Consent: 'consents',
  ChargeItem: 'charges',
  Task: 'tasks',
  DocumentReference: 'notes',
} as const satisfies Record<StoredWhere, string>;

/** Why one place in the EHR cannot take it, as a clause: `Intervisit was not given the right to write encounters`. */
export function notStoredText({ where, why }: NotStoredReason): string {
  const what = KEPT_TEXT[where];
  switch (why) {
    case 'not-granted':
      return `Intervisit was not given the right to write ${what}`;
    case 'not-supported':
      return `this EHR takes no ${what} from apps`;
    case 'refused':
      return `this EHR refused Intervisit’s ${what}`;
    case 'lost-values':
      return `this EHR did not keep all that was written in ${what}`;
    case 'site-setting':
      return `writing ${what} is switched off for this site`;
    default:
      return why satisfies never;
  }
}

/** How an answer that leaves the outcome open failed to tell it, as a sentence. */
export function unclearText(error: ErrorKind | undefined): string {
  return (error === undefined ? undefined : UNCLEAR_TEXT[error]) ?? 'The EHR’s answer was lost on the way.';
}

const UNCLEAR_TEXT: Partial<Readonly<Record<ErrorKind, string>>> = {
  throttled: 'The EHR answered that it is busy and asked to wait.',
  server: 'The EHR answered with a fault of its own.',
  unreadable: 'The EHR answered with something that cannot be read.',
  timeout: 'The EHR did not answer in time.',
};

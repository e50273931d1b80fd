import type { ConsentElement } from '../../ccm/chart.ts';
import { formatDate } from '../format.ts';
import type { ConsentAnswer, ConsentChannel, ConsentRecord, ConsentState, DeclineReason, WithdrawalReason } from './consent-view.ts';
import type { RuleId } from '../../ccm/rules.ts';
import type { StatusTone } from '../../ui/Status.tsx';

export const DECLINE_TEXT = {
  cost: 'The cost',
  'no-need-seen': 'Sees no need for it',
  'other-practice': 'Gets it from another practice',
  privacy: 'Privacy',
  'time-and-calls': 'Does not want more calls',
  'family-advises-against': 'Family advises against it',
  'no-reason-given': 'Gave no reason',
  other: 'Another reason',
} as const satisfies Record<DeclineReason, string>;

export const WITHDRAWAL_TEXT = {
  cost: 'The cost',
  'no-use-seen': 'Sees no use in it',
  'changes-practice': 'Goes to another practice',
  'moves-away': 'Moves away',
  hospice: 'Begins hospice care',
  'no-reason-given': 'Gave no reason',
  other: 'Another reason',
} as const satisfies Record<WithdrawalReason, string>;

export const CHANNEL_TEXT = {
  telephone: 'By telephone',
  video: 'By video',
  'in-person': 'In person',
  'in-writing': 'In writing, signed',
} as const satisfies Record<ConsentChannel, string>;

export const ELEMENT_TEXT = {
  'availability-and-cost-sharing': 'CCM is available and may cost something',
  'one-practitioner-per-month': 'only one practitioner a month',
  'right-to-stop-end-of-month': 'the right to stop at the end of a month',
} as const satisfies Record<ConsentElement, string>;

export const RELATIONSHIPS = [
  'Spouse or partner',
  'Son or daughter',
  'Parent',
  'Brother or sister',
  'Other relative',
  'Friend or neighbor',
  'Legal guardian',
  'Health care agent',
] as const;

/** What came of asking, in a word or two. */
export function answerText(record: Pick<ConsentRecord, 'answer' | 'endsOn'>): string {
  if (record.answer.kind === 'accepted' && record.endsOn !== undefined) return 'Withdrawn';
  return ANSWER_TEXT[record.answer.kind];
}

const ANSWER_TEXT = {
  accepted: 'Accepted',
  declined: 'Declined',
  'call-back': 'Call back',
  needed: 'New consent needed',
} as const satisfies Record<ConsentAnswer['kind'], string>;

export function answerTone(record: Pick<ConsentRecord, 'answer' | 'endsOn'>): StatusTone {
  switch (record.answer.kind) {
    case 'accepted':
      return record.endsOn === undefined ? 'met' : 'attention';
    case 'declined':
      return 'plain';
    case 'call-back':
    case 'needed':
      return 'attention';
    default:
      return record.answer satisfies never;
  }
}

/** Where consent stands, as the first thing to read. */
export function stateText(state: ConsentState): {
  readonly tone: StatusTone;
  readonly title: string;
  readonly says: string;
  readonly rule?: RuleId;
} {
  switch (state.kind) {
    case 'in-force':
      return {
        tone: 'met',
        title: 'Consent is in force',
        says: 'It holds until the patient withdraws it or another practitioner bills. It need not be asked for again.',
      };
    case 'ending':
      return {
        tone: 'attention',
        title: `Withdrawn: ends ${endText(state.record)}`,
        says: 'This month may still be billed; no later month may (CONS-4).',
      };
    case 'over':
      return {
        tone: 'blocks',
        title: `Withdrawn: ended ${endText(state.record)}`,
        rule: 'CONS-4',
        says: 'This month cannot be billed without a new consent (CONS-4).',
      };
    case 'later':
      return {
        tone: 'blocks',
        title: `Given after this month, on ${formatDate(state.record.date)}`,
        rule: 'CONS-1',
        says: 'Time in this month came before it, so nothing can be billed for it (CONS-1).',
      };
    case 'other-practitioner':
      return {
        tone: 'blocks',
        title: `New consent needed for ${state.now}`,
        rule: 'CONS-3',
        says: `The consent on record is for ${state.record.practitioner ?? 'another practitioner'}. No charge until the patient agrees to the change (CONS-3).`,
      };
    case 'none':
      return {
        tone: 'blocks',
        title: 'No consent on record',
        rule: 'CONS-1',
        says: 'No charge without it, and time from before the day of consent never counts (CONS-1, CONS-5).',
      };
    case 'unknown':
      return {
        tone: 'unknown',
        title: 'Whether there is consent is not known',
        rule: 'CONS-1',
        says: 'Intervisit cannot see all places where this EHR may hold it. If it was given, confirm it below; if not, ask now (CONS-1).',
      };
    default:
      return state satisfies never;
  }
}

function endText({ endsOn }: ConsentRecord): string {
  return endsOn == null ? 'on a day that is not recorded' : formatDate(endsOn);
}

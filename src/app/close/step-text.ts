import type { StatusTone } from '../../ui/Status.tsx';
import type { ChargeResult, ChargeState, ChargeStep } from '../charge-view.ts';
import { formatMonth, list } from '../format.ts';
import { unclearText } from '../save-text.ts';

export const STATE_TEXT = {
  draft: 'Not recorded yet',
  sending: 'Sending',
  confirmed: 'Recorded',
  'already-there': 'Already in the EHR',
  'outcome-unknown': 'Outcome unknown',
  rejected: 'Refused by the EHR',
  'handed-to-billing': 'Handed to billing',
  'not-sent': 'Not sent',
} as const satisfies Record<ChargeState, string>;

export const STATE_TONES = {
  draft: 'plain',
  sending: 'plain',
  confirmed: 'met',
  'already-there': 'met',
  'outcome-unknown': 'unknown',
  rejected: 'blocks',
  'handed-to-billing': 'met',
  'not-sent': 'attention',
} as const satisfies Record<ChargeState, StatusTone>;

const READINESS = { billable: 'signed off, ready for billing', planned: 'prepared for signature' } as const;

/** What a step of the close would do, as a sentence. */
export function stepText(step: ChargeStep): string {
  switch (step.kind) {
    case 'create':
      return `Record ${coded(step)}, ${READINESS[step.status]}.`;
    case 'update':
      return `Bring ${coded(step)} up to date, ${READINESS[step.status]}.`;
    case 'sign-off':
      return `Sign off ${coded(step)}, which was prepared.`;
    case 'keep':
      return `Leave ${coded(step)} as it stands, ${READINESS[step.status]}.`;
    case 'supersede':
      return `Supersede ${step.code} by ${step.successor}: not to be billed, and kept with a note.`;
    case 'abort':
      return `Call ${step.code} off: it was prepared, and the documentation no longer supports it.`;
    case 'withdraw':
      return `Take ${step.code} back as not to be billed: the documentation no longer supports it.`;
    case 'billed':
      return step.wanted === step.units
        ? `Leave ${coded(step)}: billing has taken it up.`
        : `Leave ${coded(step)}, though ${step.wanted === null ? 'it is no longer supported' : `${step.wanted} would be right`}: billing has taken it up, so it goes on the correction sheet.`;
    default:
      return step satisfies never;
  }
}

function coded({ code, units }: { readonly code: string; readonly units: number }): string {
  return units === 1 ? code : `${code} ×${units}`;
}

const DONE = {
  create: 'is recorded',
  update: 'is brought up to date',
  'sign-off': 'is signed off',
  keep: 'stands as it was',
  supersede: 'is superseded',
  abort: 'is called off',
  withdraw: 'is taken back',
  billed: 'was left untouched: billing has taken it up',
} as const satisfies Record<ChargeStep['kind'], string>;

/** What became of one charge, in sentences. */
export function resultText(result: ChargeResult): readonly string[] {
  const { code, state, step, status, reasons = [], looked, error } = result;
  const charge = `Charge ${code}`;
  switch (state) {
    case 'confirmed': {
      const readiness = status === 'planned' || status === 'billable' ? `, ${READINESS[status]}` : '';
      return [`${charge} ${step === undefined ? 'is taken back' : DONE[step]}${step === 'create' || step === 'update' ? readiness : ''}.`];
    }
    case 'already-there':
      return [`${charge} is in the EHR already; nothing was written twice.`];
    case 'outcome-unknown':
      return [
        `${charge}: outcome unknown. ${unclearText(error)}`,
        looked === 'absent' ? 'Intervisit looked, and it is not there so far.' : 'Looking for it failed as well.',
      ];
    case 'rejected':
      return [`${charge} was refused by the EHR.`, ...(reasons.length === 0 ? ['It gave no reason.'] : [`It said: ${list(reasons)}.`])];
    case 'not-sent':
      return [`${charge} was not sent.`, ...reasons];
    case 'handed-to-billing':
      return [`${charge} is handed to billing.`];
    case 'draft':
      return step === 'create' || step === undefined
        ? [`${charge} is not in the EHR; recording it again is safe.`]
        : [`${charge} does not show the change; recording it again is safe.`];
    case 'sending':
      return [`${charge} is being sent.`];
    default:
      return state satisfies never;
  }
}

/** `November 2026 is closed.` and the like. */
export function closedTitle(month: string, isSigned: boolean): string {
  return isSigned ? `${formatMonth(month)} is closed` : `${formatMonth(month)} is prepared for signature`;
}

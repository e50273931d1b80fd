import type { RuleId } from '../../ccm/rules.ts';
import { LATE_AFTER_DAYS } from '../../ccm/time.ts';
import type { StatusTone } from '../../ui/Status.tsx';
import { barringText } from '../barring-text.ts';
import type { EntryProblem } from './ledger-view.ts';

/** A word about an entry that the ledger shows and can be filtered by. */
export interface Flag {
  readonly id: FlagId;
  readonly tone: StatusTone;
  /** `Overlap merged`. */
  readonly label: string;
  /** What the rule took out. */
  readonly seconds?: number;
}

export type FlagId = RuleId | EntryProblem | 'voided' | 'manual' | 'adopted' | 'late' | 'not-understood';

const EXCLUSION_LABELS: Partial<Readonly<Record<RuleId, string>>> = {
  'CONS-5': 'Before consent',
  'TIME-1': 'Other month',
  'TIME-3': 'Not clinical staff',
  'TIME-6': 'Overlap merged',
  'TIME-7': 'Shared with other patients',
  'TIME-8': 'Part of a visit',
  'TIME-9': 'Face-to-face day excluded',
  'TIME-10': 'Counted toward another service',
  'TIME-11': 'Activity does not count',
  'TIME-12': 'Day in hospital',
  'TIME-13': 'After death',
  'TIME-14': 'Across the month’s end',
  'TIME-15': 'Own overlap merged',
  'TIME-16': 'Used for care planning at the visit',
  'TIME-18': 'Software or abroad',
};

/** What a rule took out of an entry. `isTooLong`: the entry claims more than its clock times leave room for, which TIME-15 takes out too. */
export function exclusionFlag(ruleId: RuleId, seconds: number, isTooLong: boolean): Flag {
  const label = ruleId === 'TIME-15' && isTooLong ? PROBLEMS['length-exceeds-period'].label : EXCLUSION_LABELS[ruleId];
  return { id: ruleId, tone: 'attention', label: label ?? barringText(ruleId).name, seconds };
}

/** Why a rule took something out, as a sentence. */
export function exclusionSentence(ruleId: RuleId, problems: readonly EntryProblem[]): string {
  const isTooLong = ruleId === 'TIME-15' && problems.includes('length-exceeds-period');
  return isTooLong ? PROBLEMS['length-exceeds-period'].meaning : barringText(ruleId).notMet;
}

const PROBLEMS: Readonly<Record<EntryProblem, { readonly label: string; readonly meaning: string }>> = {
  'no-performer-class': {
    label: 'No role',
    meaning: 'The EHR holds no role for it, so nobody can say which codes it could feed. It does not count.',
  },
  'no-start': {
    label: 'No start',
    meaning: 'The EHR holds no start that can be read, so its day and month are not known. It does not count.',
  },
  'no-duration': {
    label: 'No length',
    meaning: 'Its length is missing, zero, negative or in a unit that is not understood. It does not count.',
  },
  'no-activity': { label: 'No activity', meaning: 'The EHR holds no activity for it. It does not count.' },
  'not-finished': { label: 'Not finished', meaning: 'Its record in the EHR is not marked as finished. It does not count.' },
  'over-24-h': { label: 'Over 24 hours', meaning: 'It is longer than a day. It does not count.' },
  'adopted-twice': {
    label: 'Adopted twice',
    meaning: 'Another entry has taken over the same encounter of the EHR’s and counts; this one does not.',
  },
  'unknown-activity': { label: 'Unknown activity', meaning: 'Its activity is not in the vocabulary; a person has to say what it was.' },
  'stored-twice': { label: 'Stored twice', meaning: 'The EHR holds it twice, as after a lost answer. It counts once.' },
  'copies-differ': {
    label: 'Copies differ',
    meaning: 'It is kept in two places that differ. The better place counts, as recorded there.',
  },
  'length-exceeds-period': {
    label: 'Longer than its clock times',
    meaning: 'Its length is more than its start and end leave room for; what is too much is left out.',
  },
  'length-from-period': { label: 'Length from clock times', meaning: 'The EHR kept no length; start and end stand in for it.' },
};

/** What a problem means, as a sentence or two. */
export function problemSentence(problem: EntryProblem): string {
  return PROBLEMS[problem].meaning;
}

/** Something odd about how the EHR holds an entry. */
export function problemFlag(problem: EntryProblem): Flag {
  return { id: problem, tone: 'unknown', label: PROBLEMS[problem].label };
}

export const VOIDED: Flag = { id: 'voided', tone: 'plain', label: 'Taken back' };
export const MANUAL: Flag = { id: 'manual', tone: 'plain', label: 'Manual' };
export const ADOPTED: Flag = { id: 'adopted', tone: 'plain', label: 'Adopted from the EHR' };
export const LATE: Flag = { id: 'late', tone: 'attention', label: `Late: over ${LATE_AFTER_DAYS} days` };
export const NOT_UNDERSTOOD: Flag = { id: 'not-understood', tone: 'unknown', label: 'Not understood' };

/** `Overlap merged −5:00`. */
export function flagText({ label, seconds }: Flag): string {
  return seconds === undefined ? label : `${label} −${clockLength(seconds)}`;
}

/** `5:00`, `1:02:05`. */
export function clockLength(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  const tail = String(rest).padStart(2, '0');
  return hours === 0 ? `${minutes}:${tail}` : `${hours}:${String(minutes).padStart(2, '0')}:${tail}`;
}

import type { ServiceMonth } from '../../ccm/chart.ts';
import type { MonthAssessment } from '../../ccm/month-assessment.ts';
import type { MemoryOnly } from '../../drafts/drafts.ts';
import type { IconName } from '../../ui/Icon.tsx';
import type { StatusTone } from '../../ui/Status.tsx';
import { formatMonth } from '../format.ts';
import { isCovered, monthProgress } from '../month-words.ts';
import { timeUnknown } from '../unseen.ts';
import type { KeeperState } from './keeper-state.ts';

/** The timer's state as icon, word and colour, and what a screen reader is told when it changes. */
export interface BarState {
  readonly icon: IconName;
  readonly word: string;
  readonly tone: StatusTone;
  readonly told: string;
}

export function barState(state: KeeperState): BarState {
  switch (state.kind) {
    case 'opening':
      return { icon: 'clock', word: 'Timer', tone: 'plain', told: '' };
    case 'idle':
      return { icon: 'clock', word: 'No timer', tone: 'plain', told: '' };
    case 'elsewhere':
      return { icon: 'lock', word: 'In another window', tone: 'attention', told: 'Your timer runs in another window.' };
    case 'lost':
      return { icon: 'lock', word: 'Taken over', tone: 'attention', told: 'Another window has taken the timer over.' };
    case 'started':
      return STAGES[state.timer.stage];
    default:
      return state satisfies never;
  }
}

const STAGES = {
  running: { icon: 'play', word: 'Running', tone: 'met', told: 'The timer runs.' },
  asked: { icon: 'question', word: 'In doubt', tone: 'attention', told: 'The timer asks whether the last minutes were work.' },
  paused: { icon: 'pause', word: 'Paused', tone: 'unknown', told: 'The timer is paused.' },
  stopped: { icon: 'stop', word: 'Stopped', tone: 'attention', told: 'The timer is stopped. Write up the work and save it.' },
} as const satisfies Record<string, BarState>;

/** `14 of 20 min`, and what it comes to with this entry. */
export function barMonth(
  assessment: MonthAssessment,
  thisMonth: ServiceMonth,
  entrySeconds: number | null,
): { readonly now: string; readonly withEntry: string | null } {
  if (assessment.month !== thisMonth) return { now: `Counts in ${formatMonth(thisMonth)}`, withEntry: null };
  if (!isCovered(assessment) || timeUnknown(assessment) !== null) return { now: 'Minutes of the month not known', withEntry: null };
  const { minutes, seconds, next } = monthProgress(assessment);
  return {
    now: next === null ? `${minutes} min this month` : `${minutes} of ${next.at} min`,
    withEntry: entrySeconds === null ? null : `${Math.floor((seconds + entrySeconds) / 60)} min with this entry, if all of it counts`,
  };
}

/** What must be known of a timer that is worth less than usual; null where it is worth all. */
export function worthText({ guarded, memoryOnly }: Pick<KeeperState, 'guarded' | 'memoryOnly'>): string | null {
  const texts = [
    ...(memoryOnly === null ? [] : [`${MEMORY_TEXT[memoryOnly]} Closing or reloading it loses the timer and what is not saved.`]),
    ...(guarded ? [] : ['It cannot be told here whether you time another patient in another window: one at a time counts.']),
  ];
  return texts.length === 0 ? null : texts.join(' ');
}

const MEMORY_TEXT: Readonly<Record<MemoryOnly, string>> = {
  'switched-off': 'This practice keeps unsaved work in this window alone.',
  'no-owner': 'The EHR did not tell who is signed in, so the timer is kept in this window alone.',
  unavailable: 'This browser lets Intervisit store nothing here, so the timer is kept in this window alone.',
  failed: 'This browser’s storage failed, perhaps for want of room, so the timer is kept in this window alone.',
};

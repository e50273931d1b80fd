import { formatDate } from '../format.ts';
import type { ContactOutcome } from '../time-entry-view.ts';
import type { Call, CallGoal, PlanProgress, Progress } from './call.ts';
import { completedLines } from './note-lines.ts';

export const PROGRESS_TEXT = {
  'in-progress': 'in progress',
  improving: 'improving',
  worsening: 'worse',
  achieved: 'achieved',
} as const satisfies Record<Progress, string>;

/** `Walk 20 minutes a day: improving (to the mailbox and back)`. */
export function progressLine({ what, progress, word }: PlanProgress['goals'][number]): string {
  return `${what}: ${PROGRESS_TEXT[progress]}${word === '' ? '' : ` (${word})`}`;
}

/** What stands in the note of an attempt that reached nobody, where nothing else was written. */
const NOBODY_TEXT: Partial<Readonly<Record<ContactOutcome, string>>> = {
  voicemail: 'Called; left a voicemail.',
  'no-answer': 'Called; no answer.',
};

/** Progress as it is noted: of the goals that the person said something of, in the order of the plan. */
export function notedProgress(call: Call, goals: readonly CallGoal[]): PlanProgress['goals'] {
  return goals.flatMap(({ key, reference, what }) => {
    const { progress = '', word = '' } = call.goals[key] ?? {};
    return progress === '' ? [] : [{ what, progress, word: word.trim(), ...(reference !== undefined && { reference }) }];
  });
}

/** Lines that the note gets beside what was typed into it. */
export function addedLines(call: Call, goals: readonly CallGoal[]): readonly string[] {
  const progress = notedProgress(call, goals).map(progressLine);
  const { medicines, tasks, nextContact } = call;
  return [
    ...(medicines.trim() === '' ? [] : [`Medicine changes: ${medicines.trim()}`]),
    ...(tasks.trim() === '' ? [] : [`To do: ${tasks.trim()}`]),
    ...(progress.length === 0 ? [] : [`Goals: ${progress.join('; ')}`]),
    ...(nextContact === '' ? [] : [`${call.outcome === 'call-back' ? 'Call back' : 'Next contact'}: ${formatDate(nextContact)}`]),
  ];
}

/** The note as it is kept in the EHR; blank where there is nothing to keep. */
export function wholeNote(call: Call, goals: readonly CallGoal[], labels: readonly string[]): string {
  const typed = completedLines(call.note, labels);
  const nobody = call.outcome === '' ? undefined : NOBODY_TEXT[call.outcome];
  return [...(typed === '' ? [nobody ?? ''] : [typed]), ...addedLines(call, goals)].filter((line) => line !== '').join('\n');
}

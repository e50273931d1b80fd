import type { NotCounted } from '../../ccm/timer/work.ts';

const WHY_TEXT = {
  idle: 'no activity in Intervisit',
  gap: 'the computer slept, or its clock was set forward',
  closed: 'Intervisit was closed',
  'clock-set-back': 'the computer’s clock was set back',
  trimmed: 'left out by the person',
} as const satisfies Record<NotCounted['why'], string>;

/** Why a stretch on the timer's clock does not count, within a sentence, as it is also stored with the entry. */
export function notCountedText({ why, answered }: Pick<NotCounted, 'why' | 'answered'>): string {
  return answered ? WHY_TEXT[why] : `${WHY_TEXT[why]}; nobody said whether it was work`;
}

import type { Changeable } from '../care-plan-view.ts';

/** Why something in the plan cannot be changed here. */
export const NOT_CHANGEABLE_TEXT = {
  'not-read': 'Its own record was not read, so it cannot be changed here.',
  'unknown-modifier': 'It carries an extension that changes its meaning: change it in the EHR.',
} as const satisfies Record<Exclude<Changeable, 'yes' | 'not-ours'>, string>;

/** Said once of a list that holds things of others. */
export const NOT_OURS_TEXT = 'What has no “Change” was written by others: change it in the EHR.';

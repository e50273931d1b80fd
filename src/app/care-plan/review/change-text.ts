/** What a part of the plan is called at the start of a line. */
export const PART_TEXT = {
  problem: 'Problem',
  goal: 'Goal',
  activity: 'Activity',
  note: 'Note',
  'supporting-info': 'Assessment or record',
  plan: 'Plan',
} as const;

/** What was altered of it. */
export const FIELD_TEXT = {
  words: 'wording',
  target: 'target',
  due: 'date',
  status: 'status',
  achievement: 'progress',
  problem: 'problem',
  goal: 'goal',
  who: 'who does it',
  title: 'title',
  narrative: 'text',
  other: 'content',
} as const;

export const CHANGE_TEXT = { added: '+ added', removed: '− removed', altered: '~ altered' } as const;

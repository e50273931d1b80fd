import type { LocalDate, Performer } from '../../ccm/chart.ts';
import { checkWork, withConsequences, type Work, type WorkErrors, type WorkFields } from '../work-fields.ts';
import { addressed, type Call, type CallCondition, type CallGoal, type Topic } from './call.ts';
import { wholeNote } from './call-text.ts';

export interface CallErrors extends WorkErrors {
  nextContact?: string;
}

/** What a call is checked against. */
export interface CallContext {
  readonly performer: Performer;
  readonly conditions: readonly CallCondition[];
  readonly topics: readonly Topic[];
  readonly goals: readonly CallGoal[];
  readonly today: LocalDate;
}

/** The call in the words of every time entry. */
export function workFieldsOf(call: Call, { performer, conditions, topics, goals }: CallContext): WorkFields {
  const labels = topics.map(({ label }) => label);
  return {
    role: performer,
    activity: call.activity,
    contactMode: call.contactMode,
    outcome: call.outcome,
    conditions: addressed(call, conditions, topics),
    note: wholeNote(call, goals, labels),
  };
}

/** The change with what follows from it: an attempt that reached nobody is none that counts, unless other work was done (ACT-22). */
export function withOutcome(call: Call, change: Partial<Pick<Call, 'outcome' | 'activity' | 'contactMode'>>): Call {
  const { outcome, activity, contactMode } = call;
  const before: WorkFields = { role: '', outcome, activity, contactMode, conditions: [], note: '' };
  const after = withConsequences(before, change);
  return {
    ...call,
    outcome: after.outcome,
    contactMode: change.contactMode ?? contactMode,
    // What was chosen before nobody was reached: a call.
    activity: after.activity === '' ? 'care-coordination-call' : after.activity,
  };
}

/** The work that the call describes; null, with an error at each thing that is wrong. */
export function checkCall(call: Call, context: CallContext, errors: CallErrors): Work | null {
  const { nextContact, outcome } = call;
  if (outcome === 'call-back' && nextContact === '') errors.nextContact = 'When will you call back?';
  if (nextContact !== '' && nextContact < context.today) errors.nextContact = 'That day is past.';
  const fields = workFieldsOf(call, context);
  const typed = call.note.trim() !== '' || call.topics.length > 0;
  // What came up and what was agreed is said of a talk: it does not tell what the talk was about.
  if (outcome === 'reached' && !typed) errors.note = 'Write what was talked about; time is not saved without a note.';
  return checkWork(fields, errors);
}

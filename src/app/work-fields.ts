import { activityOf } from '../ccm/activities.ts';
import type { Performer } from '../ccm/chart.ts';
import type { ConditionChoice, ContactMode, ContactOutcome, TimeEntryInput } from './time-entry-view.ts';

/** What a person says of a block of work, whether a timer or they themselves say when it was. */
export interface WorkFields {
  readonly role: Performer | '';
  readonly activity: string;
  readonly contactMode: ContactMode | '';
  readonly outcome: ContactOutcome | '';
  readonly conditions: readonly ConditionChoice[];
  readonly note: string;
}

/** The part of an entry that these fields make. */
export type Work = Pick<TimeEntryInput, 'performer' | 'activity' | 'contactMode' | 'outcome' | 'conditions' | 'note'>;

export type WorkErrors = Partial<Record<keyof WorkFields, string>>;

/** Empty fields. `role`: what is known of the person; without it nothing is chosen. */
export function emptyWorkFields(role: Performer | undefined): WorkFields {
  return { role: role ?? '', activity: '', contactMode: '', outcome: '', conditions: [], note: '' };
}

/** The work that the fields describe; null, with an error at each field that is wrong. */
export function checkWork(fields: WorkFields, errors: WorkErrors): Work | null {
  const { activity, contactMode, outcome, conditions } = fields;
  const performer = performerOf(fields.role, errors);
  const note = fields.note.trim();
  if (activity === '') errors.activity = 'Choose what was done.';
  if (contactMode === '') errors.contactMode = 'Choose how.';
  if (isCall(contactMode) && outcome === '') errors.outcome = 'Choose what came of it.';
  if (note === '') errors.note = 'Write what was done; time is not saved without a note.';
  if (performer === null || contactMode === '' || Object.keys(errors).length > 0) return null;
  const came = outcomesOf(contactMode).find((one) => one === outcome);
  return { performer, activity, contactMode, ...(came !== undefined && { outcome: came }), conditions, note };
}

/** What can come of a contact of that kind; nothing where nobody is contacted. A voicemail is left on a telephone. */
export function outcomesOf(mode: ContactMode | ''): readonly ContactOutcome[] {
  switch (mode) {
    case 'telephone':
    case 'video':
      return ['reached', 'voicemail', 'no-answer', 'call-back'];
    case 'portal-message':
    case 'in-writing':
      return ['reached', 'no-answer', 'call-back'];
    case 'no-patient-contact':
    case '':
      return [];
    default:
      return mode satisfies never;
  }
}

/** Of a call it is always known what came of it. */
export function isCall(mode: ContactMode | ''): boolean {
  return mode === 'telephone' || mode === 'video';
}

const NOBODY_REACHED = 'voicemail-only-no-information';
const TALKING: readonly string[] = ['care-coordination-call', 'family-call', ''];

/**
 * The change with what follows from it. Where nobody was reached, and talking was all that was to be done, the activity becomes the one
 * that does not count (ACT-22), until the person names other work that was done.
 */
export function withConsequences<Fields extends WorkFields>(before: Fields, change: Partial<Fields>): Fields {
  const fields = { ...before, ...change };
  const outcome = outcomesOf(fields.contactMode).includes(fields.outcome || 'reached') ? fields.outcome : '';
  if (change.activity !== undefined) return { ...fields, outcome };
  if (nobodyReached(outcome) && TALKING.includes(fields.activity)) return { ...fields, outcome, activity: NOBODY_REACHED };
  if (!nobodyReached(outcome) && nobodyReached(before.outcome) && fields.activity === NOBODY_REACHED)
    return { ...fields, outcome, activity: '' };
  return { ...fields, outcome };
}

/** What is unusual in the fields and may be right all the same, each as a question. `known`: the role that the EHR states. */
export function doubtsAboutWork({ activity, contactMode, outcome, role }: WorkFields, known?: Performer): readonly string[] {
  return [
    ...(activity === 'care-coordination-call' && contactMode !== '' && !isCall(contactMode)
      ? ['A call with the patient, and not by telephone or video: is that right?']
      : []),
    ...(nobodyReached(outcome) && activity !== '' && TALKING.includes(activity)
      ? [
          'Nobody was reached, and a call is what was done: an attempt alone does not count (ACT-22). Choose the other work, if there was any.',
        ]
      : []),
    ...(activity === NOBODY_REACHED && outcome === 'reached' ? ['Nobody reached, and somebody was reached: which is right?'] : []),
    ...(known !== undefined && role !== '' && role !== known
      ? ['The EHR states another role for you: is that the one you worked in?']
      : []),
  ];
}

/** Whether the activity can count at all (TIME-11); null where none is chosen. */
export function activityCounts(activity: string): boolean | null {
  return activity === '' ? null : (activityOf(activity)?.counts ?? false);
}

function nobodyReached(outcome: ContactOutcome | ''): boolean {
  return outcome === 'voicemail' || outcome === 'no-answer';
}

function performerOf(role: WorkFields['role'], errors: WorkErrors): Work['performer'] | null {
  switch (role) {
    case 'clinical-staff':
    case 'physician-qhp':
      return role;
    case '':
      errors.role = 'Choose; it decides which codes the time can count toward.';
      return null;
    case 'non-clinical-staff':
    case 'software':
      errors.role = 'Only time by clinical staff and practitioners is logged.';
      return null;
    default:
      return role satisfies never;
  }
}

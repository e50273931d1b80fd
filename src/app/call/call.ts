import type { Reference } from '../../ccm/chart.ts';
import type { ConditionChoice, ContactOutcome, TimeEntryInput } from '../time-entry-view.ts';
import { withLine, withoutLine } from './note-lines.ts';

/** How a goal stands, as the nurse heard it on the call. The words are FHIR codes of a goal's achievement. */
export type Progress = 'in-progress' | 'improving' | 'worsening' | 'achieved';

/** An open goal of the care plan, as a call needs it. */
export interface CallGoal {
  readonly key: string;
  /** Absent where the plan names it in words alone. */
  readonly reference?: Reference;
  readonly what: string;
  readonly target?: string;
  readonly due?: string;
  readonly byPatient: boolean;
  /** How it stood before this call, in the record's words. */
  readonly achievement?: string;
  /** The conditions it is meant for, by the plan's names for them; empty where the plan does not say. */
  readonly problems: readonly string[];
}

/** What the call says of one goal. */
export interface GoalProgress {
  readonly progress: Progress | '';
  readonly word: string;
}

/** A counted condition as the workspace offers it. */
export interface CallCondition extends ConditionChoice {
  /** Its disease group, by which topics are found; absent where it has none. */
  readonly group?: string;
  readonly name: string;
}

/** One question of the checklist. */
export interface Topic {
  readonly id: string;
  /** What to ask, as it stands in the checklist. */
  readonly ask: string;
  /** What a tick writes into the note, before the colon. */
  readonly label: string;
  /** The condition it is about. */
  readonly condition?: Reference;
}

/** Progress of goals on its way to the care plan. All that identifies it is fixed with the confirmation, so that a retry adds nothing twice. */
export interface PlanProgress {
  readonly at: string;
  readonly goals: readonly { readonly reference?: Reference; readonly what: string; readonly progress: Progress; readonly word: string }[];
}

/** What one confirm sends, and what of it has arrived. */
export interface Confirmed {
  readonly input: TimeEntryInput;
  /** The unsent entries have taken the minutes over: only they send them from here on. */
  readonly handedOver: boolean;
  readonly timeStored: boolean;
  /** Null where there is nothing for the plan. */
  readonly plan: PlanProgress | null;
  readonly planStored: boolean;
}

/** What a person notes on a call. Plain JSON: it is kept as an encrypted draft until all of it is in the EHR. */
export interface Call {
  /** UUID. */
  readonly id: string;
  /** The timer that times it; null before one was started. */
  readonly timerId: string | null;
  readonly topics: readonly string[];
  readonly note: string;
  /** Conditions that the person ticked or unticked themselves; the others follow the topics. */
  readonly marks: Readonly<Record<Reference, boolean>>;
  readonly medicines: string;
  readonly tasks: string;
  readonly goals: Readonly<Record<string, GoalProgress>>;
  readonly outcome: ContactOutcome | '';
  readonly activity: string;
  readonly contactMode: 'telephone' | 'video';
  /** Local date; blank where none is agreed. */
  readonly nextContact: string;
  /** Null while the call is in the making. */
  readonly confirmed: Confirmed | null;
}

/** A call that was confirmed. */
export interface ConfirmedCall extends Call {
  readonly confirmed: Confirmed;
}

export function newCall(id: string, timerId: string | null): Call {
  return {
    id,
    timerId,
    topics: [],
    note: '',
    marks: {},
    medicines: '',
    tasks: '',
    goals: {},
    outcome: '',
    activity: 'care-coordination-call',
    contactMode: 'telephone',
    nextContact: '',
    confirmed: null,
  };
}

/** Ticks a topic, or takes the tick back. A line that the person has written on stays. */
export function withTopic(call: Call, { id, label }: Topic, ticked: boolean): Call {
  if (call.topics.includes(id) === ticked) return call;
  return ticked
    ? { ...call, topics: [...call.topics, id], note: withLine(call.note, label) }
    : { ...call, topics: call.topics.filter((one) => one !== id), note: withoutLine(call.note, label) };
}

/** The conditions that the call was about: those of ticked topics, unless the person says otherwise. */
export function addressed(
  { topics: ticked, marks }: Call,
  conditions: readonly CallCondition[],
  topics: readonly Topic[],
): readonly ConditionChoice[] {
  const talkedOf = new Set(topics.flatMap(({ id, condition }) => (condition !== undefined && ticked.includes(id) ? [condition] : [])));
  return conditions
    .filter(({ reference }) => marks[reference] ?? talkedOf.has(reference))
    .map(({ reference, display }) => ({ reference, display }));
}

/** Whether the call has nothing left to see to: its minutes, where they are not stored, are in the hands of the unsent entries. */
export function isSettled({ handedOver, timeStored, plan, planStored }: Confirmed): boolean {
  return (timeStored || handedOver) && (plan === null || planStored);
}

export function isConfirmed(call: Call): call is ConfirmedCall {
  return call.confirmed !== null;
}

import type { CarePlan, Instant } from '../../ccm/chart.ts';
import { fieldOfActivity, isOwnActivity } from '../../fhir/care-plan/edit/activity.ts';
import { containedGoal } from '../../fhir/care-plan/edit.ts';
import { fieldOfGoal, isOwnGoal } from '../../fhir/care-plan/edit/goal.ts';
import { dismissals, lastReconciliation, type MarkedNote, markedNotes, readMark } from '../../fhir/care-plan/marked-notes.ts';
import { readReviewNote } from '../../fhir/care-plan/review-notes.ts';
import type { PlanActivity, PlanGoal, PlanItem, PlanProblem, ReadOnlyReason, StoredCarePlan } from '../../fhir/care-plan/plan.ts';
import { hasModifier } from '../../fhir/care-plan/read.ts';
import type { ChartReading } from '../../fhir/chart.ts';
import type { RawResource } from '../../fhir/client.ts';
import { numberIn, objectIn, objectsIn, textIn } from '../../fhir/fields.ts';
import type {
  ActivityView,
  BarrierView,
  CarePlanView,
  Changeable,
  GoalView,
  ItemView,
  PlanCandidate,
  PlanReadOnlyReason,
} from '../care-plan-view.ts';
import { localDateTime, plural } from '../format.ts';
import { measuredAimOf } from './measured-aim.ts';

/** What a plan is shown with beside what it says itself. */
export interface PlanContext {
  readonly timeZone: string;
  /** The plan as it came: tells what this app wrote in it. */
  readonly raw?: RawResource;
  /** The goals that have records of their own, as far as they were read. */
  readonly goals?: readonly RawResource[];
}

/** The plan as its screen shows it; `judged` is what the chart says of it. */
export function planView(plan: StoredCarePlan, judged: CarePlan | null | undefined, context: PlanContext): CarePlanView {
  const { reference, title, versionId, establishedDate, lastReviewedDate, changedSinceSignature, narrative } = plan;
  const marks = markedNotes(plan.notes);
  const dayOf = dayAt(context.timeZone);
  const barriers = marks.flatMap((one) => barrierOf(one, dayOf));
  const recorded = new Set(plan.prognoses.map((one) => one.reference));
  const goals = plan.goals.map((goal) => goalView(goal, plan, context, barriers));
  const placed = new Set(goals.flatMap((goal) => goal.barriers));
  const reconciled = lastReconciliation(marks);
  return {
    reference,
    title,
    origin: plan.keptBy,
    ...(versionId !== undefined && { versionId }),
    ...(establishedDate !== undefined && { establishedDate }),
    ...(lastReviewedDate !== undefined && { lastReviewedDate }),
    ...(judged?.signedDate && { signedDate: judged.signedDate }),
    ...(judged?.signedBy && { signedBy: judged.signedBy }),
    ...(changedSinceSignature !== undefined && { changedSinceSignature }),
    ...(judged?.copyGivenDate && { copyGivenDate: judged.copyGivenDate }),
    elements: [...new Set(plan.elements.map(({ element }) => element))],
    problems: plan.addresses.map((one) => itemView(one, 'A problem kept as its own record')),
    goals,
    activities: plan.activities.map((activity) => activityView(activity, context)),
    prognoses: plan.prognoses
      .toSorted((a, b) => (b.at ?? '').localeCompare(a.at ?? ''))
      .map(({ at, ...one }) => ({ ...one, ...(at !== undefined && { date: dayOf(at) }) })),
    supporting: plan.supportingInfo
      .filter(({ reference }) => reference === undefined || !recorded.has(reference))
      .map((one) => itemView(one, 'A record of its own')),
    notes: plan.notes
      .filter((note) => readMark(note) === null && note.element !== 'expected-outcome-prognosis')
      .map(({ text, author, time, element }) => ({
        text,
        ...(readReviewNote({ text }) !== null && { fixed: true }),
        ...(element !== undefined && { element }),
        ...(author !== undefined && { author }),
        ...(time !== undefined && { date: dayOf(time), time }),
      })),
    looseBarriers: barriers.filter((one) => !placed.has(one)),
    dismissed: dismissals(marks).map(({ mark, by, at }) => ({
      condition: mark.condition,
      words: mark.words,
      reason: mark.reason,
      ...(by !== undefined && { by }),
      ...(at !== undefined && { date: dayOf(at) }),
    })),
    ...(reconciled !== undefined && {
      reconciliation: {
        medicines: reconciled.mark.medicines,
        ...(reconciled.by !== undefined && { by: reconciled.by }),
        ...(reconciled.at !== undefined && { date: dayOf(reconciled.at) }),
      },
    }),
    narrativeOnly: plan.narrativeOnly,
    ...(narrative !== undefined && { narrative }),
    readOnlyBecause: plan.readOnly.map((reason) => READ_ONLY[reason]),
  };
}

type Barrier = BarrierView & { readonly goal?: string };

function dayAt(timeZone: string): (at: Instant) => string {
  return (at) => (localDateTime(at, timeZone) ?? at).slice(0, 10);
}

function barrierOf({ mark, by, at }: MarkedNote, dayOf: (at: Instant) => string): readonly Barrier[] {
  if (mark.kind !== 'barrier') return [];
  const { text, goalWords, goal } = mark;
  return [
    {
      text,
      goalWords,
      ...(goal !== undefined && { goal }),
      ...(by !== undefined && { by }),
      ...(at !== undefined && { date: dayOf(at) }),
    },
  ];
}

function itemView({ reference, display, element }: PlanItem, unnamed: string): ItemView {
  return {
    what: display === '' ? unnamed : display,
    ...(reference !== undefined && { reference }),
    ...(element !== undefined && { element }),
  };
}

const GOAL_STATES = ['active', 'on-hold', 'completed', 'cancelled'] as const;
const ACHIEVEMENTS = ['in-progress', 'improving', 'worsening', 'no-progress', 'achieved', 'not-achieved'] as const;
const ACTIVITY_STATES = ['active', 'on-hold', 'completed', 'revoked'] as const;

function goalView(goal: PlanGoal, plan: StoredCarePlan, context: PlanContext, barriers: readonly Barrier[]): GoalView {
  const { reference, display, measurable, target, dueDate, status, achievement, byPatient, addresses = [], ownId } = goal;
  const names = new Set([reference, ...(ownId === undefined ? [] : [`#goal-${ownId}`])]);
  const problems = addresses.map((one) => ({ reference: one.reference, what: wordsOfProblem(one, plan) }));
  const code = fieldOfGoal(recordOf(goal, context), 'achievement');
  const states = [status, (achievement ?? code?.replaceAll('-', ' '))?.toLowerCase()].filter((state) => state !== undefined);
  const lifecycle = GOAL_STATES.find((one) => one === status);
  const aim = measuredAimOf(recordOf(goal, context));
  const reached = ACHIEVEMENTS.find((one) => one === code);
  return {
    what: display === '' ? 'A goal kept as its own record, not read' : display,
    ...(reference !== undefined && { reference }),
    ...(measurable !== undefined && { measurable }),
    ...(target !== undefined && { target }),
    ...(dueDate !== undefined && { due: dueDate }),
    ...(states.length > 0 && { status: states.join(', ') }),
    ...(byPatient !== undefined && { byPatient }),
    changeable: goalChangeable(goal, context),
    ...(lifecycle !== undefined && { lifecycle }),
    ...(reached !== undefined && { achievement: reached }),
    ...(aim !== undefined && { aim }),
    ...(problems.length > 0 && { problems }),
    barriers: barriers.filter((one) => (one.goal === undefined ? one.goalWords === display : names.has(one.goal))),
  };
}

/** A problem of the plan by the best name there is for it. */
export function wordsOfProblem({ reference, display }: PlanProblem, { addresses }: StoredCarePlan): string {
  const named = addresses.find((one) => one.reference === reference)?.display ?? '';
  return named === '' ? (display ?? 'a problem kept as its own record') : named;
}

function recordOf({ reference }: PlanGoal, { raw, goals = [] }: PlanContext): unknown {
  if (reference === undefined) return undefined;
  if (reference.startsWith('#')) return objectsIn(raw, 'contained').find((one) => `#${textIn(one, 'id') ?? ''}` === reference);
  return goals.find(({ id }) => reference === `Goal/${id ?? ''}`);
}

function goalChangeable(goal: PlanGoal, context: PlanContext): Changeable {
  const { reference } = goal;
  if (reference?.startsWith('#') === true) return containedGoal(context.raw, reference) === undefined ? 'not-ours' : 'yes';
  const record = recordOf(goal, context);
  if (record === undefined) return reference === undefined ? 'not-ours' : 'not-read';
  if (!isOwnGoal(record)) return 'not-ours';
  return hasModifier(record) ? 'unknown-modifier' : 'yes';
}

function activityView({ reference, display, who, status, due, element, goals }: PlanActivity, { raw }: PlanContext): ActivityView {
  const request = objectsIn(raw, 'contained').find((one) => `#${textIn(one, 'id') ?? ''}` === reference);
  const isOwn = reference !== undefined && isOwnActivity(reference) && fieldOfActivity(raw, reference, 'status') !== undefined;
  const every = intervalText(request);
  const instruction = textIn(request, 'patientInstruction');
  const state = ACTIVITY_STATES.find((one) => one === status);
  return {
    what: display === '' ? 'An activity kept as its own record, not read' : display,
    ...(reference !== undefined && { reference }),
    ...(who !== undefined && { who }),
    ...(status !== undefined && { status }),
    ...(due !== undefined && { due }),
    ...(element !== undefined && { element }),
    ...(every !== undefined && { every }),
    ...(instruction !== undefined && { instruction }),
    changeable: isOwn ? 'yes' : 'not-ours',
    ...(state !== undefined && { state }),
    ...(goals !== undefined && { goals }),
  };
}

const UNITS: Readonly<Record<string, string>> = { d: 'day', wk: 'week', mo: 'month', a: 'year' };

function intervalText(request: unknown): string | undefined {
  const repeat = objectIn(objectIn(request, 'occurrenceTiming'), 'repeat');
  const period = numberIn(repeat, 'period');
  const unit = UNITS[textIn(repeat, 'periodUnit') ?? ''];
  if (period === undefined || unit === undefined || (numberIn(repeat, 'frequency') ?? 1) !== 1) return undefined;
  return period === 1 ? `every ${unit}` : `every ${plural(period, unit)}`;
}

const READ_ONLY = {
  'modifier-extension': 'unknown-modifier',
  'implicit-rules': 'implicit-rules',
  subsetted: 'summary-only',
  'not-active': 'not-active',
  'not-own': 'not-supported',
  'not-exact': 'summary-only',
} as const satisfies Record<ReadOnlyReason, PlanReadOnlyReason>;

/** Plans of others, which a person may want to adopt. */
export function planCandidates({ carePlans }: Pick<ChartReading, 'carePlans'>): readonly PlanCandidate[] {
  return carePlans
    .filter(({ origin }) => origin === 'other')
    .map(({ reference, title, keptBy, establishedDate, goals, activities, narrative, narrativeOnly, readOnly }) => ({
      reference,
      title,
      goals: goals.length,
      activities: activities.length,
      ...(keptBy.kind === 'other' && keptBy.name !== undefined && { origin: keptBy.name }),
      ...(establishedDate !== undefined && { date: establishedDate }),
      ...(narrative !== undefined && { narrative }),
      narrativeOnly,
      notAdoptableBecause: readOnly.filter((reason) => reason !== 'not-own').map((reason) => READ_ONLY[reason]),
    }));
}

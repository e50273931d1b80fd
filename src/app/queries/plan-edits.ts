import { addActivity, addGoal, addNote, type GoalChange, type PlanOperation } from '../../fhir/care-plan/edit.ts';
import { markText, type PlanMark } from '../../fhir/care-plan/marked-notes.ts';
import type { StoredCarePlan } from '../../fhir/care-plan/plan.ts';
import { type PlanSaveOutcome, savePlanChange } from '../../fhir/care-plan/save.ts';
import { saveGoalChange } from '../../fhir/care-plan/save-goal.ts';
import type { RawResource } from '../../fhir/client.ts';
import { objectIn, textIn } from '../../fhir/fields.ts';
import type { PlanEdit } from '../care-plan-view.ts';
import type { SaveResult } from '../save-result.ts';
import { nowAt } from './access.ts';
import { resultOf } from './outcomes.ts';
import { type Saving, signedIn } from './signed-in.ts';
import { ownPlan } from './views.ts';

/** The plan as a person saw it when they began to edit: what others change after that is told from what they change. */
export interface PlanBase {
  readonly plan: StoredCarePlan;
  readonly raw: RawResource;
  /** The plan's goals that have records of their own, as far as they were read. */
  readonly goals: readonly RawResource[];
}

/** What came of saving a list of edits: where not all went through, `saved` names those that did. */
export interface PlanEditsResult {
  readonly result: SaveResult;
  readonly saved: readonly string[];
  /** The versions that the writes made, by reference, where the EHR told them. */
  readonly versions?: Readonly<Record<string, string>>;
  /** Something was in the record before this save. */
  readonly alreadyThere?: boolean;
}

/** The patient's CCM plan as it was read; null where there is none. */
export function planBase({ reading }: Pick<Saving, 'reading'>, goals: readonly RawResource[]): PlanBase | null {
  const plan = ownPlan(reading);
  const raw = reading.basis.timeSources.find(({ resourceType, id }) => resourceType === 'CarePlan' && id === plan?.id);
  if (plan === null || raw === undefined) return null;
  const named = new Set(plan.goals.map(({ reference }) => reference));
  return { plan, raw, goals: goals.filter(({ id }) => named.has(`Goal/${id ?? ''}`)) };
}

/** The id of the record that an edit changes; undefined where the edit changes the plan itself. */
export function goalRecordOf(edit: PlanEdit): string | undefined {
  return edit.kind === 'change-goal' ? /^Goal\/([^/]+)$/.exec(edit.reference)?.[1] : undefined;
}

/** What the edit does to the plan. Author and time are those of the edit. */
export function operationOf(saving: Pick<Saving, 'access' | 'reading'>, edit: PlanEdit): PlanOperation {
  const patientReference = saving.reading.patient.reference;
  switch (edit.kind) {
    case 'add-note':
      return note(saving, edit, edit.text, edit.element);
    case 'change-note':
      return {
        kind: edit.kind,
        note: edit.note,
        to: {
          author: signedIn(saving) ?? UNKNOWN,
          at: edit.at,
          text: edit.to,
          ...(edit.element !== undefined && { element: edit.element }),
        },
      };
    case 'add-prognosis': {
      const { id, at, outcome, prognosis } = edit;
      return {
        kind: edit.kind,
        draft: {
          id,
          at,
          outcome,
          ...(prognosis !== undefined && { prognosis }),
          author: signedIn(saving) ?? UNKNOWN,
          problems: (ownPlan(saving.reading)?.addresses ?? []).flatMap(({ reference }) => reference ?? []),
          patientReference,
        },
      };
    }
    case 'add-goal': {
      const { id, what, target, due, byPatient, addresses } = edit;
      return addGoal({
        id,
        description: what,
        start: edit.at.slice(0, 10),
        ...(target !== undefined && { target }),
        ...(due !== undefined && { due }),
        ...(byPatient && { expressedBy: patientReference }),
        addresses: addresses ?? [],
        patientReference,
      });
    }
    case 'add-activity': {
      const { kind: _kind, at: _at, ...draft } = edit;
      return addActivity({ ...draft, patientReference });
    }
    case 'refer': {
      const { kind, list, reference, display, element } = edit;
      return { kind, draft: { list, reference, display, ...(element !== undefined && { element }) } };
    }
    case 'change-goal':
      return { kind: edit.kind, reference: edit.reference, what: edit.what, change: edit.change };
    case 'change-activity':
      return { kind: edit.kind, reference: edit.reference, what: edit.what, change: edit.change };
    case 'add-barrier': {
      const { goal, goalWords, text } = edit;
      return note(saving, edit, markText({ kind: 'barrier', goalWords, text, ...(goal !== undefined && { goal }) }));
    }
    case 'dismiss-condition':
      return note(saving, edit, markText({ kind: 'dismissed', condition: edit.condition, words: edit.words, reason: edit.reason }));
    case 'restore-condition':
      return note(saving, edit, markText({ kind: 'restored', condition: edit.condition, words: edit.words }));
    case 'reconcile': {
      const mark: PlanMark = { kind: 'reconciled', medicines: edit.medicines };
      return note(saving, edit, markText(mark), 'medical-management');
    }
    default:
      return edit satisfies never;
  }
}

const UNKNOWN = { display: 'unknown' };

type Element = NonNullable<Extract<PlanEdit, { readonly kind: 'add-note' }>['element']>;

function note(saving: Pick<Saving, 'access' | 'reading'>, { at }: PlanEdit, text: string, element?: Element): PlanOperation {
  const author = signedIn(saving) ?? UNKNOWN;
  return addNote({ author, at, text, ...(element !== undefined && { element }) });
}

/**
 * Saves the edits: those of the plan in one write that checks that it is still the version they were made on, then each goal
 * that has a record of its own in one more. The first that does not go through ends it.
 */
export async function savePlanEdits(saving: Saving, edits: readonly PlanEdit[], base: PlanBase | null): Promise<PlanEditsResult> {
  if (base === null || edits.length === 0) return { result: { kind: 'failed', error: 'not-found' }, saved: [] };
  if (signedIn(saving) === null) return { result: { kind: 'nobody-signed-in' }, saved: [] };
  const ofPlan = edits.filter((edit) => goalRecordOf(edit) === undefined);
  const goalIds = [...new Set(edits.map(goalRecordOf))].filter((id) => id !== undefined);
  const writes: Write[] = [
    ...(ofPlan.length === 0 ? [] : [{ edits: ofPlan, write: () => savePlanPart(saving, ofPlan, base) }]),
    ...goalIds.map((goalId) => {
      const ofGoal = edits.filter((edit) => goalRecordOf(edit) === goalId);
      return { edits: ofGoal, write: () => saveGoalPart(saving, goalId, ofGoal, base) };
    }),
  ];
  const saved: string[] = [];
  const versions: Record<string, string> = {};
  let alreadyThere = false;
  let result: SaveResult = { kind: 'failed', error: 'not-found' };
  for (const { edits: some, write } of writes) {
    // One after the other: what is reported is in the order of the list.
    // oxlint-disable-next-line no-await-in-loop
    const written = await write();
    result = written.result;
    if (result.kind !== 'stored') return { result, saved };
    alreadyThere ||= result.alreadyThere;
    if (written.versionId !== undefined) versions[result.reference] = written.versionId;
    saved.push(...some.map(({ id }) => id));
  }
  return { result, saved, versions, alreadyThere };
}

interface Write {
  readonly edits: readonly PlanEdit[];
  readonly write: () => Promise<PartResult>;
}

function savePlanPart(saving: Saving, edits: readonly PlanEdit[], { plan }: PlanBase): Promise<PartResult> {
  const [first, ...rest] = edits.map((edit) => operationOf(saving, edit));
  if (first === undefined) throw new TypeError('no edits of the plan');
  return partOf(() =>
    savePlanChange(saving.target, {
      planId: plan.id,
      ...(plan.versionId !== undefined && { shownVersionId: plan.versionId }),
      operations: [first, ...rest],
      ...signature(saving),
    }),
  );
}

function saveGoalPart(saving: Saving, goalId: string, edits: readonly PlanEdit[], { goals }: PlanBase): Promise<PartResult> {
  const [first, ...rest] = edits.flatMap((edit): readonly GoalChange[] => (edit.kind === 'change-goal' ? [edit.change] : []));
  if (first === undefined) throw new TypeError('no edits of the goal');
  const version = versionOf(goals.find(({ id }) => id === goalId));
  return partOf(() =>
    saveGoalChange(saving.target, {
      goalId,
      ...(version !== undefined && { shownVersionId: version }),
      changes: [first, ...rest],
      ...signature(saving),
    }),
  );
}

interface PartResult {
  readonly result: SaveResult;
  readonly versionId?: string;
}

async function partOf(saving: () => Promise<PlanSaveOutcome>): Promise<PartResult> {
  let versionId: string | undefined;
  const result = await resultOf(async () => {
    const outcome = await saving();
    if (outcome.kind === 'stored') versionId = outcome.versionId;
    return outcome;
  });
  return { result, ...(versionId !== undefined && { versionId }) };
}

function signature(saving: Saving) {
  const { organization } = saving.access.settings.practice;
  return {
    author: signedIn(saving) ?? UNKNOWN,
    ...(organization !== undefined && { organization }),
    at: nowAt(saving.access),
  };
}

/** The version of a record; undefined where the EHR tells none. */
export function versionOf(resource: RawResource | undefined): string | undefined {
  return textIn(objectIn(resource, 'meta'), 'versionId');
}

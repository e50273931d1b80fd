import { createContext, use, useCallback, useMemo, useState } from 'react';
import type { CarePlanElement, Instant, LocalDate, Reference, UnknownKind } from '../../ccm/chart.ts';
import type { CarePlanView, DiffLine, PlanCandidate, PlanEdit, PlanEditDraft, PlanFields } from '../care-plan-view.ts';
import { useFormDraft } from '../form-drafts.ts';
import type { PlanBase, PlanEditsResult } from '../queries/plan-edits.ts';
import type { SaveResult, SaveTarget } from '../save-result.ts';
import type { NewPlanView } from '../statement-view.ts';
import type { MaterialView, MeasureChoice, OpenCondition } from './material-view.ts';
import type { PlanMergeView } from './merge-view.ts';
import { EMPTY_FIELDS, isBlankFields } from './plan-fields.ts';

/** All that the plan's screen shows and does. */
export interface PlanDesk {
  readonly today: LocalDate;
  /** The CCM plan of this patient; null where there is none. */
  readonly plan: CarePlanView | null;
  /** Given where there is no plan and the EHR did not show whether there is one. */
  readonly unknownBecause?: UnknownKind;
  /** Plans of others that might be adopted. */
  readonly candidates: readonly PlanCandidate[];
  /** Chronic conditions that the plan does not address, without those that somebody left out. */
  readonly notInPlan: readonly OpenCondition[];
  readonly material: MaterialView;
  readonly measures: readonly MeasureChoice[];
  /** Where edits go: into the plan, or as a note among the documents. */
  readonly saveTarget: SaveTarget;
  /** Earlier work on the plan that is kept as notes, newest first. */
  readonly workNotes: readonly WorkNote[];
  /** Why such notes may be missing; absent where all came. */
  readonly workNotesUnknown?: UnknownKind;
  /** The plan as it is now, for edits to be made on; null where there is none. */
  readonly current: PlanBase | null;
  /** The exact places in the record that the edits touch, for the person to see before saving. */
  readonly preview: (edits: readonly PlanEdit[]) => readonly DiffLine[];
  /** What the edits come to where somebody changed the plan since `base`; null where nobody did. */
  readonly merge: (base: PlanBase, edits: readonly PlanEdit[]) => PlanMergeView | null;
  /** A new UUID. */
  readonly newId: () => string;
  readonly now: () => Instant;
  readonly onSave: (edits: readonly PlanEdit[], base: PlanBase | null) => Promise<PlanEditsResult>;
  /** Reads the plan again, after a conflict. */
  readonly onReload: () => void;
  /** Begins a plan where there is none. Absent: it cannot be begun here. */
  readonly creation?: PlanCreation;
  /** Makes another's plan the CCM plan. Absent: there is one. */
  readonly adoption?: PlanAdoption;
}

export interface PlanCreation {
  readonly newPlan: NewPlanView;
  readonly target: SaveTarget;
  readonly onCreate: () => Promise<SaveResult>;
}

/** Work on the plan in words, as one note holds it. */
export interface WorkNote {
  readonly reference: Reference;
  readonly by?: string;
  readonly date?: LocalDate;
  /** Null where its text could not be read. */
  readonly lines: readonly string[] | null;
}

export interface PlanAdoption {
  readonly target: SaveTarget;
  readonly preview: (candidate: PlanCandidate) => readonly DiffLine[];
  readonly onAdopt: (candidate: PlanCandidate) => Promise<SaveResult>;
}

/** The unsaved edits of the plan: kept when the screen is left, until they are saved or dropped. */
export interface PlanEdits {
  readonly edits: readonly PlanEdit[];
  /** The plan that the edits were made on; null where there are none. */
  readonly base: PlanBase | null;
  /** Puts edits on the list of the unsaved; nothing is written. A later edit of the same thing takes the place of an earlier one. */
  readonly add: (drafts: readonly PlanEditDraft[]) => void;
  readonly remove: (id: string) => void;
  /** Puts an edit that was removed back on the list. */
  readonly putBack: (edit: PlanEdit) => void;
  /** Takes the edits that were saved off the list. */
  readonly settle: (saved: readonly string[]) => void;
  /** The edits that are left after a merge, and the plan they are now made on. */
  readonly rebase: (edits: readonly PlanEdit[], base: PlanBase | null) => void;
  /** Parts of the plan that something on the list is about. */
  readonly elements: ReadonlySet<CarePlanElement>;
  /** Fills the form that adds to the plan and goes to it. */
  readonly begin: (fields: Partial<PlanFields>) => void;
  /** Counts the times that `begin` was called: the form takes the focus after each. */
  readonly begun: number;
}

export interface PlanEditList {
  readonly base: PlanBase | null;
  readonly edits: readonly PlanEdit[];
}

const NONE: PlanEditList = { base: null, edits: [] };
const none = (): PlanEditList => NONE;
const isEmpty = ({ edits }: PlanEditList): boolean => edits.length === 0;
const emptyFields = () => EMPTY_FIELDS;

/** The one list of unsaved plan edits of a session. */
export function useEditList({ newId, now, current }: Pick<PlanDesk, 'newId' | 'now' | 'current'>): PlanEdits {
  const { value, change, clear } = useFormDraft('plan-edits', 'ccm', none, isEmpty);
  const form = useFormDraft('add-to-plan', 'ccm', emptyFields, isBlankFields);
  const [begun, setBegun] = useState(0);
  const { edits, base } = value;
  const elements = useMemo(() => new Set(edits.flatMap((edit) => elementOf(edit) ?? [])), [edits]);
  const keep = (left: readonly PlanEdit[], on: PlanBase | null) => {
    if (left.length === 0) clear();
    else change(() => ({ edits: left, base: on }));
  };
  return {
    edits,
    base,
    add: (drafts) =>
      change((before) => ({
        base: before.edits.length === 0 ? current : (before.base ?? current),
        edits: drafts.reduce<readonly PlanEdit[]>((list, draft) => withEdit(list, { ...draft, id: newId(), at: now() }), before.edits),
      })),
    remove: (id) =>
      keep(
        edits.filter((edit) => edit.id !== id),
        base,
      ),
    putBack: (edit) =>
      change((before) => ({ base: before.edits.length === 0 ? current : (before.base ?? current), edits: withEdit(before.edits, edit) })),
    settle: (saved) =>
      keep(
        edits.filter((edit) => !saved.includes(edit.id)),
        base,
      ),
    rebase: keep,
    elements,
    begin: (fields) => {
      // What somebody was typing stays.
      form.change((before) => (isBlankFields(before) ? { ...EMPTY_FIELDS, ...fields } : { ...before, ...fields, what: before.what }));
      setBegun((times) => times + 1);
    },
    begun,
  };
}

function withEdit(list: readonly PlanEdit[], edit: PlanEdit): readonly PlanEdit[] {
  const subject = subjectOf(edit);
  return [...list.filter((one) => subject === null || subjectOf(one) !== subject), edit];
}

/** What an edit is about where only one edit of it can stand; null for plain additions. */
function subjectOf(edit: PlanEdit): string | null {
  switch (edit.kind) {
    case 'change-goal':
    case 'change-activity':
      return `${edit.kind} ${edit.reference} ${edit.change.field}`;
    case 'refer':
      return `${edit.kind} ${edit.list} ${edit.reference} ${edit.element ?? ''}`;
    case 'dismiss-condition':
    case 'restore-condition':
      return `condition ${edit.condition}`;
    case 'reconcile':
      return edit.kind;
    case 'add-goal':
    case 'add-note':
    case 'add-activity':
    case 'add-barrier':
      return null;
    default:
      return edit satisfies never;
  }
}

/** The part of the plan that an edit documents. */
function elementOf(edit: PlanEdit): CarePlanElement | undefined {
  switch (edit.kind) {
    case 'add-goal':
      return edit.target !== undefined && edit.due !== undefined ? 'measurable-treatment-goals' : undefined;
    case 'reconcile':
      return 'medical-management';
    case 'add-note':
    case 'add-activity':
    case 'refer':
      return edit.element;
    case 'change-goal':
    case 'change-activity':
    case 'add-barrier':
    case 'dismiss-condition':
    case 'restore-condition':
      return undefined;
    default:
      return edit satisfies never;
  }
}

/** The list of the plan's screen, for everything on it that queues edits. */
export const PlanEditsContext = createContext<PlanEdits | null>(null);

/** The door by which parts of the plan's screen queue edits. */
export function usePlanEdits(): PlanEdits {
  const edits = use(PlanEditsContext);
  if (edits === null) throw new TypeError('outside the plan’s screen');
  return edits;
}

export type PlanRowFields = Readonly<Record<string, string>>;

const closed = (): PlanRowFields | null => null;
const isUntouched = (fields: PlanRowFields | null): boolean => fields === null || fields['touched'] === undefined;

/** A small form that opens inside the plan: what was typed stays until it is queued or closed, even when the screen is left. */
export function useRowForm(key: string) {
  const { value, change, clear } = useFormDraft('plan-row', key, closed, isUntouched);
  const set = useCallback((fresh: PlanRowFields) => change((before) => ({ ...before, ...fresh, touched: 'yes' })), [change]);
  return { fields: value, open: (fields: PlanRowFields) => change(() => fields), set, close: clear };
}

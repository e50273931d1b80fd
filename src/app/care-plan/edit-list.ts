import { createContext, use, useCallback, useMemo, useState } from 'react';
import type { CarePlanElement, Reference } from '../../ccm/chart.ts';
import type { GoalView, PlanEdit, PlanEditDraft, PlanFields } from '../care-plan-view.ts';
import { useFormDraft } from '../form-drafts.ts';
import type { PlanBase } from '../queries/plan-edits.ts';
import type { PlanDesk } from './plan-desk.ts';
import { elementOf } from './edit-element.ts';
import type { PlanGoalLink } from './plan-edit.ts';
import { EMPTY_FIELDS, isBlankFields } from './plan-fields.ts';

/** A draft; with an id where another draft names it. */
export type NamedDraft = PlanEditDraft & { readonly id?: string };

/** The unsaved edits of the plan: kept when the screen is left, until they are saved or dropped. */
export interface PlanEdits {
  /** The plan's own list, or that of a review before the signature: what is typed beside it is kept apart as well. */
  readonly list: 'ccm' | 'review';
  readonly edits: readonly PlanEdit[];
  /** The plan that the edits were made on; null where there are none. */
  readonly base: PlanBase | null;
  /** Puts edits on the list of the unsaved; nothing is written. A later edit of the same thing takes the place of an earlier one. */
  readonly add: (drafts: readonly NamedDraft[]) => void;
  /** Takes an edit off the list, with those about the goal that it would have added; gives what was taken off. */
  readonly remove: (id: string) => readonly PlanEdit[];
  /** Puts edits that were removed back on the list. */
  readonly putBack: (edits: readonly PlanEdit[]) => void;
  /** Takes the edits that were saved off the list. */
  readonly settle: (saved: readonly string[]) => void;
  /** The edits that are left after a merge, and the plan they are now made on. */
  readonly rebase: (edits: readonly PlanEdit[], base: PlanBase | null) => void;
  /** Parts of the plan that something on the list is about. */
  readonly elements: ReadonlySet<CarePlanElement>;
  /** A UUID for a draft that another draft of the same list names. */
  readonly newId: () => string;
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

/** The one list of unsaved plan edits of a session; a review has a list of its own. */
export function useEditList(
  { newId, now, current }: Pick<PlanDesk, 'newId' | 'now' | 'current'>,
  list: PlanEdits['list'] = 'ccm',
): PlanEdits {
  const { value, change, clear } = useFormDraft('plan-edits', list, none, isEmpty);
  const form = useFormDraft('add-to-plan', list, emptyFields, isBlankFields);
  const [begun, setBegun] = useState(0);
  const { edits, base } = value;
  const elements = useMemo(() => new Set(edits.flatMap((edit) => elementOf(edit) ?? [])), [edits]);
  const keep = (left: readonly PlanEdit[], on: PlanBase | null) => {
    if (left.length === 0) clear();
    else change(() => ({ edits: left, base: on }));
  };
  return {
    list,
    edits,
    base,
    add: (drafts) =>
      change((before) => ({
        base: before.edits.length === 0 ? current : (before.base ?? current),
        edits: drafts.reduce<readonly PlanEdit[]>(
          (list, draft) => withEdit(list, { ...draft, id: draft.id ?? newId(), at: now() }),
          before.edits,
        ),
      })),
    remove: (id) => {
      const goal = ownGoalReference(id);
      const removed = edits.filter((edit) => edit.id === id || (edit.kind === 'add-barrier' && edit.goal === goal));
      keep(
        edits.filter((edit) => !removed.includes(edit)),
        base,
      );
      return removed;
    },
    putBack: (back) =>
      change((before) => ({
        base: before.edits.length === 0 ? current : (before.base ?? current),
        edits: back.reduce(withEdit, before.edits),
      })),
    settle: (saved) =>
      keep(
        edits.filter((edit) => !saved.includes(edit.id)),
        base,
      ),
    rebase: keep,
    elements,
    newId,
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

/** How a goal is named that an unsaved edit adds. */
export function ownGoalReference(id: string): Reference {
  return `#goal-${id}`;
}

/** The goals that an activity may be for: those of the plan that are not given up, and those on the list. */
export function goalChoices(
  plan: { readonly goals: readonly Pick<GoalView, 'what' | 'reference' | 'lifecycle'>[] } | null,
  edits: readonly PlanEdit[],
): readonly PlanGoalLink[] {
  const inPlan = (plan?.goals ?? []).flatMap(({ reference, what, lifecycle }) =>
    reference === undefined || lifecycle === 'cancelled' ? [] : [{ reference, display: what }],
  );
  const unsaved = edits.flatMap((edit) => (edit.kind === 'add-goal' ? [{ reference: ownGoalReference(edit.id), display: edit.what }] : []));
  return [...inPlan, ...unsaved];
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
    case 'change-note':
      return `${edit.kind} ${edit.note.time ?? ''} ${edit.note.text}`;
    case 'add-prognosis':
    case 'add-goal':
    case 'add-note':
    case 'add-activity':
    case 'add-barrier':
      return null;
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
  const { list } = usePlanEdits();
  const { value, change, clear } = useFormDraft('plan-row', list === 'ccm' ? key : `${list} ${key}`, closed, isUntouched);
  const set = useCallback((fresh: PlanRowFields) => change((before) => ({ ...before, ...fresh, touched: 'yes' })), [change]);
  return { fields: value, open: (fields: PlanRowFields) => change(() => fields), set, close: clear };
}

import type { PlanEdit } from './plan-edit.ts';

/** What a person's edits come to on a plan that somebody else changed meanwhile. Every edit is in exactly one of the lists. */
export interface PlanMergeView {
  /** What the others did, a line each. */
  readonly theirs: readonly string[];
  /** Edits that touch nothing the others touched. */
  readonly clean: readonly PlanEdit[];
  readonly overlaps: readonly {
    readonly edit: PlanEdit;
    readonly what: string;
    readonly field: string;
    readonly base?: string;
    readonly theirs?: string;
    readonly mine: string;
    /** The edit that puts the field back to `base`. */
    readonly back?: PlanEdit;
  }[];
  /** Edits of something that is no longer in the plan; `anew` puts it in once more. */
  readonly gone: readonly { readonly edit: PlanEdit; readonly anew?: PlanEdit }[];
  /** Edits that the plan holds already. */
  readonly done: readonly PlanEdit[];
}

/** Which value of a field that both changed shall hold. */
export type OverlapChoice = 'base' | 'theirs' | 'mine';
export type GoneChoice = 'drop' | 'anew';

/** The edits that are left to save once a person has chosen; null while a choice is open. */
export function resolved(
  merge: PlanMergeView,
  overlaps: ReadonlyMap<string, OverlapChoice>,
  gone: ReadonlyMap<string, GoneChoice>,
): readonly PlanEdit[] | null {
  const kept: PlanEdit[] = [...merge.clean];
  for (const { edit, back } of merge.overlaps) {
    const choice = overlaps.get(edit.id);
    if (choice === undefined) return null;
    if (choice === 'mine') kept.push(edit);
    if (choice === 'base' && back !== undefined) kept.push(back);
  }
  for (const { edit, anew } of merge.gone) {
    const choice = gone.get(edit.id);
    if (choice === undefined) return null;
    if (choice === 'anew' && anew !== undefined) kept.push(anew);
  }
  return kept;
}

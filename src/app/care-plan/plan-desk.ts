import type { CarePlanElement, Instant, LocalDate, Reference, UnknownKind } from '../../ccm/chart.ts';
import type { CarePlanView, DiffLine, PlanCandidate, PlanEdit } from '../care-plan-view.ts';
import type { PlanBase, PlanEditsResult } from '../queries/plan-edits.ts';
import type { SaveResult, SaveTarget } from '../save-result.ts';
import type { NewPlanView } from '../statement-view.ts';
import type { MaterialView, MeasureChoice, OpenCondition } from './material-view.ts';
import type { PlanMergeView } from './merge-view.ts';

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
  /** The parts of a plan that those notes document, where there is no plan as data. */
  readonly noteElements?: readonly CarePlanElement[];
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

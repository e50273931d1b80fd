import type { CarePlanElement, LocalDate, Reference, UnknownKind } from '../../ccm/chart.ts';
import type { PlanEditDraft, PlanPerson } from './plan-edit.ts';

/** Something the chart has that would document a part of the plan: naming it is one edit. */
export interface Candidate {
  readonly display: string;
  readonly date?: LocalDate;
  readonly edit: PlanEditDraft;
}

/** What the chart offers for one part of the plan. */
export interface ElementMaterial {
  readonly candidates: readonly Candidate[];
  /** Kinds of records that could not be read: there may be more. */
  readonly unread: readonly { readonly type: string; readonly why: UnknownKind }[];
}

export interface MedicineView {
  readonly reference: Reference;
  /** Empty where the EHR names none. */
  readonly display: string;
  readonly dosage?: string;
  readonly date?: LocalDate;
  readonly reported: boolean;
  readonly onHold: boolean;
}

export interface MeasureChoice {
  readonly id: string;
  readonly label: string;
  readonly loinc: string;
  readonly unit: string;
}

/** What the chart has that a plan is made of. */
export type MaterialView =
  | { readonly kind: 'reading' }
  | { readonly kind: 'failed'; readonly retry: () => void }
  | {
      readonly kind: 'read';
      readonly elements: Readonly<Partial<Record<CarePlanElement, ElementMaterial>>>;
      readonly medicines: readonly MedicineView[];
      /** Why medicines may be missing; absent where all came. */
      readonly medicinesUnknown?: UnknownKind;
      readonly people: readonly PlanPerson[];
    };

/** A chronic condition of the chart that the plan does not address. */
export interface OpenCondition {
  readonly reference: Reference;
  readonly display: string;
  readonly onset?: LocalDate;
}

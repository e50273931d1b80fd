import type { Instant, LocalDate, Reference } from '../../../ccm/chart.ts';
import type { SaveResult, SaveTarget } from '../../save-result.ts';
import type { PlanBase } from '../../queries/plan-edits.ts';
import type { Stater } from '../../statement-view.ts';
import type { PlanDesk } from '../plan-desk.ts';
import type { PlanEdit } from '../plan-edit.ts';
import type { Trends } from '../trends/trend-view.ts';

/** One thing that changed in the plan. */
export interface ChangeView {
  readonly kind: 'added' | 'removed' | 'altered';
  /** What kind of thing, at the start of a line: `Goal`. */
  readonly part: string;
  readonly what: string;
  /** What of it was altered, in a word: `target`. */
  readonly field?: string;
  readonly before?: string;
  readonly after?: string;
}

/** How the changes were found, which says how far they can be relied on. */
export type ChangesBy =
  | { readonly kind: 'being-read' }
  /** Nobody has signed: everything in the plan is to be looked at. */
  | { readonly kind: 'never-signed' }
  | { readonly kind: 'version'; readonly version: string; readonly goalsNotCompared: number }
  /** Only what carries a date: `no-version` the signature names none; `no-history` the EHR did not give it. */
  | { readonly kind: 'dates'; readonly why: 'no-version' | 'no-history' };

export interface SignatureView {
  readonly by: string;
  readonly date: LocalDate;
  readonly version?: string;
}

export interface ReviewNoteView {
  readonly text: string;
  readonly by?: string;
  readonly date?: LocalDate;
}

/** A medicine that needs a look: not taken, taken in doubt, or with a remark. */
export interface MedicineIssue {
  readonly display: string;
  readonly answer: 'taking' | 'not-taking' | 'unsure';
  readonly remark?: string;
}

export interface ReviewView {
  readonly plan: { readonly reference: Reference; readonly title: string; readonly versionId?: string };
  /** Why this app changes nothing in the plan; then it cannot be signed here either. */
  readonly isReadOnly: boolean;
  readonly signature: SignatureView | null;
  readonly changesBy: ChangesBy;
  readonly changes: readonly ChangeView[];
  readonly goals: readonly { readonly reference: Reference; readonly what: string }[];
  readonly trends: Trends;
  /** Null where nobody has gone through the medicines with the patient. */
  readonly medicines: { readonly by?: string; readonly date?: LocalDate; readonly issues: readonly MedicineIssue[] } | null;
  readonly questions: readonly ReviewNoteView[];
  /** What the practitioner wrote instead of a signature, as long as no signature followed. */
  readonly returned: readonly ReviewNoteView[];
}

/** The plan's editor, as a review uses it. */
export type ReviewEditorDesk = Pick<PlanDesk, 'plan' | 'material' | 'measures' | 'today' | 'current' | 'preview' | 'merge'>;

/** What is changed in the plan before it is signed, and the plan that it was made on. */
export interface ReviewEdits {
  readonly edits: readonly PlanEdit[];
  readonly base: PlanBase | null;
}

/** A signature in the making: ids and time are made once, so that a second attempt is the same signature. */
export interface SignRequest {
  readonly id: string;
  readonly at: Instant;
  readonly edit?: ReviewEdits;
  /** The EHR does not say what the person works as, and they said it. */
  readonly saidClinician: boolean;
}

/** What came of signing: each part by itself, since a plan can be edited and yet not signed. */
export interface SignResult {
  /** Absent where nothing was to be edited. */
  readonly edit?: SaveResult;
  /** Ids of the edits that are in the record. */
  readonly saved?: readonly string[];
  /** Absent where the edit failed, and the signature was not tried. */
  readonly signature?: SaveResult;
  /** After a conflict: what somebody else changed since the plan was shown. */
  readonly changedMeanwhile?: readonly ChangeView[];
}

export interface NoteRequest {
  readonly kind: 'question' | 'returned';
  readonly at: Instant;
  readonly text: string;
}

/** All that the review screen shows and does. */
export interface ReviewDesk {
  readonly today: LocalDate;
  /** Null where the patient has no CCM plan of ours. */
  readonly view: ReviewView | null;
  /** Null until editing begins, and while what it needs is read. */
  readonly editor: ReviewEditorDesk | null;
  readonly stater: Stater;
  readonly minutes: PractitionerMinutes;
  readonly saveTarget: SaveTarget;
  readonly planHref: string;
  readonly now: () => Instant;
  readonly newId: () => string;
  readonly onSign: (request: SignRequest) => Promise<SignResult>;
  readonly onNote: (request: NoteRequest) => Promise<SaveResult>;
  readonly onReload: () => void;
}

/** The practitioner's own time of the month; it builds codes of its own. */
export interface PractitionerMinutes {
  readonly minutes: number;
  readonly needed: number;
  readonly code: string;
}

import type { Chart, ConditionCode, Instant, LocalDate, Reference } from '../../ccm/chart.ts';
import type { Classification } from '../../ccm/conditions.ts';
import type { MonthAssessment } from '../../ccm/month-assessment.ts';
import type { ChargeCheck, ChargeResult, ChargeStep, ChargeView, CloseInput, CloseOutcome, UnsentDocumentation } from '../charge-view.ts';
import type { ReadView } from '../ProblemsScreen.tsx';
import type { SaveTarget } from '../save-result.ts';
import type { StatementView } from '../statement-view.ts';

export interface Person {
  readonly reference: Reference;
  readonly name: string;
}

/** How a charge is taken back: never right, called off, or right when made and not to be billed. */
export interface Withdrawal {
  readonly as: 'entered-in-error' | 'aborted' | 'not-billable';
  /** A sentence for the charge's note. */
  readonly reason: string;
}

/** Everything the screen that closes the month shows and does. */
export interface CloseDesk {
  readonly chart: Chart;
  readonly assessment: MonthAssessment;
  readonly today: LocalDate;
  readonly isReadingMore: boolean;
  /** Charges of the month that the EHR shows, own and others'. */
  readonly charges: readonly ChargeView[];
  readonly statements: readonly StatementView[];
  /** How reading went of the records in which billing is looked for. */
  readonly sources: readonly ReadView[];
  /** Null where the EHR did not say who is signed in. */
  readonly self: Person | null;
  /** Null where the chart names nobody who bills. */
  readonly billing: Person | null;
  readonly saveTarget: SaveTarget;
  /** Which day a claim carries unless the person chooses another (BILL-1). */
  readonly dateRule: 'threshold' | 'month-end';
  /** Whether the site wants dated estimates of payment shown. */
  readonly showEstimates: boolean;
  /** What of the month is on this device and not in the EHR. */
  readonly unsent: UnsentDocumentation;
  /** What the published lists of chronic conditions say of a code. */
  readonly classify: (codes: readonly ConditionCode[]) => Classification;
  readonly preview: (input: CloseInput) => readonly ChargeStep[];
  readonly onRecord: (input: CloseInput) => Promise<CloseOutcome>;
  readonly onWithdraw: (reference: Reference, how: Withdrawal) => Promise<ChargeResult>;
  /** Looks at the month's charges in the EHR; writes nothing. */
  readonly onCheck: () => Promise<ChargeCheck>;
}

/** When somebody recorded a charge, and who. */
export interface Recorded {
  readonly by?: string;
  readonly at?: Instant;
}

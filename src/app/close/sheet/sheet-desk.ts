import type { ServiceMonth } from '../../../ccm/chart.ts';
import type { SaveResult, SaveTarget } from '../../save-result.ts';
import type { ChargeSheetView, HandOverView } from './sheet-view.ts';

/** Everything that the charge sheet shows and does. */
export interface SheetDesk {
  readonly month: ServiceMonth;
  readonly timeZone: string;
  /** Null while the claim form is incomplete, or nothing is to be billed. */
  readonly sheet: ChargeSheetView | null;
  /** The sheet is that of charges which stand in the EHR. */
  readonly isRecorded: boolean;
  /** The parties of the claim are still being read. */
  readonly isReading: boolean;
  /** The month's hand-overs, newest first; null while they are being read. */
  readonly handOvers: readonly HandOverView[] | null;
  /** Whether these are all there are. */
  readonly sawAll: boolean;
  /** Whether this EHR takes the charges themselves: then nothing needs handing over. */
  readonly takesCharges: boolean;
  /** Where a hand-over will go. */
  readonly target: SaveTarget;
  /** Why nothing can be handed over now. */
  readonly offReason?: string;
  /** The charges as a FHIR Bundle, as text. */
  readonly bundle: () => string;
  readonly onHandOver: () => Promise<SaveResult>;
}

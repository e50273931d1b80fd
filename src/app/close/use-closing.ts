import { useState } from 'react';
import type { ChargeResult, ChargeStep, CloseInput, CloseOutcome } from '../charge-view.ts';
import { useSave } from '../use-save.ts';
import type { CloseDesk } from './close-desk.ts';

/** One recording at a time, with what became of each charge. */
export interface Closing {
  readonly saving: boolean;
  readonly outcome: CloseOutcome | null;
  readonly record: (input: CloseInput) => void;
  /** What a look into the EHR found stands in place of what was not known. */
  readonly lookedUp: (charges: readonly ChargeResult[]) => void;
}

const EMPTY: CloseOutcome = { charges: [] };

/** @param onDone called once all that was asked for is in the EHR. */
export function useClosing(desk: CloseDesk, onDone: () => void): Closing {
  const [steps, setSteps] = useState<readonly ChargeStep[]>([]);
  const { saving, result, run } = useSave<CloseOutcome>(EMPTY);
  const [looked, setLooked] = useState<CloseOutcome | null>(null);
  // What became of a recording that broke off is as unknown as one whose answer was lost.
  const outcome = looked ?? (result === EMPTY ? { charges: steps.map(unknown) } : result);
  return {
    saving,
    outcome,
    record: (input) => {
      setSteps(desk.preview(input));
      setLooked(null);
      run(
        () => desk.onRecord(input),
        (came) => {
          if (came.charges.length > 0 && came.charges.every(isDone) && came.noCharges !== true) onDone();
        },
      );
    },
    lookedUp: (charges) => setLooked({ ...outcome, charges }),
  };
}

function isDone({ state }: ChargeResult): boolean {
  return state === 'confirmed' || state === 'already-there';
}

function unknown({ code, kind }: ChargeStep): ChargeResult {
  return { code, step: kind, state: 'outcome-unknown', looked: 'unknown' };
}

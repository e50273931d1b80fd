import { useEffect } from 'react';
import type { TimeKeeper } from './keeper-state.ts';

const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'scroll', 'touchmove'] as const;

/** Activity within this many milliseconds of the last is the same activity. */
const THROTTLE_MS = 1000;

/** Tells the keeper that somebody works in the app: by pointer, keys or scrolling. What is done is not looked at. */
export function useActivity(keeper: Pick<TimeKeeper, 'activity'>): void {
  useEffect(() => {
    let last = -Infinity;
    const heard = ({ timeStamp }: Event) => {
      if (timeStamp - last < THROTTLE_MS) return;
      last = timeStamp;
      keeper.activity();
    };
    const options = { capture: true, passive: true };
    for (const sign of SIGNS) document.addEventListener(sign, heard, options);
    return () => {
      for (const sign of SIGNS) document.removeEventListener(sign, heard, options);
    };
  }, [keeper]);
}

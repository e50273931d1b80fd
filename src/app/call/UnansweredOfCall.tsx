import type { TimeKeeper } from '../timekeeping/keeper-state.ts';
import { useKeeper } from '../timekeeping/timekeeping.ts';
import { UnansweredTime } from '../timekeeping/UnansweredTime.tsx';

export interface UnansweredOfCallProps {
  readonly keeper: Pick<TimeKeeper, 'settle'>;
  readonly timeZone: string;
}

/** Time on the call's clock that nobody has said yet whether it was work. */
export function UnansweredOfCall({ keeper, timeZone }: UnansweredOfCallProps) {
  const state = useKeeper((now) => now);
  if (state.kind !== 'started') return null;
  return <UnansweredTime timer={state.timer} timeZone={timeZone} onSettle={(from, keep) => keeper.settle(from, keep)} />;
}

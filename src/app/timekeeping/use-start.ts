import { useState } from 'react';
import { mayTime } from '../../ccm/timer/may-time.ts';
import type { Performer } from '../../ccm/chart.ts';
import { performerWords } from '../vocabulary-text.ts';
import { useKeeper, useTimekeeping } from './timekeeping.ts';
import { useToldRole } from './told-role.ts';

/** What a start control shows and does. */
export type StartControl =
  /** Something is timed already, or runs elsewhere: the bar has the controls. */
  | { readonly kind: 'none' }
  | { readonly kind: 'refused'; readonly reason: string }
  /** `asking`: the EHR did not say the person's role, and the question is on the screen. */
  | {
      readonly kind: 'ready';
      readonly busy: boolean;
      readonly press: () => void;
      readonly asking: boolean;
      readonly answer: (performer: Performer | null) => void;
    };

/** Starting the timer for the signed-in person, whose role the EHR told or is asked for. It is never guessed. */
export function useStart(performer: Performer | undefined): StartControl {
  const timekeeping = useTimekeeping();
  const kind = useKeeper((state) => state.kind);
  const [asking, setAsking] = useState(false);
  const [answered, setAnswered] = useToldRole();
  const role = performer ?? answered;
  if (timekeeping.kind === 'failed')
    return { kind: 'refused', reason: 'The timer could not be loaded. Reload the page to try again; time can be logged by hand.' };
  if (role !== undefined && !mayTime(role)) {
    return { kind: 'refused', reason: `No timer: time of ${performerWords(role)} does not count toward CCM.` };
  }
  if (kind !== 'idle' && kind !== 'opening') return { kind: 'none' };
  const begin = (by: Performer) => {
    if (timekeeping.kind === 'open' && mayTime(by)) void timekeeping.keeper.start(by);
  };
  return {
    kind: 'ready',
    busy: kind === 'opening',
    asking,
    press: () => (role === undefined ? setAsking(true) : begin(role)),
    answer: (by) => {
      setAsking(false);
      if (by === null) return;
      setAnswered(by);
      begin(by);
    },
  };
}

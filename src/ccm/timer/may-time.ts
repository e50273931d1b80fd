import type { Performer } from '../chart.ts';
import type { TimingPerformer } from './state.ts';

/** Whether this performer's time can count, so that a timer may run for them (TIME-3, TIME-18). Unknown is asked about first: false. */
export function mayTime(performer: Performer | null | undefined): performer is TimingPerformer {
  return performer === 'clinical-staff' || performer === 'physician-qhp';
}

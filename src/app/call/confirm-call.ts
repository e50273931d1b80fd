import { timedWork } from '../../ccm/timer/work.ts';
import { nowAt } from '../queries/access.ts';
import type { TimeKeeper } from '../timekeeping/keeper-state.ts';
import { timedInput } from '../timekeeping/timed-input.ts';
import type { CallDesk } from './call-desk.ts';
import { type CallErrors, checkCall } from './call-form.ts';
import type { CallSetting } from './call-setting.ts';
import { notedProgress } from './call-text.ts';
import { type CallWays, confirmAndSend } from './send-call.ts';

export interface Confirmation {
  readonly desk: CallDesk;
  readonly keeper: Pick<TimeKeeper, 'getSnapshot'>;
  readonly ways: CallWays;
  readonly setting: CallSetting;
}

/** The one confirm: note, minutes and progress as they stand, under ids made before the first attempt. What is wrong is returned, and then nothing is sent. */
export function confirmCall({ desk, keeper, ways, setting }: Confirmation): CallErrors {
  const errors: CallErrors = {};
  const { call } = desk.getSnapshot();
  const state = keeper.getSnapshot();
  if (call === null || state.kind !== 'started' || state.id !== call.timerId) return errors;
  const { id, timer } = state;
  const { access, goals } = setting;
  const timed = timedWork(timer, timer.seen.at, access.settings.practice.timeZone);
  const work = checkCall(call, { ...setting, goals: goals ?? [], performer: timer.performer }, errors);
  if (timed === null || timed.seconds === 0 || work === null) return errors;
  const now = nowAt(access);
  const told = setting.planTakesProgress ? notedProgress(call, goals ?? []) : [];
  void confirmAndSend(
    desk,
    {
      input: timedInput(id, timed, work, now),
      handedOver: false,
      timeStored: false,
      plan: told.length === 0 ? null : { at: now, goals: told },
      planStored: false,
    },
    ways,
  );
  return errors;
}

import type { ServiceMonth } from '../../ccm/chart.ts';
import { Notice } from '../../ui/Notice.tsx';
import type { Access } from '../queries/access.ts';
import { href } from '../routes.ts';
import { useKeeper } from '../timekeeping/timekeeping.ts';
import { callDesk } from './call-desk.ts';
import { useDesk } from './use-desk.ts';

export interface CallNoticeProps {
  readonly access: Access;
  readonly month: ServiceMonth;
}

/** Leads back to a call that is not finished, whatever ended its screen: another screen, a crash, a dead session. */
export function CallNotice({ access, month }: CallNoticeProps) {
  const { call, sent } = useDesk(callDesk(access));
  const timed = useKeeper((state) => (state.kind === 'started' ? state.id : ''));
  const hasEnded = useKeeper((state) => state.kind === 'started' && state.timer.stage === 'stopped');
  const waiting = sent.filter(({ call: { confirmed }, sending }) => !sending && confirmed.plan !== null && !confirmed.planStored);
  const back = <a href={href({ month, screen: 'call' })}>Back to the call</a>;
  if (call !== null) {
    const isTimed = call.timerId !== null && call.timerId === timed;
    // What a stopped timer asks for is said in its own place.
    if (isTimed && hasEnded) return null;
    return isTimed ? (
      <Notice tone="plain" title="You are on a call" action={back} />
    ) : (
      <Notice tone="attention" title="A call is not finished" action={back}>
        What you noted is kept on this device, encrypted. It is not in the EHR.
      </Notice>
    );
  }
  if (waiting.length === 0) return null;
  return (
    <Notice tone="attention" title="Progress on goals, told on a call, is not in the care plan yet" action={back}>
      It is kept on this device, encrypted.
    </Notice>
  );
}

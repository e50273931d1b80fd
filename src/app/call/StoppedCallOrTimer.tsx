import type { Access } from '../queries/access.ts';
import { href } from '../routes.ts';
import { Notice } from '../../ui/Notice.tsx';
import { StoppedTimer, type StoppedTimerProps } from '../timekeeping/StoppedTimer.tsx';
import { callDesk } from './call-desk.ts';
import { useDesk } from './use-desk.ts';

export interface StoppedCallOrTimerProps extends StoppedTimerProps {
  readonly access: Access;
  readonly onCallScreen: boolean;
}

/** What a stopped timer asks for: the form of its work, or the end of the call that it timed, which has a screen of its own. */
export function StoppedCallOrTimer({ access, onCallScreen, ...stopped }: StoppedCallOrTimerProps) {
  const { opened, call, sent } = useDesk(callDesk(access));
  if (!opened) return null;
  const isCall = call?.timerId === stopped.id || sent.some((one) => one.call.confirmed.input.id === stopped.id);
  if (!isCall) return <StoppedTimer {...stopped} />;
  if (onCallScreen) return null;
  return (
    <Notice
      tone="attention"
      title="The call has ended and is not saved"
      action={<a href={href({ month: stopped.assessment.month, screen: 'call' })}>Write it up and save</a>}
    />
  );
}

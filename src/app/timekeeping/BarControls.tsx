import type { StartedTimer } from '../../ccm/timer/state.ts';
import { Button } from '../../ui/Button.tsx';
import type { TimeKeeper } from './keeper-state.ts';

export interface BarControlsProps {
  readonly timer: StartedTimer;
  readonly keeper: Pick<TimeKeeper, 'pause' | 'resume' | 'stop' | 'setCallMode'>;
}

/** What can be done with a started timer. */
export function BarControls({ timer, keeper }: BarControlsProps) {
  const { stage } = timer;
  return (
    <>
      {stage !== 'stopped' && (
        <label className="option timer-call" data-keys="call-mode" title="On a call the timer asks later whether you are still working">
          <input type="checkbox" checked={timer.callMode} onChange={(event) => keeper.setCallMode(event.target.checked)} />
          <span>On a call</span>
        </label>
      )}
      {stage === 'running' && (
        <span data-keys="pause-timer">
          <Button onClick={() => keeper.pause()}>Pause</Button>
        </span>
      )}
      {(stage === 'paused' || stage === 'stopped') && (
        <span data-keys="pause-timer">
          <Button onClick={() => void keeper.resume()}>Go on</Button>
        </span>
      )}
      {stage !== 'stopped' && (
        <span data-keys="stop-timer">
          <Button kind="primary" onClick={() => keeper.stop()}>
            Stop
          </Button>
        </span>
      )}
    </>
  );
}

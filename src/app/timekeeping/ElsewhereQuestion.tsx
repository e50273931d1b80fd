import { Button } from '../../ui/Button.tsx';
import { formatDuration } from '../format.ts';
import type { KeeperState, TimeKeeper } from './keeper-state.ts';
import { formatMoment, secondsOf } from './timer-words.ts';

export interface ElsewhereQuestionProps {
  readonly state: Extract<KeeperState, { kind: 'elsewhere' | 'lost' }>;
  readonly keeper: Pick<TimeKeeper, 'takeOver' | 'leaveElsewhere'>;
  readonly patientId: string;
  readonly timeZone: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** A person's timer runs in one window at a time: which one it runs in, since when, and the choice where it goes on. */
export function ElsewhereQuestion({ state, keeper, patientId, timeZone, now }: ElsewhereQuestionProps) {
  const since = state.since === null ? '' : ` since ${formatMoment(state.since, timeZone, now)}`;
  const isSame = state.kind === 'elsewhere' && state.label?.patientId === patientId;
  const kept = state.own === null ? '' : ` Kept here, paused: ${formatDuration(secondsOf(state.own.timer))}.`;
  if (state.kind === 'lost') {
    return (
      <section className="timer-question" aria-label="Timer taken over">
        <p>
          <strong>Your timer runs in another window{since}.</strong>
          {state.own === null ? ' That window goes on with this entry; no second is lost.' : kept}
        </p>
        <div className="keep-row">
          <Button onClick={() => void keeper.takeOver()}>Go on here instead</Button>
          <Button kind="quiet" onClick={() => keeper.leaveElsewhere()}>
            Leave it there
          </Button>
        </div>
      </section>
    );
  }
  return (
    <section className="timer-question" aria-label="Timer in another window">
      <p>
        <strong>
          {isSame
            ? `This patient’s timer runs in another window of yours${since}.`
            : `Your timer runs for ${state.label?.patientName ?? 'a patient whose name cannot be read'}, in another window${since}.`}
        </strong>{' '}
        You can time one patient at a time.{kept}
      </p>
      <div className="keep-row">
        <Button kind="primary" onClick={() => void keeper.takeOver()}>
          {isSame ? 'Go on here' : 'Pause it there and time this patient'}
        </Button>
        {!isSame && <Button onClick={() => keeper.leaveElsewhere()}>Let it run there</Button>}
      </div>
    </section>
  );
}

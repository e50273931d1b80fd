import { useState } from 'react';
import type { Performer, ServiceMonth } from '../../ccm/chart.ts';
import type { MonthAssessment } from '../../ccm/month-assessment.ts';
import { Icon } from '../../ui/Icon.tsx';
import { barMonth, barState } from './bar-words.ts';
import { BarControls } from './BarControls.tsx';
import { DiscardDialog } from './DiscardDialog.tsx';
import { ElsewhereQuestion } from './ElsewhereQuestion.tsx';
import type { KeeperState, TimeKeeper } from './keeper-state.ts';
import { TimerQuestion } from './TimerQuestion.tsx';
import { formatStopwatch, secondsOf } from './timer-words.ts';
import { TimerWorth } from './TimerWorth.tsx';
import { useKeeper, useTimekeeping } from './timekeeping.ts';
import { StartTimer } from './StartTimer.tsx';
import { useActivity } from './use-activity.ts';
import './timer.css';

export interface TimerBarProps {
  readonly assessment: MonthAssessment;
  /** The month that a running timer counts in. */
  readonly thisMonth: ServiceMonth;
  readonly patientId: string;
  readonly timeZone: string;
  readonly clock: () => number;
  /** The signed-in person's; undefined where the EHR did not say. */
  readonly performer: Performer | undefined;
}

/** The timer, in sight on every screen: its state, this entry, the month, and what can be done. */
export function TimerBar(props: TimerBarProps) {
  const timekeeping = useTimekeeping();
  const state = useKeeper((now) => now);
  const own = state.kind === 'started' ? state.timer : null;
  const { icon, word, tone, told } = barState(state);
  const seconds = own === null ? null : secondsOf(own);
  const month = barMonth(props.assessment, props.thisMonth, seconds);
  return (
    <section className={`timer-bar timer-${own?.stage ?? state.kind}`} aria-label="Timer">
      <div className="timer-line">
        <span className={`status status-${tone} timer-state`}>
          <Icon name={icon} />
          <span>{word}</span>
        </span>
        {seconds !== null && (
          <span role="timer" className="timer-figure" aria-label="This entry">
            {formatStopwatch(seconds)}
          </span>
        )}
        <span className="timer-month">
          <span>{month.now}</span>
          {month.withEntry !== null && <span className="soft"> · {month.withEntry}</span>}
        </span>
        <span className="timer-controls">
          <span data-keys="start-timer">
            <StartTimer performer={props.performer} kind="secondary" />
          </span>
          {timekeeping.kind === 'open' && own !== null && <BarControls timer={own} keeper={timekeeping.keeper} />}
        </span>
      </div>
      <output className="visually-hidden">{told}</output>
      {timekeeping.kind === 'open' && <BarQuestion {...props} state={state} keeper={timekeeping.keeper} />}
      {own !== null && <TimerWorth guarded={state.guarded} memoryOnly={state.memoryOnly} />}
    </section>
  );
}

interface BarQuestionProps extends Pick<TimerBarProps, 'patientId' | 'timeZone' | 'clock'> {
  readonly state: KeeperState;
  readonly keeper: TimeKeeper;
}

function BarQuestion({ state, keeper, patientId, timeZone, clock }: BarQuestionProps) {
  const [discarding, setDiscarding] = useState(false);
  useActivity(keeper);
  if (state.kind === 'elsewhere' || state.kind === 'lost') {
    return <ElsewhereQuestion state={state} keeper={keeper} patientId={patientId} timeZone={timeZone} now={clock()} />;
  }
  if (state.kind !== 'started' || state.timer.stage !== 'asked') return null;
  return (
    <>
      <TimerQuestion
        key={state.timer.question.from}
        timer={state.timer}
        timeZone={timeZone}
        onAnswer={(keep, goOn) => keeper.answer(keep, goOn)}
        onClockWasWrong={() => keeper.clockWasWrong()}
        onDiscard={() => setDiscarding(true)}
      />
      {discarding && (
        <DiscardDialog seconds={secondsOf(state.timer)} onDiscard={() => keeper.discard()} onKeep={() => setDiscarding(false)} />
      )}
    </>
  );
}

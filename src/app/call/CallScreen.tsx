import { type ReactNode, useEffect } from 'react';
import type { MonthAssessment } from '../../ccm/month-assessment.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { State } from '../../ui/State.tsx';
import { todayAt } from '../queries/access.ts';
import { callConditions, callGoals, saveProgress, takesProgress } from '../queries/call.ts';
import type { Saving } from '../queries/signed-in.ts';
import { loggedEntries } from '../queries/views.ts';
import type { SaveTarget } from '../save-result.ts';
import { useKeeper, useTimekeeping } from '../timekeeping/timekeeping.ts';
import { callDesk } from './call-desk.ts';
import type { CallSetting } from './call-setting.ts';
import { CallWork } from './CallWork.tsx';
import type { CallWays } from './send-call.ts';
import { SentParts } from './SentParts.tsx';
import { StartCall } from './StartCall.tsx';
import { topicGroups } from './topics.ts';
import { useDesk } from './use-desk.ts';
import { useOnline } from './use-online.ts';
import './call.css';

export interface CallScreenProps {
  readonly saving: Saving;
  readonly assessment: MonthAssessment;
  readonly timeTarget: SaveTarget;
  readonly planTarget: SaveTarget;
  readonly readAgainAfter: <Result>(saving: Promise<Result>) => Promise<Result>;
}

/** All that a nurse needs on a call, on one screen: what to know, what to ask, the note, and one confirm at the end. */
export function CallScreen({ saving, assessment, timeTarget, planTarget, readAgainAfter }: CallScreenProps) {
  const { access, reading } = saving;
  const desk = callDesk(access);
  const { opened, call, sent, kept } = useDesk(desk);
  const timekeeping = useTimekeeping();
  const timer = useTimerOfCall();
  const online = useOnline();
  const isSent = sent.some((one) => one.call.confirmed.input.id === timer.id);
  const begins = timer.callMode && timer.stage !== 'stopped' && !isSent;
  useEffect(() => {
    if (begins) desk.begin(timer.id);
  }, [begins, desk, timer.id]);
  const conditions = callConditions(assessment);
  const groups = topicGroups(conditions);
  const goals = callGoals(reading);
  const setting: CallSetting = {
    access,
    chart: reading.chart,
    assessment,
    entries: loggedEntries(reading),
    today: todayAt(access),
    conditions,
    groups,
    topics: groups.flatMap(({ topics }) => topics),
    goals,
    timeTarget,
    planTakesProgress: goals !== null && takesProgress(reading) && planTarget.where !== null,
  };
  const open = timekeeping.kind === 'open' ? timekeeping : null;
  const ways: CallWays | null = open && {
    unsent: open.unsent,
    savePlan: (progress, planMoved) => readAgainAfter(saveProgress(saving, progress, planMoved)),
    finishTimer: (id) => open.keeper.finish(id),
  };
  return (
    <div className="screen call">
      <h1>Call</h1>
      {!online && <Offline />}
      {ways !== null && sent.map((one) => <SentParts key={one.call.id} sent={one} desk={desk} ways={ways} month={assessment.month} />)}
      {call !== null && open !== null && ways !== null && (
        <CallWork
          call={call}
          kept={kept}
          desk={desk}
          keeper={open.keeper}
          ways={ways}
          setting={setting}
          isTimed={call.timerId === timer.id}
          start={<StartCall performer={reading.user?.performer} month={assessment.month} kind="primary" />}
        />
      )}
      {opened && call === null && !begins && (
        <NoCall
          isTiming={timer.id !== '' && timer.stage !== 'stopped'}
          onCall={() => open?.keeper.setCallMode(true)}
          start={
            <StartCall performer={reading.user?.performer} month={assessment.month} kind={sent.length === 0 ? 'primary' : 'secondary'} />
          }
          isFirst={sent.length === 0}
        />
      )}
    </div>
  );
}

/** The started timer as far as a call has to know it: it is not drawn anew with each second. */
function useTimerOfCall() {
  const id = useKeeper((state) => (state.kind === 'started' ? state.id : ''));
  const stage = useKeeper((state) => (state.kind === 'started' ? state.timer.stage : ''));
  const callMode = useKeeper((state) => state.kind === 'started' && state.timer.callMode);
  return { id, stage, callMode };
}

function Offline() {
  return (
    <Notice tone="attention" live="status" title="No network">
      Go on: the timer runs, and what you note is kept on this device, encrypted. What you save waits here until the network is back.
    </Notice>
  );
}

interface NoCallProps {
  readonly isTiming: boolean;
  readonly onCall: () => void;
  readonly start: ReactNode;
  /** Nothing else stands on the screen. */
  readonly isFirst: boolean;
}

function NoCall({ isTiming, onCall, start, isFirst }: NoCallProps) {
  if (!isFirst && !isTiming) return <div>{start}</div>;
  if (isTiming) {
    return (
      <State kind="empty" title="The timer runs, and not on a call" action={<Button onClick={onCall}>This is a call</Button>}>
        On a call the timer asks later whether you are still working, and topics, goals and the note are here.
      </State>
    );
  }
  return (
    <State kind="empty" title="No call under way" action={start}>
      Starting one starts the timer. What to ask, the open goals and the note are then here, and one confirm saves all of it.
    </State>
  );
}

import { useEffect, useRef, useState } from 'react';
import type { ServiceMonth } from '../../ccm/chart.ts';
import type { MonthAssessment } from '../../ccm/month-assessment.ts';
import type { StartedTimer } from '../../ccm/timer/state.ts';
import { timedWork } from '../../ccm/timer/work.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { nowAt } from '../queries/access.ts';
import { type Saving, signedIn } from '../queries/signed-in.ts';
import { SaveOutcomeNotice } from '../SaveOutcomeNotice.tsx';
import type { SaveResult, SaveTarget } from '../save-result.ts';
import { href } from '../routes.ts';
import type { TimeEntryInput } from '../time-entry-view.ts';
import { conditionChoices } from './condition-choices.ts';
import { StopForm } from './StopForm.tsx';
import { useKeeper, useTimekeeping } from './timekeeping.ts';
import { UnansweredTime } from './UnansweredTime.tsx';
import { unsentWords } from './unsent-text.ts';

export interface StoppedTimerProps {
  /** The timer's, and the entry's. */
  readonly id: string;
  readonly saving: Saving;
  readonly assessment: MonthAssessment;
  readonly saveTarget: SaveTarget;
  /** The entry is about to be saved: the panel is wanted after the timer is gone, to say what came of it. */
  readonly onSaving: () => void;
  readonly onClose: () => void;
}

/** The work of a stopped timer: what nobody has answered yet, the form that writes it up, and what came of saving it. */
export function StoppedTimer({ id, saving, assessment, saveTarget, onSaving, onClose }: StoppedTimerProps) {
  const timekeeping = useTimekeeping();
  const timer = useLastTimer(id);
  const [result, setResult] = useState<SaveResult | null>(null);
  const [isSaving, setIsSaving] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  if (timekeeping.kind !== 'open' || timer === null) return null;
  const { keeper, unsent } = timekeeping;
  const { access } = saving;
  const { timeZone } = access.settings.practice;
  const work = timedWork(timer, timer.seen.at, timeZone);
  const save = async (input: TimeEntryInput) => {
    onSaving();
    setIsSaving(true);
    const outcome = await unsent.save(input, () => keeper.finish(id));
    setResult(outcome);
    return outcome;
  };
  if (result !== null) return <Outcome result={result} month={assessment.month} onClose={onClose} />;
  return (
    <div ref={place} className="stopped" tabIndex={-1}>
      <div inert={isSaving}>
        <UnansweredTime timer={timer} timeZone={timeZone} onSettle={(from, keep) => keeper.settle(from, keep)} />
      </div>
      {work !== null && (
        <StopForm
          id={id}
          work={work}
          user={{ name: signedIn(saving)?.display ?? '', performer: timer.performer }}
          assessment={work.start.startsWith(assessment.month) ? assessment : null}
          timeZone={timeZone}
          clock={() => nowAt(access)}
          conditions={conditionChoices(assessment)}
          saveTarget={saveTarget}
          onSave={save}
          onBack={() => void keeper.resume()}
          onDiscard={() => keeper.discard()}
          onTrim={(to) => keeper.trim(to)}
        />
      )}
    </div>
  );
}

/** The timer of this id, as it was last where it has been forgotten since. */
function useLastTimer(id: string): StartedTimer | null {
  const state = useKeeper((now) => now);
  const present = state.kind === 'started' && state.id === id ? state.timer : null;
  const [last, setLast] = useState(present);
  if (present !== null && present !== last) setLast(present);
  return present ?? last;
}

interface OutcomeProps {
  readonly result: SaveResult;
  readonly month: ServiceMonth;
  readonly onClose: () => void;
}

function Outcome({ result, month, onClose }: OutcomeProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} className="stopped" tabIndex={-1}>
      {result.kind === 'stored' ? <SaveOutcomeNotice what="The time entry" result={result} /> : <Waiting result={result} month={month} />}
      <Button onClick={onClose}>Close</Button>
    </div>
  );
}

function Waiting({ result, month }: Pick<OutcomeProps, 'result' | 'month'>) {
  const { happened, safe } = unsentWords(result);
  const action = <a href={href({ month, screen: 'time' })}>See what waits and try again</a>;
  return (
    <Notice tone="attention" live="alert" title="The time entry is not stored yet" action={action}>
      {happened} {safe}
    </Notice>
  );
}

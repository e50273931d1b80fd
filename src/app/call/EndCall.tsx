import { timedWork } from '../../ccm/timer/work.ts';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Field } from '../../ui/Field.tsx';
import { ActivityField } from '../ActivityField.tsx';
import { Doubts } from '../Doubts.tsx';
import { formatDuration } from '../format.ts';
import { SaveTargetLine } from '../SaveTargetLine.tsx';
import type { TimeKeeper } from '../timekeeping/keeper-state.ts';
import { StoppedWork } from '../timekeeping/StoppedWork.tsx';
import { useKeeper } from '../timekeeping/timekeeping.ts';
import { CONTACT_MODE_TEXT, CONTACT_OUTCOME_TEXT } from '../vocabulary-text.ts';
import { doubtsAboutWork } from '../work-fields.ts';
import type { CallDesk } from './call-desk.ts';
import { type CallErrors, withOutcome, workFieldsOf } from './call-form.ts';
import type { CallSetting } from './call-setting.ts';
import { notedProgress } from './call-text.ts';
import type { Call } from './call.ts';
import { DropCall } from './DropCall.tsx';

export interface EndCallProps {
  readonly call: Call;
  readonly desk: CallDesk;
  readonly keeper: TimeKeeper;
  readonly setting: CallSetting;
  readonly errors: Readonly<CallErrors>;
}

const OUTCOMES = ['reached', 'voicemail', 'no-answer', 'call-back'] as const;
const MODES = ['telephone', 'video'] as const;

/** How soon again, for the dates that are agreed most often. */
const SOON = [
  { days: 1, label: 'Tomorrow' },
  { days: 7, label: 'In a week' },
  { days: 28, label: 'In 4 weeks' },
] as const;

/** The end of a call: what came of it, when the next contact is, and the one confirm. */
export function EndCall({ call, desk, keeper, setting, errors }: EndCallProps) {
  const { access, goals, timeTarget } = setting;
  const state = useKeeper((now) => now);
  if (state.kind !== 'started') return null;
  const { timeZone } = access.settings.practice;
  const work = timedWork(state.timer, state.timer.seen.at, timeZone);
  if (work === null) return null;
  const fields = workFieldsOf(call, { ...setting, goals: goals ?? [], performer: state.timer.performer });
  const set = (change: Parameters<typeof withOutcome>[1]) => desk.change((before) => withOutcome(before, change));
  const told = setting.planTakesProgress ? notedProgress(call, goals ?? []).length : 0;
  const { seconds } = work;
  return (
    <section className="panel call-end" aria-labelledby="call-end">
      <h2 id="call-end">End of the call</h2>
      <StoppedWork work={work} timeZone={timeZone} />
      <Choice
        legend="What came of it"
        inline
        options={OUTCOMES.map((value) => ({ value, label: CONTACT_OUTCOME_TEXT[value] }))}
        value={call.outcome}
        onChange={(outcome) => set({ outcome })}
        error={errors.outcome}
      />
      <div className="form-grid">
        <NextContact
          call={call}
          today={setting.today}
          error={errors.nextContact}
          onChange={(nextContact) => desk.change((before) => ({ ...before, nextContact }))}
        />
        <ActivityField
          fields={fields}
          errors={errors}
          set={({ activity }) => {
            if (activity !== undefined) set({ activity });
          }}
        />
        <Choice
          legend="How"
          inline
          options={MODES.map((value) => ({ value, label: CONTACT_MODE_TEXT[value] }))}
          value={call.contactMode}
          onChange={(contactMode) => set({ contactMode })}
        />
      </div>
      <div className="form-foot">
        <Doubts doubts={doubtsAboutWork(fields, state.timer.performer)} />
        <Button
          kind="primary"
          type="submit"
          disabledReason={seconds === 0 ? 'No time is left in it: go back to the call, or discard it.' : undefined}
        >
          {timeTarget.where === null ? 'Make text to copy' : `Save note, ${formatDuration(seconds)}${told === 0 ? '' : ' and progress'}`}
        </Button>
        <Button onClick={() => void keeper.resume()}>Back to the call</Button>
        <DropCall call={call} desk={desk} also={{ what: formatDuration(seconds), drop: () => keeper.discard() }} />
        <SaveTargetLine target={timeTarget} />
      </div>
    </section>
  );
}

interface NextContactProps {
  readonly call: Pick<Call, 'outcome' | 'nextContact'>;
  readonly today: string;
  readonly error: string | undefined;
  readonly onChange: (date: string) => void;
}

function NextContact({ call, today, error, onChange }: NextContactProps) {
  return (
    <div className="call-next">
      <Field label={call.outcome === 'call-back' ? 'Call back on' : 'Next contact'} error={error} width="short">
        {(control) => (
          <input
            {...control}
            type="date"
            className="input"
            min={today}
            value={call.nextContact}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
      {SOON.map(({ days, label }) => (
        <Button key={days} kind="quiet" onClick={() => onChange(Temporal.PlainDate.from(today).add({ days }).toString())}>
          {label}
        </Button>
      ))}
    </div>
  );
}

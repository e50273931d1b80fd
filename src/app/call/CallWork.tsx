import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ChartFacts } from '../ChartFacts.tsx';
import { focusFirstError } from '../focus-first-error.ts';
import type { ContactOutcome } from '../time-entry-view.ts';
import type { TimeKeeper } from '../timekeeping/keeper-state.ts';
import { useKeeper } from '../timekeeping/timekeeping.ts';
import { addressed, type Call, type Topic, withTopic } from './call.ts';
import type { CallDesk } from './call-desk.ts';
import { type CallErrors, withOutcome } from './call-form.ts';
import type { CallSetting } from './call-setting.ts';
import { addedLines } from './call-text.ts';
import { CallNote } from './CallNote.tsx';
import { confirmCall } from './confirm-call.ts';
import { DropCall } from './DropCall.tsx';
import { EndCall } from './EndCall.tsx';
import { Goals } from './Goals.tsx';
import { LastContact } from './LastContact.tsx';
import { endOfLine } from './note-lines.ts';
import { Noticed } from './Noticed.tsx';
import type { CallWays } from './send-call.ts';
import { TopicList } from './TopicList.tsx';
import { UnansweredOfCall } from './UnansweredOfCall.tsx';

export interface CallWorkProps {
  readonly call: Call;
  readonly kept: 'stored' | 'memory' | null;
  readonly desk: CallDesk;
  readonly keeper: TimeKeeper;
  readonly ways: CallWays;
  readonly setting: CallSetting;
  /** The timer that is started here is this call's. */
  readonly isTimed: boolean;
  /** Starts a timer for it where none is started. */
  readonly start: ReactNode;
}

/** The call in the making. One form, so that Ctrl+Enter ends it, and then saves it, from wherever one types. */
export function CallWork({ call, kept, desk, keeper, ways, setting, isTimed, start }: CallWorkProps) {
  const { conditions, topics, goals } = setting;
  const form = useRef<HTMLFormElement>(null);
  const [errors, setErrors] = useState<CallErrors>({});
  const write = useWriteOn(form);
  const hasEnded = useKeeper((state) => state.kind === 'started' && state.timer.stage === 'stopped') && isTimed;
  const edit = (change: Partial<Call>) => desk.change((before) => ({ ...before, ...change }));
  useFocusOnEnd(form, hasEnded, call.outcome !== '');
  const end = (outcome: ContactOutcome | '') => {
    if (outcome !== '') desk.change((before) => withOutcome(before, { outcome }));
    keeper.stop();
  };
  const submit = () => {
    if (!hasEnded) {
      if (isTimed) end('');
      return;
    }
    const found = confirmCall({ desk, keeper, ways, setting });
    setErrors(found);
    if (Object.keys(found).length > 0) focusFirstError(form);
  };
  return (
    <>
      {hasEnded && <UnansweredOfCall keeper={keeper} timeZone={setting.access.settings.practice.timeZone} />}
      <form
        ref={form}
        className="call-work"
        noValidate
        aria-label="The call"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {/* Enter in a field presses a form's first submit button: this one, so that no slip of the finger ends a call. */}
        <input type="submit" hidden disabled />
        {!isTimed && <Untimed call={call} desk={desk} start={start} />}
        {isTimed && !hasEnded && <EndingButtons onEnd={end} />}
        {hasEnded && <EndCall call={call} desk={desk} keeper={keeper} setting={setting} errors={errors} />}
        <div className="call-columns">
          <div className="stack call-record">
            <section className="panel call-write" aria-labelledby="call-note">
              <h2 id="call-note">Note</h2>
              <CallNote
                note={call.note}
                error={errors.note}
                added={addedLines(call, goals ?? [])}
                kept={kept}
                onChange={(note) => edit({ note })}
              />
            </section>
            <Noticed call={call} conditions={conditions} chosen={addressed(call, conditions, topics)} onChange={edit} />
          </div>
          <section className="panel call-talk" aria-labelledby="call-topics">
            <h2 id="call-topics">What to ask</h2>
            <TopicList
              groups={setting.groups}
              ticked={call.topics}
              onTick={(topic, ticked) => desk.change((before) => withTopic(before, topic, ticked))}
              onWrite={write}
            />
          </section>
          <div className="stack call-known">
            <Goals
              goals={goals}
              told={call.goals}
              today={setting.today}
              onlyNoted={setting.planTakesProgress ? null : 'This plan cannot be changed from here: progress goes into the note.'}
              onChange={(key, progress) => desk.change((before) => ({ ...before, goals: { ...before.goals, [key]: progress } }))}
            />
            <LastContact chart={setting.chart} entries={setting.entries} today={setting.today} />
            <ChartFacts chart={setting.chart} assessment={setting.assessment} today={setting.today} />
          </div>
        </div>
      </form>
    </>
  );
}

/** Puts the caret behind a topic's line, once the tick has put that into the note. */
function useWriteOn(form: { readonly current: HTMLFormElement | null }): (topic: Topic) => void {
  const [topic, setTopic] = useState<Topic | null>(null);
  useEffect(() => {
    const note = form.current?.querySelector<HTMLTextAreaElement>('textarea[data-keys="call-note"]');
    if (topic === null || note == null) return;
    const at = endOfLine(note.value, topic.label) ?? note.value.length;
    note.focus();
    note.setSelectionRange(at, at);
  }, [form, topic]);
  return (to) => setTopic({ ...to });
}

/** Once the call has ended the focus is where it goes on: at the outcome, or where that is known at saving. */
function useFocusOnEnd(form: { readonly current: HTMLFormElement | null }, hasEnded: boolean, isOutcomeKnown: boolean): void {
  const before = useRef(hasEnded);
  useEffect(() => {
    if (hasEnded && !before.current) {
      const at = isOutcomeKnown ? 'button[type="submit"]' : '.call-end input[type="radio"]';
      form.current?.querySelector<HTMLElement>(at)?.focus();
    }
    before.current = hasEnded;
  }, [form, hasEnded, isOutcomeKnown]);
}

function EndingButtons({ onEnd }: { readonly onEnd: (outcome: ContactOutcome | '') => void }) {
  return (
    <div className="call-ending">
      <span data-keys="end-call">
        <Button kind="primary" type="submit">
          End call
        </Button>
      </span>
      <span className="soft">Nobody there?</span>
      <span data-keys="end-voicemail">
        <Button onClick={() => onEnd('voicemail')}>Voicemail</Button>
      </span>
      <span data-keys="end-no-answer">
        <Button onClick={() => onEnd('no-answer')}>No answer</Button>
      </span>
    </div>
  );
}

function Untimed({ call, desk, start }: Pick<CallWorkProps, 'call' | 'desk' | 'start'>) {
  return (
    <Notice
      tone="attention"
      title="No timer runs for this call"
      action={
        <div className="call-ending">
          {start}
          <DropCall call={call} desk={desk} />
        </div>
      }
    >
      What you noted is here, and goes on with the next call. Where a timer runs for other work, mark it <b>On a call</b>. Minutes that were
      not timed are logged by hand.
    </Notice>
  );
}

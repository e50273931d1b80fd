import { use, useEffect, useRef, useState } from 'react';
import type { ServiceMonth } from '../../ccm/chart.ts';
import { Button } from '../../ui/Button.tsx';
import { Status } from '../../ui/Status.tsx';
import { formatDuration, plural } from '../format.ts';
import { href } from '../routes.ts';
import { TextToKeep } from '../TextToKeep.tsx';
import { UnsentContext, useUnsent } from '../timekeeping/unsent-context.ts';
import { entryAsText, unsentWords } from '../timekeeping/unsent-text.ts';
import type { CallDesk, SentCall } from './call-desk.ts';
import { planWords } from './plan-words.ts';
import { type CallWays, sendMissing } from './send-call.ts';

export interface SentPartsProps {
  readonly sent: SentCall;
  readonly desk: CallDesk;
  readonly ways: CallWays;
  readonly month: ServiceMonth;
}

/** What became of a confirmed call, part by part: what the EHR has, what waits here and why, and the way to send that alone. */
export function SentParts({ sent, desk, ways, month }: SentPartsProps) {
  const { call, sending } = sent;
  const { confirmed } = call;
  const { entries, opened } = useUnsent();
  const place = useRef<HTMLElement>(null);
  const [isNew] = useState(sending);
  // The form that had the focus is gone.
  useEffect(() => {
    if (isNew) place.current?.focus();
  }, [isNew]);
  const waits = !confirmed.timeStored && (!confirmed.handedOver || !opened || entries.some(({ input }) => input.id === confirmed.input.id));
  const planWaits = confirmed.plan !== null && !confirmed.planStored;
  const isDone = !waits && !planWaits;
  const missing = [waits && 'note and minutes', planWaits && 'progress'].filter((one) => typeof one === 'string').join(', ');
  return (
    <section ref={place} tabIndex={-1} className={`panel call-sent${isDone ? ' call-sent-done' : ''}`} aria-label="What became of the call">
      <h2>{sending ? 'Saving the call …' : isDone ? 'The call is saved' : 'Part of the call is not in the EHR yet'}</h2>
      <ul className="call-parts" aria-live="polite">
        <TimePart sent={sent} waits={waits} />
        <PlanPart sent={sent} />
      </ul>
      <div className="form-foot">
        {!isDone && (
          <Button kind="primary" busy={sending} onClick={() => void sendMissing(desk, call, ways)}>
            Try again: {missing}
          </Button>
        )}
        {planWaits && !waits && !sending && (
          <Button kind="quiet" onClick={() => void desk.drop(call.id)}>
            Leave the progress in the note alone
          </Button>
        )}
        {isDone && (
          <>
            <a className="button button-primary" href={href({ month, screen: 'home' })}>
              Home
            </a>
            <Button onClick={() => void desk.drop(call.id)}>Close</Button>
          </>
        )}
        {waits && <a href={href({ month, screen: 'time' })}>All that waits</a>}
      </div>
    </section>
  );
}

function TimePart({ sent, waits }: { readonly sent: SentCall; readonly waits: boolean }) {
  const access = use(UnsentContext);
  const { call, sending, time } = sent;
  const { input, timeStored } = call.confirmed;
  const what = `Note and ${formatDuration(input.seconds)}`;
  if (timeStored) return <Stored what={what} />;
  if (!waits) {
    return (
      <li>
        <Status tone="unknown">{what}: no longer waiting. It was sent or discarded in the list of what waits.</Status>
      </li>
    );
  }
  if (sending) return <Waiting what={what} />;
  const { happened, safe, next } = unsentWords(time);
  return (
    <li>
      <Status tone="attention">{what}: not stored yet</Status>
      <p>
        {happened} {safe} {next}
      </p>
      {time?.kind === 'not-stored' && access !== null && <TextToKeep text={entryAsText(input, access)} />}
    </li>
  );
}

function PlanPart({ sent }: { readonly sent: SentCall }) {
  const { call, sending, plan } = sent;
  const { plan: progress, planStored } = call.confirmed;
  if (progress === null) return null;
  const what = `Progress on ${plural(progress.goals.length, 'goal')}`;
  if (planStored) return <Stored what={`${what}, in the care plan`} />;
  if (sending) return <Waiting what={what} />;
  return (
    <li>
      <Status tone="attention">{what}: not in the care plan yet</Status>
      <p>{planWords(plan)} The note of the call names it as well.</p>
    </li>
  );
}

function Stored({ what }: { readonly what: string }) {
  return (
    <li>
      <Status tone="met">{what}: recorded</Status>
    </li>
  );
}

function Waiting({ what }: { readonly what: string }) {
  return (
    <li>
      <Status tone="plain">{what}: being saved</Status>
    </li>
  );
}

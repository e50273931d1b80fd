import { useState } from 'react';
import type { Keep } from '../../ccm/timer/stretches.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { formatDuration } from '../format.ts';
import { formatMoment, momentIn, timeField } from './timer-words.ts';

export interface KeepChoiceProps {
  /** Epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly timeZone: string;
  /** Seconds that the timer has counted once so much is kept. */
  readonly countedIf: (keep: Keep) => number;
  readonly onKeep: (keep: Keep) => void;
}

/** How much of a stretch in doubt was work: all of it, none, or what lies before a moment. No answer is suggested. */
export function KeepChoice({ from, to, timeZone, countedIf, onKeep }: KeepChoiceProps) {
  const [until, setUntil] = useState<string | null>(null);
  const moment = until === null ? null : momentIn(until, { from, to }, timeZone);
  const range = `${formatMoment(from, timeZone, to)} to ${formatMoment(to, timeZone, to)}`;
  return (
    <div className="keep">
      <div className="keep-row">
        <Button onClick={() => onKeep('all')}>Count all {formatDuration(Math.floor((to - from) / 1000))}</Button>
        <Button onClick={() => onKeep('none')}>Count none of it</Button>
        {until === null && <Button onClick={() => setUntil(timeField(from, timeZone))}>Count part of it</Button>}
      </div>
      {until !== null && (
        <form
          className="keep-row keep-part"
          onSubmit={(event) => {
            event.preventDefault();
            if (moment !== null) onKeep(moment);
          }}
        >
          <Field
            label="I worked until"
            width="normal"
            error={moment === null ? `A time from ${range}` : undefined}
            hint={moment === null ? undefined : `Then ${formatDuration(countedIf(moment))} are counted`}
          >
            {(control) => (
              <input {...control} className="input" type="time" step="1" value={until} onChange={(event) => setUntil(event.target.value)} />
            )}
          </Field>
          <Button type="submit">Count until then</Button>
        </form>
      )}
    </div>
  );
}

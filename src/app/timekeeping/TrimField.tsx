import { useState } from 'react';
import type { TimedWork } from '../../ccm/timer/work.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { formatClock, formatDuration } from '../format.ts';
import { trimAt } from './trim.ts';

export interface TrimFieldProps {
  readonly work: TimedWork;
  readonly timeZone: string;
  readonly onTrim: (to: number) => void;
}

/** Ends the work earlier than the timer was stopped. It can be made shorter only. */
export function TrimField({ work, timeZone, onTrim }: TrimFieldProps) {
  const [clock, setClock] = useState('');
  const trim = clock === '' ? null : trimAt(work, clock, timeZone);
  const range = `${formatClock(work.start, timeZone) ?? ''} to ${formatClock(work.end, timeZone) ?? ''}`;
  return (
    <details className="stop-trim">
      <summary>The work ended earlier</summary>
      <div className="stop-trim-body">
        <Field label="Ended at" width="short" error={clock !== '' && trim === null ? `Give a time within ${range}.` : undefined}>
          {(control) => (
            <input {...control} type="time" step={1} className="input" value={clock} onChange={(event) => setClock(event.target.value)} />
          )}
        </Field>
        {trim !== null && (
          <>
            <output>
              Leaves {formatDuration(trim.keptSeconds)}; {formatDuration(trim.leftOutSeconds)} would not be counted.
            </output>
            <Button
              onClick={() => {
                onTrim(trim.to);
                setClock('');
              }}
            >
              Shorten to {formatDuration(trim.keptSeconds)}
            </Button>
          </>
        )}
      </div>
    </details>
  );
}

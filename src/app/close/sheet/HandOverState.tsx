import { Notice } from '../../../ui/Notice.tsx';
import type { StatusTone } from '../../../ui/Status.tsx';
import { formatClock, formatDate, list } from '../../format.ts';
import { WHERE_TEXT } from '../../save-text.ts';
import type { HandOverView } from './sheet-view.ts';

export interface HandOverStateProps {
  /** The month's, newest first. */
  readonly handOvers: readonly HandOverView[];
  readonly timeZone: string;
}

/** What is with billing: by whom, when and where in the EHR, and whether it still says what the sheet says. */
export function HandOverState({ handOvers, timeZone }: HandOverStateProps) {
  const [latest, ...earlier] = handOvers;
  if (latest === undefined) return null;
  const isOld = latest.isCurrent === false && latest.state !== 'withdrawn';
  return (
    <Notice live="status" tone={isOld ? 'attention' : TONES[latest.state]} title={titleOf(latest)}>
      <p>
        {codesOf(latest)}
        {byText(latest, timeZone)}, {WHERE_TEXT[latest.where]} in the EHR (<code>{latest.reference}</code>).
      </p>
      {isOld && (
        <p>
          <strong>The sheet says something else by now.</strong> Hand it over again: the new one names the one that it replaces.
        </p>
      )}
      {latest.text !== undefined && (
        <details>
          <summary>What was handed over</summary>
          <p className="paper-text">{latest.text}</p>
        </details>
      )}
      {earlier.length > 0 && (
        <details>
          <summary>Earlier ones ({earlier.length})</summary>
          <ul>
            {earlier.map((one) => (
              <li key={one.reference}>
                {titleOf(one)}: {codesOf(one)}
                {byText(one, timeZone)} (<code>{one.reference}</code>).
              </li>
            ))}
          </ul>
        </details>
      )}
    </Notice>
  );
}

const TONES = { 'handed-over': 'met', done: 'met', refused: 'blocks', withdrawn: 'attention' } as const satisfies Record<
  HandOverView['state'],
  StatusTone
>;

const TITLES = {
  'handed-over': 'Handed to billing',
  done: 'Handed to billing; billing has closed the task',
  refused: 'Billing sent the hand-over back',
  withdrawn: 'The hand-over was taken back',
} as const satisfies Record<HandOverView['state'], string>;

function titleOf({ state }: HandOverView): string {
  return TITLES[state];
}

function codesOf({ codes }: HandOverView): string {
  return list(codes.map(({ code, units }) => `${code} × ${units}`));
}

function byText({ by, at }: HandOverView, timeZone: string): string {
  const clock = at === undefined ? null : formatClock(at, timeZone);
  const when = at === undefined ? '' : ` on ${formatDate(at)}${clock === null ? '' : `, ${clock}`}`;
  return `${by === undefined ? '' : ` by ${by}`}${when}`;
}

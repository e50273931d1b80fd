import { useId, useState } from 'react';
import type { ServiceMonth } from '../../ccm/chart.ts';
import { Status } from '../../ui/Status.tsx';
import { formatDate, formatDayMonth, formatDuration, formatMonth, localDateTime } from '../format.ts';
import { href } from '../routes.ts';
import { exclusionSentence, flagText, problemSentence } from './flags.ts';
import type { JudgedSeconds, LedgerRow } from './ledger-rows.ts';
import { RowDetails } from './RowDetails.tsx';
import type { SameMoment } from './same-moment.ts';
import type { Voiding } from './VoidForm.tsx';

export interface LedgerTableRowProps {
  readonly row: LedgerRow;
  readonly timeZone: string;
  readonly month: ServiceMonth;
  /** Unfolded together with all others. */
  readonly isOpen: boolean;
  /** What else was going on at the same time. */
  readonly together: readonly SameMoment[];
  readonly voiding: Voiding;
}

/** An entry: what was done, what counts and toward which code, its flags, and on demand how it was judged. */
export function LedgerTableRow({ row, timeZone, month, isOpen, together, voiding }: LedgerTableRowProps) {
  const [isUnfolded, setUnfolded] = useState(false);
  const id = useId();
  const isShown = isUnfolded || isOpen;
  const { entry, date, clock, person, role, judged } = row;
  const when = [date === null ? 'an unknown day' : formatDayMonth(date), clock].filter(Boolean).join(', ');
  return (
    <>
      <tr className={entry.voided ? 'ledger-voided' : undefined}>
        <td data-label="When">
          <span className="ledger-original">
            <span className="nowrap">{date === null ? 'Day not known' : formatDayMonth(date)}</span>{' '}
            {clock !== null && <span className="soft ledger-clock">{clock}</span>}
          </span>
        </td>
        <td data-label="Who">
          <span className="ledger-original">
            {person}
            {person !== role && <span className="soft ledger-role"> {role ?? 'No role recorded'}</span>}
          </span>
        </td>
        <td data-label="What">
          <span className="ledger-original">{row.activity}</span>
          {entry.note !== undefined && <p className="entry-note ledger-original">{entry.note}</p>}
          <Flags row={row} timeZone={timeZone} month={month} />
          <button
            type="button"
            className="button button-quiet ledger-unfold"
            aria-expanded={isShown}
            aria-controls={isShown ? id : undefined}
            aria-label={`Details of ${when}, ${person}`}
            onClick={() => setUnfolded(!isUnfolded)}
          >
            {isShown ? 'Hide details' : 'Details'}
          </button>
        </td>
        <td className="number nowrap" data-label="Recorded">
          <span className="ledger-original">{recordedText(row)}</span>
        </td>
        <td className="number" data-label="Counts">
          {judged === null ? <span className="soft">–</span> : <Counts judged={judged} />}
        </td>
      </tr>
      {isShown && (
        <tr id={id} className="ledger-more">
          <td colSpan={5}>
            <RowDetails row={row} timeZone={timeZone} month={month} together={together} voiding={voiding} />
          </td>
        </tr>
      )}
    </>
  );
}

function recordedText({ judged, entry }: LedgerRow): string {
  const seconds = judged?.recorded ?? entry.seconds;
  return seconds === undefined ? 'not known' : formatDuration(seconds);
}

/** The counted time and the one code each part of it feeds. */
function Counts({ judged: { counted, allocation } }: { readonly judged: JudgedSeconds }) {
  const isWhole = allocation.length === 1;
  return (
    <>
      <span className="nowrap">{formatDuration(counted)}</span>
      {allocation.map(({ code, seconds, reached }) => (
        <span key={`${code} ${reached}`} className="soft ledger-feeds">
          {' '}
          {isWhole ? '' : `${formatDuration(seconds)} `}
          {code === null ? 'for no code' : reached ? `for ${code}` : `toward ${code}`}
        </span>
      ))}
    </>
  );
}

function Flags({ row, timeZone, month }: Pick<LedgerTableRowProps, 'row' | 'timeZone' | 'month'>) {
  const { entry, judged, date, flags } = row;
  return (
    <ul className="ledger-flags">
      {flags.map((flag) => (
        <li key={flag.id}>
          <Status tone={flag.tone}>{flagText(flag)}</Status>
          {judged?.excluded
            .filter(({ ruleId }) => ruleId === flag.id)
            .map(({ ruleId, seconds }) => (
              <span key={ruleId} className="soft">
                {ruleId === 'TIME-14' && date !== null ? splitSentence(date, month, seconds) : exclusionSentence(ruleId, entry.problems)}{' '}
                <a className="rule-id" href={href({ month, screen: 'eligibility', rule: ruleId })}>
                  {ruleId}
                </a>
              </span>
            ))}
          {entry.problems
            .filter((problem) => problem === flag.id)
            .map((problem) => (
              <span key={problem} className="soft">
                {problemSentence(problem)}
              </span>
            ))}
          {flag.id === 'voided' && <span className="soft">{voidedSentence(row, timeZone)}</span>}
          {flag.id === 'manual' && entry.reason !== undefined && <span className="soft">{entry.reason}</span>}
          {flag.id === 'adopted' && entry.confirmedBy !== undefined && <span className="soft">confirmed by {entry.confirmedBy}</span>}
        </li>
      ))}
    </ul>
  );
}

function splitSentence(date: string, month: ServiceMonth, seconds: number): string {
  const part = formatDuration(seconds);
  if (!date.startsWith(month)) return `Begun before midnight: ${part} counted in ${formatMonth(date.slice(0, 7))}.`;
  const next = Temporal.PlainYearMonth.from(month).add({ months: 1 }).toString();
  return `Went on after midnight: ${part} belong to ${formatMonth(next)}.`;
}

function voidedSentence({ entry: { voiding } }: LedgerRow, timeZone: string): string {
  if (voiding === undefined) return 'Marked in the EHR as entered in error; no reason of Intervisit’s is there.';
  const at = localDateTime(voiding.at, timeZone);
  const when = at === null ? '' : `${formatDate(at)}, ${at.slice(11, 16)}`;
  return [`${when}${voiding.by === undefined ? '' : ` by ${voiding.by}`}`, voiding.reason].filter((part) => part !== '').join(': ');
}

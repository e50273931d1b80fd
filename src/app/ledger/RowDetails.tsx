import type { ReactNode } from 'react';
import type { ServiceMonth } from '../../ccm/chart.ts';
import { formatDate, formatDayMonth, formatDuration, localDateTime } from '../format.ts';
import { href } from '../routes.ts';
import { WHERE_TEXT } from '../save-text.ts';
import { CONTACT_MODE_TEXT } from '../vocabulary-text.ts';
import { clockLength, exclusionSentence } from './flags.ts';
import type { JudgedSeconds, LedgerRow } from './ledger-rows.ts';
import type { LedgerEntry } from './ledger-view.ts';
import { exactSpan } from './practice-clock.ts';
import type { SameMoment } from './same-moment.ts';
import { type Voiding, VoidForm } from './VoidForm.tsx';

export interface RowDetailsProps {
  readonly row: LedgerRow;
  readonly timeZone: string;
  readonly month: ServiceMonth;
  readonly together: readonly SameMoment[];
  readonly voiding: Voiding;
}

/** How an entry was judged, second by second, and everything the EHR holds of it. */
export function RowDetails({ row, timeZone, month, together, voiding }: RowDetailsProps) {
  const { entry, judged } = row;
  return (
    <div className="ledger-details">
      {judged !== null && <Trace judged={judged} problems={entry.problems} month={month} />}
      <dl className="ledger-facts">
        {factsOf(row, together, timeZone).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {!entry.voided && <VoidForm row={row} voiding={voiding} />}
    </div>
  );
}

interface TraceProps {
  readonly judged: JudgedSeconds;
  readonly problems: LedgerEntry['problems'];
  readonly month: ServiceMonth;
}

/** Recorded, less what each rule took, is what counts. */
function Trace({ judged: { recorded, counted, excluded, allocation }, problems, month }: TraceProps) {
  return (
    <table className="ledger-trace">
      <caption className="visually-hidden">How it was judged</caption>
      <tbody>
        <tr>
          <th scope="row">Recorded</th>
          <td className="number">{clockLength(recorded)}</td>
        </tr>
        {excluded.map(({ ruleId, seconds }) => (
          <tr key={ruleId}>
            <th scope="row">
              <a className="rule-id" href={href({ month, screen: 'eligibility', rule: ruleId })}>
                {ruleId}
              </a>{' '}
              {exclusionSentence(ruleId, problems)}
            </th>
            <td className="number">−{clockLength(seconds)}</td>
          </tr>
        ))}
        <tr className="ledger-trace-sum">
          <th scope="row">Counts</th>
          <td className="number">{clockLength(counted)}</td>
        </tr>
        {allocation.map(({ code, seconds, reached }) => (
          <tr key={`${code} ${reached}`}>
            <th scope="row">{code === null ? 'of it for no code' : `of it ${reached ? 'for' : 'toward'} ${code}`}</th>
            <td className="number">{clockLength(seconds)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Fact = readonly [name: string, value: ReactNode];

function factsOf({ entry }: LedgerRow, together: readonly SameMoment[], timeZone: string): readonly Fact[] {
  const { contactMode, outcome, conditions, reason, confirmedBy, adopts, intervals, notCounted, id } = entry;
  const span = (one: { readonly start: string; readonly end: string }) => exactSpan(one.start, one.end, timeZone);
  const facts: readonly (readonly [string, ReactNode | undefined])[] = [
    ['Source', SOURCE_TEXT[entry.source]],
    ['By hand because', reason],
    ['Confirmed by', confirmedBy],
    ['Contact', contactMode === undefined ? undefined : CONTACT_MODE_TEXT[contactMode]],
    ['Outcome', outcome === undefined ? undefined : OUTCOME_TEXT[outcome]],
    ['Conditions', conditions.length === 0 ? undefined : conditions.map(({ display, reference }) => display ?? reference).join(', ')],
    ['Worked', intervals.length === 0 ? undefined : intervals.map(span).join(', ')],
    [
      'Left out by the timer',
      notCounted.length === 0 ? undefined : notCounted.map((one) => `${span(one)}${one.reason === '' ? '' : `, ${one.reason}`}`).join('; '),
    ],
    ['At the same time', together.length === 0 ? undefined : together.map((one) => otherText(one, entry)).join('; ')],
    ['Written', writtenText(entry, timeZone)],
    ['Adopted from', adopts],
    ['Kept', `${WHERE_TEXT[entry.where]}, ${entry.reference}`],
    ['Entry', id],
  ];
  return facts.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value]]));
}

const SOURCE_TEXT = {
  timer: 'Timer',
  manual: 'Entered by hand',
  adopted: 'Adopted from an encounter of the EHR’s own',
} as const satisfies Record<LedgerEntry['source'], string>;

const OUTCOME_TEXT = {
  reached: 'Reached',
  voicemail: 'Voicemail',
  'no-answer': 'No answer',
  'call-back': 'Will call back',
} as const satisfies Record<NonNullable<LedgerEntry['outcome']>, string>;

function otherText({ earlier, later, seconds }: SameMoment, entry: LedgerEntry): string {
  const { person, date, clock } = earlier.entry === entry ? later : earlier;
  return `${person}, ${[date === null ? null : formatDayMonth(date), clock].filter(Boolean).join(', ')} (${formatDuration(seconds)} shared)`;
}

function writtenText({ recorded }: LedgerEntry, timeZone: string): string | undefined {
  const local = recorded === undefined ? null : localDateTime(recorded, timeZone);
  return local === null ? undefined : `${formatDate(local)}, ${local.slice(11, 16)}`;
}

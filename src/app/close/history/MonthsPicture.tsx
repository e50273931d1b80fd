import type { ServiceMonth } from '../../../ccm/chart.ts';
import { formatDate, formatMonth } from '../../format.ts';
import { codesText } from '../../month-words.ts';
import { href } from '../../routes.ts';
import { changedText, CLOSED_TEXT, type ClosedMonth, shownMinutes } from './closed-month.ts';

export interface MonthsPictureProps {
  /** Newest first, at least one. */
  readonly months: readonly ClosedMonth[];
  readonly month: ServiceMonth;
}

/** A bar of minutes for every month from the newest closed one to the oldest, with its codes; a month between that was not closed shows as a gap. */
export function MonthsPicture({ months, month }: MonthsPictureProps) {
  const top = Math.max(60, ...months.map((one) => shownMinutes(one) ?? 0));
  return (
    <ol className="history">
      {everyMonth(months).map((name) => {
        const closed = months.find((one) => one.month === name);
        return (
          <li key={name}>
            {closed === undefined ? (
              <span className="history-month history-gap">
                <span>{formatDate(name)}</span>
                <span className="history-words">not closed</span>
              </span>
            ) : (
              <a
                className="history-month"
                href={href({ month: name, screen: 'close' })}
                aria-current={name === month ? 'page' : undefined}
                aria-label={`${formatMonth(name)}: ${wordsOf(closed)}`}
              >
                <span>{formatDate(name)}</span>
                <Bar closed={closed} top={top} />
                <span className="history-minutes">{minutesText(closed)}</span>
                <span className="history-words">
                  <b>{codesText(closed.codes)}</b> {CLOSED_TEXT[closed.state]}
                </span>
              </a>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function everyMonth(months: readonly ClosedMonth[]): readonly ServiceMonth[] {
  const [newest, oldest] = [months[0]?.month, months.at(-1)?.month];
  if (newest === undefined || oldest === undefined) return [];
  const last = Temporal.PlainYearMonth.from(newest);
  const span = Temporal.PlainYearMonth.from(oldest).until(last, { largestUnit: 'months' }).months;
  return Array.from({ length: span + 1 }, (_, index) => last.subtract({ months: index }).toString());
}

const WIDTH = 100;
const HEIGHT = 10;
/** Where codes of clinical staff begin, in minutes. */
const MARKS = [20, 40, 60];

function Bar({ closed, top }: { readonly closed: ClosedMonth; readonly top: number }) {
  const minutes = shownMinutes(closed) ?? 0;
  const x = (at: number) => (at / top) * WIDTH;
  return (
    <svg className={`history-bar history-${closed.state}`} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <rect className="history-track" width={WIDTH} height={HEIGHT} />
      <rect className="history-part" width={x(minutes)} height={HEIGHT} />
      {MARKS.filter((at) => at < top).map((at) => (
        <line key={at} className="history-mark" x1={x(at)} x2={x(at)} y1={0} y2={HEIGHT} />
      ))}
    </svg>
  );
}

function minutesText(closed: ClosedMonth): string {
  const minutes = shownMinutes(closed);
  return minutes === null ? '? min' : `${minutes} min`;
}

function wordsOf(closed: ClosedMonth): string {
  const minutes = shownMinutes(closed);
  const parts = [
    minutes === null ? 'minutes not known' : `${minutes} minutes`,
    changedText(closed),
    codesText(closed.codes),
    CLOSED_TEXT[closed.state],
  ];
  return parts.filter((part) => part !== null).join(', ');
}

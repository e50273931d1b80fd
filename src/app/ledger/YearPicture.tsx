import type { ServiceMonth } from '../../ccm/chart.ts';
import { formatDate, formatDuration, formatMonth, list, plural } from '../format.ts';
import { href } from '../routes.ts';
import type { YearMonth } from './ledger-view.ts';

export interface YearPictureProps {
  /** Oldest first; null while it is being counted. */
  readonly year: readonly YearMonth[] | null;
  readonly month: ServiceMonth;
}

/** Twelve months of counted minutes, each with the marks where its codes begin; what was not read is not known, never nothing. */
export function YearPicture({ year, month }: YearPictureProps) {
  return (
    <section className="panel year" aria-labelledby="year-heading">
      <h2 id="year-heading">Twelve months</h2>
      {year === null ? <p className="soft">Counting …</p> : <Year year={year} month={month} />}
    </section>
  );
}

function Year({ year, month }: { readonly year: readonly YearMonth[]; readonly month: ServiceMonth }) {
  const top = Math.max(60, ...year.map((one) => (one.state === 'known' ? Math.max(one.minutes, firstOpen(one)) : 0)));
  return (
    <>
      <ol className="year-months">
        {year.map((one) => (
          <li key={one.month}>
            <a
              className="year-month"
              href={href({ month: one.month, screen: 'time' })}
              aria-current={one.month === month ? 'page' : undefined}
              aria-label={`${formatMonth(one.month)}: ${wordsOf(one)}`}
              title={`${formatMonth(one.month)}: ${wordsOf(one)}`}
            >
              <span className="year-value">{one.state === 'known' ? one.minutes : one.state === 'not-known' ? '?' : '–'}</span>
              <Column month={one} top={top} />
              <span className="year-name">
                {formatMonth(one.month).slice(0, 3)}
                {one.month.endsWith('-01') && <span className="year-begins"> {one.month.slice(2, 4)}</span>}
              </span>
            </a>
          </li>
        ))}
      </ol>
      <details className="year-table">
        <summary>The same as a table</summary>
        <YearTable year={year} />
      </details>
    </>
  );
}

/** The threshold that comes next: it belongs into the picture, those beyond it only once it is passed. */
function firstOpen({ minutes, thresholds }: Extract<YearMonth, { state: 'known' }>): number {
  return thresholds.find(({ at }) => at > minutes)?.at ?? 0;
}

const HEIGHT = 96;
const WIDTH = 24;

function Column({ month, top }: { readonly month: YearMonth; readonly top: number }) {
  const y = (minutes: number) => HEIGHT - (minutes / top) * HEIGHT;
  if (month.state !== 'known') {
    return (
      <svg className={`year-column year-${month.state}`} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <rect className="year-track" width={WIDTH} height={HEIGHT} />
      </svg>
    );
  }
  const { minutes, thresholds } = month;
  const earned = thresholds.findLast(({ at }) => minutes >= at)?.at ?? 0;
  return (
    <svg className="year-column" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <rect className="year-track" width={WIDTH} height={HEIGHT} />
      <rect className="year-part" y={y(minutes)} width={WIDTH} height={HEIGHT - y(minutes)} />
      <rect className="year-earned" y={y(earned)} width={WIDTH} height={HEIGHT - y(earned)} />
      {thresholds
        .filter(({ at }) => at <= top)
        .map(({ at }) => (
          <line key={at} className="year-tick" x1={0} x2={WIDTH} y1={y(at)} y2={y(at)} />
        ))}
    </svg>
  );
}

function YearTable({ year }: { readonly year: readonly YearMonth[] }) {
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">Month</th>
          <th scope="col" className="number">
            Clinical staff
          </th>
          <th scope="col" className="number">
            Practitioner
          </th>
          <th scope="col">Reached</th>
          <th scope="col">Recorded</th>
        </tr>
      </thead>
      <tbody>
        {year.map((one) => (
          <tr key={one.month}>
            <th scope="row">
              <a className="nowrap" href={href({ month: one.month, screen: 'time' })}>
                {formatDate(one.month)}
              </a>
            </th>
            {one.state === 'known' ? (
              <>
                <td className="number nowrap">{formatDuration(one.staffSeconds)}</td>
                <td className="number nowrap">{formatDuration(one.qhpSeconds)}</td>
                <td>{list(reachedCodes(one)) || '–'}</td>
                <td>{one.recorded.length === 0 ? '–' : list(one.recorded)}</td>
              </>
            ) : (
              <td colSpan={4} className="soft">
                {STATE_TEXT[one.state]}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** `42 minutes, 99490 and 99439 reached, 99490 recorded`. */
function wordsOf(one: YearMonth): string {
  if (one.state !== 'known') return STATE_TEXT[one.state];
  const recorded = one.recorded.length === 0 ? '' : `, ${list(one.recorded)} recorded`;
  return `${plural(one.minutes, 'minute')} counted, ${reachedText(one)}${recorded}`;
}

function reachedCodes({ minutes, thresholds }: Extract<YearMonth, { state: 'known' }>): readonly string[] {
  return [...new Set(thresholds.filter(({ at }) => minutes >= at).map(({ code }) => code))];
}

function reachedText({ minutes, thresholds }: Extract<YearMonth, { state: 'known' }>): string {
  const reached = thresholds.filter(({ at }) => minutes >= at);
  const first = thresholds[0];
  if (reached.length === 0) return first === undefined ? 'no threshold' : `below ${first.at} min for ${first.code}`;
  return `${list(reached.map(({ at, code }) => `${code} at ${at} min`))} reached`;
}

const STATE_TEXT = {
  'not-known': 'not known: the entries of this month did not all come',
  'no-rules': 'no rules for this month',
  'before-ccm': 'before CCM began, as far as the chart shows',
} as const satisfies Record<Exclude<YearMonth['state'], 'known'>, string>;

import type { ServiceMonth } from '../../../ccm/chart.ts';
import { State } from '../../../ui/State.tsx';
import type { ClosedMonth } from './closed-month.ts';
import { MonthsPicture } from './MonthsPicture.tsx';
import { MonthsTable } from './MonthsTable.tsx';
import './history.css';

export interface MonthHistoryProps {
  /** Newest first. */
  readonly months: readonly ClosedMonth[];
  /** What was handed to billing is still being read. */
  readonly isReading: boolean;
  /** Whether these are all there are. */
  readonly sawAll: boolean;
  readonly month: ServiceMonth;
}

/** Months that were closed: a picture, and the same as a table. */
export function MonthHistory({ months, isReading, sawAll, month }: MonthHistoryProps) {
  return (
    <section className="panel" aria-labelledby="history-heading">
      <h2 id="history-heading">Closed months</h2>
      {months.length > 0 && (
        <>
          <MonthsPicture months={months} month={month} />
          <details className="history-table">
            <summary>The same as a table</summary>
            <MonthsTable months={months} />
          </details>
        </>
      )}
      {isReading && <p className="soft">Looking for what was handed to billing …</p>}
      {!isReading && months.length === 0 && sawAll && (
        <State kind="empty" title="No month is closed yet">
          A month stands here once its charges are recorded or handed to billing, up to two years back.
        </State>
      )}
      {!isReading && !sawAll && (
        <p className="soft">
          Charges, tasks or documents could not all be read:{' '}
          {months.length === 0 ? 'whether a month was closed cannot be told.' : 'more months may have been closed than are shown here.'}
        </p>
      )}
    </section>
  );
}

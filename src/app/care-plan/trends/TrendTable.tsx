import { Status } from '../../../ui/Status.tsx';
import { formatDate, plural } from '../../format.ts';
import type { SparklineProps } from './Sparkline.tsx';
import { STANDING_TEXT, STANDING_TONE, valueText } from './trend-text.ts';
import { latestStanding } from './trend-view.ts';

/** The same results as a table, newest first, on demand. */
export function TrendTable({ readings, aims, measured }: SparklineProps) {
  return (
    <details className="evidence">
      <summary>
        {plural(readings.length, 'result')}
        <span className="visually-hidden"> of {measured.label} as a table</span>
      </summary>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Date</th>
            <th scope="col">{measured.label}</th>
            {aims.length > 0 && <th scope="col">Against the target</th>}
          </tr>
        </thead>
        <tbody>
          {readings.toReversed().map((reading, index) => {
            const standing = latestStanding([reading], aims);
            return (
              // Several results of one day may say the same.
              <tr key={`${reading.date} ${readings.length - index}`}>
                <td className="nowrap">{formatDate(reading.date)}</td>
                <td className="nowrap">{valueText(reading, measured)}</td>
                {aims.length > 0 && (
                  <td>
                    <Status tone={STANDING_TONE[standing]}>{STANDING_TEXT[standing]}</Status>
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </details>
  );
}

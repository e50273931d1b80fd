import type { LocalDate, Reference } from '../../../ccm/chart.ts';
import { Status } from '../../../ui/Status.tsx';
import { formatDateAgo, plural, sentenceCase } from '../../format.ts';
import { UNKNOWN_SETTLED_BY, UNKNOWN_TEXT } from '../../unknown-text.ts';
import { Sparkline } from './Sparkline.tsx';
import { TrendTable } from './TrendTable.tsx';
import { aimsText, STANDING_TEXT, STANDING_TONE, valueText } from './trend-text.ts';
import { latestStanding, type Measured, measuresOf, type TrendAim, type Trends } from './trend-view.ts';
import './trends.css';

export type TrendForProps = {
  readonly trends: Trends;
  readonly today: LocalDate;
} & ({ readonly goal: Reference | undefined } | { readonly measure: string });

/** What was measured of what a goal aims at, or of one measure; nothing for a goal that aims at no number that is followed. */
export function TrendFor(props: TrendForProps) {
  const { trends, today } = props;
  const aims = 'goal' in props ? (trends.aims.get(props.goal ?? '') ?? []) : [];
  const measures = 'goal' in props ? measuresOf(aims) : [props.measure];
  return measures.map((measure) => {
    const measured = trends.measures[measure];
    if (measured === undefined) return null;
    const mine = aims.filter((aim) => aim.measure === measure);
    return <Trend key={measure} measure={measure} measured={measured} aims={mine} trends={trends} today={today} />;
  });
}

interface TrendProps extends Pick<TrendForProps, 'trends' | 'today'> {
  readonly measure: string;
  readonly measured: Measured;
  readonly aims: readonly TrendAim[];
}

function Trend({ measure, measured, aims, trends, today }: TrendProps) {
  const readings = trends.readings.get(measure) ?? [];
  const last = readings.at(-1);
  if (last === undefined) return <NoResults measured={measured} trends={trends} />;
  const standing = latestStanding(readings, aims);
  return (
    <div className="trend">
      <Sparkline readings={readings} aims={aims} measured={measured} />
      <div className="trend-words">
        <p>
          {measured.label} <b>{valueText(last, measured)}</b>{' '}
          {aims.length > 0 && <Status tone={STANDING_TONE[standing]}>{STANDING_TEXT[standing]}</Status>}
        </p>
        <p className="soft">
          {formatDateAgo(last.date, today)}
          {aims.length > 0 && ` · target ${aimsText(aims, measured)}`}
        </p>
        {trends.unknownBecause !== undefined && <p className="soft">There may be more results: {UNKNOWN_TEXT[trends.unknownBecause]}.</p>}
        <TrendTable readings={readings} aims={aims} measured={measured} />
      </div>
    </div>
  );
}

function NoResults({ measured, trends }: Pick<TrendProps, 'measured' | 'trends'>) {
  const { isBeingRead, unknownBecause, leftOut } = trends;
  if (isBeingRead) return <p className="soft">{measured.label}: the results are being read …</p>;
  if (unknownBecause !== undefined) {
    return (
      <p>
        <Status tone="unknown">{measured.label}: results not known</Status>{' '}
        <span className="soft">
          {sentenceCase(UNKNOWN_TEXT[unknownBecause])}. {UNKNOWN_SETTLED_BY[unknownBecause]}
        </span>
      </p>
    );
  }
  return (
    <p>
      <Status tone="plain">{measured.label}: no result in the last two years</Status>
      {leftOut > 0 && (
        <span className="soft"> {plural(leftOut, 'result')} in the chart had no day or an unknown unit and could not be used.</span>
      )}
    </p>
  );
}

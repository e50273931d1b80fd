import { pathOf, type TrendBox, trendShape } from './trend-shape.ts';
import { trendSentence } from './trend-text.ts';
import type { Measured, TrendAim, TrendReading } from './trend-view.ts';

const BOX: TrendBox = { width: 160, height: 48, margin: 5 };

export interface SparklineProps {
  readonly readings: readonly TrendReading[];
  readonly aims: readonly TrendAim[];
  readonly measured: Measured;
}

/** The results as a line over what is aimed at, with the latest marked. The picture is hidden from assistive technology, which gets a sentence. */
export function Sparkline({ readings, aims, measured }: SparklineProps) {
  const { lines, bands } = trendShape(readings, aims, BOX);
  return (
    <div className="trend-picture">
      <p className="visually-hidden">{trendSentence(readings, measured)}</p>
      <svg viewBox={`0 0 ${BOX.width} ${BOX.height}`} width={BOX.width} height={BOX.height} aria-hidden="true" focusable="false">
        {bands.map(({ part, top, bottom, edges }) => (
          <g key={`${part} ${top} ${bottom}`}>
            <rect className="trend-band" x={0} y={top} width={BOX.width} height={Math.max(bottom - top, 0)} />
            {edges.map((edge) => (
              <path key={edge} className="trend-edge" d={`M0 ${edge}H${BOX.width}`} />
            ))}
          </g>
        ))}
        {lines.map(({ part, points }) => {
          const last = points.at(-1);
          return (
            <g key={part}>
              <path className="trend-line" d={pathOf(points)} />
              {points.map(({ x, y }) => (
                <circle key={`${x} ${y}`} className="trend-point" cx={x} cy={y} r={1.5} />
              ))}
              {last !== undefined && <circle className="trend-last" cx={last.x} cy={last.y} r={3} />}
            </g>
          );
        })}
      </svg>
    </div>
  );
}

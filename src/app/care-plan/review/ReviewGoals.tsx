import type { LocalDate } from '../../../ccm/chart.ts';
import { Status } from '../../../ui/Status.tsx';
import { plural } from '../../format.ts';
import { TrendFor } from '../trends/TrendFor.tsx';
import { goalsOffTarget, latestStanding, measuresOf, type TrendAim, type Trends } from '../trends/trend-view.ts';
import type { ReviewView } from './review-view.ts';

export interface ReviewGoalsProps {
  readonly view: Pick<ReviewView, 'goals' | 'trends'>;
  readonly today: LocalDate;
}

/** Goals whose latest result misses the target, with the trend; those that nothing could be said of are told by number. */
export function ReviewGoals({ view, today }: ReviewGoalsProps) {
  const { goals, trends } = view;
  const off = goalsOffTarget(trends);
  return (
    <section className="panel" aria-labelledby="review-goals">
      <h2 id="review-goals">Goals off target ({off.length})</h2>
      {off.map((reference) => (
        <div key={reference}>
          <h3>{goals.find((goal) => goal.reference === reference)?.what ?? 'Goal'}</h3>
          <TrendFor goal={reference} trends={trends} today={today} />
        </div>
      ))}
      <Others trends={trends} off={off.length} all={goals.length} />
    </section>
  );
}

function Others({ trends, off, all }: { readonly trends: Trends; readonly off: number; readonly all: number }) {
  if (trends.isBeingRead) return <p className="soft">The results are being read …</p>;
  const measured = [...trends.aims.values()];
  if (trends.unknownBecause !== undefined && trends.readings.size === 0) {
    return (
      <p>
        <Status tone="unknown">Results cannot be seen, so it is not known whether the goals are met</Status>
      </p>
    );
  }
  const on = measured.filter((aims) => isOnTarget(aims, trends)).length;
  const open = measured.length - off - on;
  const words = [
    on > 0 && `${plural(on, 'goal')} on target`,
    open > 0 && `${plural(open, 'goal')} without a result of the last two years that tells`,
    all - measured.length > 0 && `${plural(all - measured.length, 'goal')} without a target in numbers`,
  ].filter((part) => typeof part === 'string');
  return <p className="soft">{words.length === 0 ? 'No goals in the plan.' : `${words.join(' · ')}.`}</p>;
}

function isOnTarget(aims: readonly TrendAim[], { readings }: Trends): boolean {
  return measuresOf(aims).every((measure) => {
    const mine = aims.filter((aim) => aim.measure === measure);
    return latestStanding(readings.get(measure) ?? [], mine) === 'on';
  });
}

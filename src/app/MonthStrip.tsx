import type { Chart, LocalDate } from '../ccm/chart.ts';
import type { MonthAssessment } from '../ccm/month-assessment.ts';
import { MonthBar, type BarDay, type BarTick } from '../ui/MonthBar.tsx';
import { Status } from '../ui/Status.tsx';
import { formatMonth, list } from './format.ts';
import { UnsentMinutes } from './timekeeping/UnsentMinutes.tsx';
import { isCovered, monthProgress, monthSentence } from './month-words.ts';
import { timeUnknown, timeUnknownSentence } from './unseen.ts';

export interface MonthStripProps {
  readonly assessment: MonthAssessment;
  readonly today: LocalDate;
  /** Leaves the days out. */
  readonly compact?: boolean;
  /** No day after it is left. */
  readonly death?: Chart['deathDate'];
}

/** The month at a glance: counted minutes, where codes begin, the days of work, and the sentence that says it. */
export function MonthStrip({ assessment, today, compact, death }: MonthStripProps) {
  const progress = monthProgress(assessment);
  const unknown = timeUnknown(assessment);
  const days = compact === true ? [] : monthDays(assessment, today);
  return (
    <section className="month-strip" aria-label={`${formatMonth(assessment.month)}, time`}>
      <p className="strip-sentence">
        <span className="strip-month">{formatMonth(assessment.month)}</span>
        <strong>{monthSentence(assessment, death)}</strong>
        <UnsentMinutes month={assessment.month} />
      </p>
      {isCovered(assessment) && unknown === null && (
        <MonthBar value={progress.minutes} ticks={ticks(progress.thresholds)} days={days} text={pictureText(assessment, days)} />
      )}
      {unknown !== null && (
        <p>
          <Status tone="unknown">{timeUnknownSentence(unknown)}</Status>
        </p>
      )}
    </section>
  );
}

function ticks(thresholds: ReturnType<typeof monthProgress>['thresholds']): readonly BarTick[] {
  return thresholds.map(({ at, code }) => ({ at, label: code }));
}

/** Every day of the month with the minutes of its work. */
export function monthDays(assessment: MonthAssessment, today: LocalDate): readonly BarDay[] {
  const month = Temporal.PlainYearMonth.from(assessment.month);
  return Array.from({ length: month.daysInMonth }, (_, index) => {
    const date = month.toPlainDate({ day: index + 1 });
    const iso = date.toString();
    const work = assessment.time.filter(({ localDate }) => localDate === iso);
    return {
      day: index + 1,
      weekend: date.dayOfWeek >= 6,
      when: iso === today ? 'today' : iso < today ? 'past' : 'future',
      counted: sum(work.map(({ countedSeconds }) => countedSeconds)) / 60,
      excluded: sum(work.flatMap(({ excluded }) => excluded.map(({ seconds }) => seconds))) / 60,
    };
  });
}

function pictureText(assessment: MonthAssessment, days: readonly BarDay[]): string {
  const { minutes, thresholds } = monthProgress(assessment);
  const codes = thresholds.map(({ at, code }) => `${code} at ${at} min${minutes >= at ? ', reached' : ''}`);
  const worked = days.filter(({ counted }) => counted > 0).map(({ day }) => String(day));
  const left = days.filter(({ excluded }) => excluded > 0).map(({ day }) => String(day));
  return [
    `${minutes} minutes counted. ${list(codes)}.`,
    worked.length > 0 && `Counted work on day ${list(worked)}.`,
    left.length > 0 && `Work left out on day ${list(left)}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

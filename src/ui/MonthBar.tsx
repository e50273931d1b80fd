export interface MonthBarProps {
  /** Where the bar ends, in the unit of the ticks. */
  readonly value: number;
  readonly ticks: readonly BarTick[];
  readonly days: readonly BarDay[];
  /** Everything the picture says, in words; the picture itself is hidden from assistive technology. */
  readonly text: string;
}

export interface BarTick {
  readonly at: number;
  readonly label: string;
}

export interface BarDay {
  readonly day: number;
  readonly weekend: boolean;
  readonly when: 'past' | 'today' | 'future';
  /** Of that day's work: what counts, and what was left out. */
  readonly counted: number;
  readonly excluded: number;
}

/** Minutes that fill a day's column. */
const DAY_FULL = 20;

/** A segmented bar with a tick where each segment ends, and the days of the month under it with a column per day of work. */
export function MonthBar({ value, ticks, days, text }: MonthBarProps) {
  const end = Math.max(value, ...ticks.map((tick) => tick.at), 1);
  const starts = [0, ...ticks.map((tick) => tick.at)];
  return (
    <div className="month-bar">
      <p className="visually-hidden">{text}</p>
      <div aria-hidden="true">
        <div className="bar-ticks">
          {ticks.map((tick) => (
            <span
              key={tick.at}
              className={value >= tick.at ? 'bar-tick bar-tick-reached' : 'bar-tick'}
              style={{ insetInlineEnd: percent(1 - tick.at / end) }}
            >
              <b>{tick.at}</b> {tick.label}
            </span>
          ))}
        </div>
        <div className="bar-track">
          {starts.map((start, index) => {
            const stop = starts[index + 1] ?? end;
            if (stop <= start) return null;
            const filled = Math.min(Math.max((value - start) / (stop - start), 0), 1);
            return (
              <span key={start} className="bar-segment" style={{ flexGrow: stop - start }}>
                <span className={filled === 1 ? 'bar-fill bar-fill-full' : 'bar-fill'} style={{ width: percent(filled) }} />
              </span>
            );
          })}
        </div>
        {days.length > 0 && (
          <div className="bar-days">
            {days.map((day) => (
              <Day key={day.day} day={day} labelled={isLabelled(day, days)} />
            ))}
          </div>
        )}
      </div>
    </div>
  );
}

function Day({ day, labelled }: { readonly day: BarDay; readonly labelled: boolean }) {
  return (
    <span className={`bar-day bar-day-${day.when}${day.weekend ? ' bar-day-weekend' : ''}`}>
      <span className="bar-column">
        {day.excluded > 0 && <span className="bar-excluded" style={{ height: height(day.excluded) }} />}
        {day.counted > 0 && <span className="bar-counted" style={{ height: height(day.counted) }} />}
      </span>
      <span className="bar-number">{labelled ? day.day : ''}</span>
    </span>
  );
}

function isLabelled(day: BarDay, days: readonly BarDay[]): boolean {
  if (day.when === 'today') return true;
  const today = days.find((other) => other.when === 'today')?.day;
  const crowded = today !== undefined && Math.abs(today - day.day) <= 2;
  return !crowded && (day.day === 1 || day.day % 5 === 0);
}

/** A short entry still shows; a long one does not leave its cell. */
function height(minutes: number): string {
  return percent(Math.min(Math.max(minutes / DAY_FULL, 0.25), 1));
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}

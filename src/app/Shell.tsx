import { useEffect, useId, useMemo, useRef, type ReactNode } from 'react';
import type { ServiceMonth } from '../ccm/chart.ts';
import { Shortcuts } from '../ui/Shortcuts.tsx';
import { formatMonth } from './format.ts';
import { href, type Route, type Screen } from './routes.ts';

export interface ShellProps {
  /** The PatientBanner. */
  readonly banner: ReactNode;
  readonly route: Route;
  /** Months the person may choose, newest first. */
  readonly months: readonly ServiceMonth[];
  readonly onGo: (route: Route) => void;
  /** Shown between navigation and screen: stale data, a month the rules do not cover, a demo's clock. */
  readonly notice?: ReactNode;
  readonly children: ReactNode;
}

const LINKS: readonly { readonly screen: Screen; readonly label: string; readonly keys: string }[] = [
  { screen: 'home', label: 'Home', keys: 'g h' },
  { screen: 'eligibility', label: 'Eligibility', keys: 'g e' },
  { screen: 'time', label: 'Time', keys: 'g t' },
  { screen: 'plan', label: 'Care plan', keys: 'g p' },
  { screen: 'close', label: 'Close month', keys: 'g c' },
];

/** Skip link, banner, month picker, navigation, keyboard shortcuts, and the screen in `main`. */
export function Shell({ banner, route, months, onGo, notice, children }: ShellProps) {
  const main = useRef<HTMLElement>(null);
  const arrived = useRef(route.screen);
  const isAtRule = route.rule !== undefined;
  useEffect(() => {
    if (arrived.current === route.screen) return;
    arrived.current = route.screen;
    // The rule's row takes the focus itself.
    if (isAtRule) return;
    main.current?.focus();
    window.scrollTo(0, 0);
  }, [route.screen, isAtRule]);
  const shortcuts = useMemo(
    () =>
      LINKS.map(({ screen, label, keys }) => ({
        keys,
        label: `Go to ${label}`,
        run: () => onGo({ month: route.month, screen }),
      })),
    [onGo, route.month],
  );
  return (
    <div className="shell">
      <header className="shell-head">
        <a
          className="skip-link"
          href={href(route)}
          onClick={(event) => {
            event.preventDefault();
            main.current?.focus();
          }}
        >
          Skip to the screen
        </a>
        {banner}
        <div className="shell-bar">
          <MonthPicker route={route} months={months} onGo={onGo} />
          <nav aria-label="Screens">
            <ul className="nav">
              {LINKS.map(({ screen, label }) => (
                <li key={screen}>
                  <a href={href({ month: route.month, screen })} aria-current={screen === route.screen ? 'page' : undefined}>
                    {label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <Shortcuts shortcuts={shortcuts} />
        </div>
      </header>
      <main ref={main} className="shell-main" tabIndex={-1}>
        {notice}
        {children}
      </main>
    </div>
  );
}

function MonthPicker({ route, months, onGo }: Pick<ShellProps, 'route' | 'months' | 'onGo'>) {
  const id = useId();
  const choices = months.includes(route.month) ? months : [route.month, ...months];
  return (
    <span className="month-picker">
      <label className="visually-hidden" htmlFor={id}>
        Month
      </label>
      <select id={id} className="input" value={route.month} onChange={(event) => onGo({ month: event.target.value, screen: route.screen })}>
        {choices.map((month) => (
          <option key={month} value={month}>
            {formatMonth(month)}
          </option>
        ))}
      </select>
    </span>
  );
}

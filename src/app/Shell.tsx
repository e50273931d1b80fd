import { useEffect, useId, useMemo, useRef, type ReactNode } from 'react';
import type { ServiceMonth } from '../ccm/chart.ts';
import { Shortcuts } from '../ui/Shortcuts.tsx';
import { formatMonth } from './format.ts';
import { href, type Route, type Screen } from './routes.ts';
import { useKeptFocus } from './use-kept-focus.ts';

export interface ShellProps {
  /** The PatientBanner. */
  readonly banner: ReactNode;
  /** The TimerBar; it stays in sight with the banner. */
  readonly timer?: ReactNode;
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

/** Reached by keys and by links, and not in the navigation. */
const UNLISTED: typeof LINKS = [
  { screen: 'call', label: 'Call', keys: 'g k' },
  { screen: 'consent', label: 'Consent', keys: 'g o' },
  { screen: 'enrolment', label: 'Enrollment', keys: 'g l' },
  { screen: 'copy', label: 'Copy for the patient', keys: 'g y' },
  { screen: 'problems', label: 'What was read', keys: 'g r' },
  { screen: 'ehr', label: 'What this EHR allows', keys: 'g a' },
  { screen: 'review', label: 'Review and sign', keys: 'g s' },
];

/** What stands below every screen: what the app knows of the EHR rather than of the month. */
const FOOT = UNLISTED.filter(({ screen }) => screen === 'problems' || screen === 'ehr');

/** Keys that begin something: the screen it is done on, and the control there that takes the focus. */
const STARTS: readonly { readonly screen: Screen; readonly label: string; readonly keys: string; readonly at: string }[] = [
  { screen: 'time', label: 'Log time', keys: 'n t', at: '[data-keys="log-time"]' },
  { screen: 'plan', label: 'Add a goal or a note to the care plan', keys: 'n g', at: '[data-keys="add-to-plan"]' },
  { screen: 'close', label: 'Record the month’s charges', keys: 'n c', at: '.form-foot .button-primary' },
  { screen: 'call', label: 'Write the note of the call', keys: 'n n', at: '[data-keys="call-note"]' },
  { screen: 'call', label: 'Topics of the call', keys: 'n q', at: '[data-keys="call-topics"] input[tabindex="0"]' },
];

/** Keys of the timer: each presses the control of the bar that has its name, where there is one. */
const TIMER_KEYS = [
  { keys: 's t', label: 'Start the timer', name: 'start-timer' },
  { keys: 's p', label: 'Pause the timer, or go on', name: 'pause-timer' },
  { keys: 's c', label: 'On a call, or no longer', name: 'call-mode' },
  { keys: 's e', label: 'Stop the timer and write up the work', name: 'stop-timer' },
] as const;

/** Keys of a call: each presses the button on the screen that has its name, where there is one. */
const CALL_KEYS = [
  { keys: 's k', label: 'Start a call', name: 'start-call' },
  { keys: 'e c', label: 'End the call', name: 'end-call' },
  { keys: 'e v', label: 'End the call: voicemail', name: 'end-voicemail' },
  { keys: 'e n', label: 'End the call: no answer', name: 'end-no-answer' },
] as const;

/** A form of a statement is begun by pressing what offers it; its first field then takes the focus. */
const ANSWER = { screen: 'eligibility', keys: 'n a', label: 'Answer the rule in focus, or the first that can be answered' } as const;

const BEGUN = [...STARTS.map(({ at }) => at), '.statement *'].join(', ');

const ELSEWHERE = [{ keys: 'Ctrl+Enter', label: 'Save the form you are in' }];

/** Skip link, banner, month picker, navigation, keyboard shortcuts, and the screen in `main`. */
export function Shell({ banner, timer, route, months, onGo, notice, children }: ShellProps) {
  const main = useRef<HTMLElement>(null);
  useKeptFocus();
  const arrived = useRef(route.screen);
  const isAtRule = route.rule !== undefined;
  useEffect(() => {
    if (arrived.current === route.screen) return;
    arrived.current = route.screen;
    // The rule's row, or the control that was asked for, takes the focus itself.
    if (isAtRule || document.activeElement?.matches(BEGUN) === true) return;
    main.current?.focus();
    window.scrollTo(0, 0);
  }, [route.screen, isAtRule]);
  const shortcuts = useMemo(() => shortcutsFrom(route, months, onGo), [onGo, route, months]);
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
        <div className="shell-top">
          {banner}
          {timer}
        </div>
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
          <Shortcuts shortcuts={shortcuts} others={ELSEWHERE} />
        </div>
      </header>
      <main ref={main} className="shell-main" data-screen={route.screen} tabIndex={-1}>
        {notice}
        {children}
      </main>
      <footer className="shell-foot">
        {FOOT.map(({ screen, label }) => (
          <a key={screen} href={href({ month: route.month, screen })} aria-current={screen === route.screen ? 'page' : undefined}>
            {label}
          </a>
        ))}
      </footer>
    </div>
  );
}

/** Screens come in pieces of their own; one that takes longer than this to come begins nothing. */
const FRAMES_WAITED = 180;

/** Gives the focus to a control of a screen once it is there. */
function begin(screen: Screen, control: string, frames = FRAMES_WAITED) {
  const found = document.querySelector<HTMLElement>(`main[data-screen="${screen}"] :is(${control})`);
  if (found !== null) found.focus();
  else if (frames > 0) requestAnimationFrame(() => begin(screen, control, frames - 1));
}

/** Opens the form of the rule that has the focus, where one can be opened; where no rule has it, the first there is. */
function answer(frames = FRAMES_WAITED) {
  const screen = document.querySelector(`main[data-screen="${ANSWER.screen}"]`);
  const rule = document.activeElement?.closest('.finding, .statement-together');
  const offer = ':is(.finding, .statement-together) .statement-offers button:not([aria-disabled="true"])';
  const found = [...(screen?.querySelectorAll<HTMLElement>(offer) ?? [])].find((one) => rule == null || rule.contains(one));
  if (found !== undefined) found.click();
  else if (screen === null && frames > 0) requestAnimationFrame(() => answer(frames - 1));
}

function shortcutsFrom(route: Route, months: readonly ServiceMonth[], onGo: (route: Route) => void) {
  const { month, screen: here } = route;
  const go = [...LINKS, ...UNLISTED].map(({ screen, label, keys }) => ({
    keys,
    label: `Go to ${label}`,
    run: () => onGo({ month, screen }),
  }));
  const starts = STARTS.map(({ screen, label, keys, at }) => ({
    keys,
    label,
    run: () => {
      if (screen !== here) onGo({ month, screen });
      begin(screen, at);
    },
  }));
  const answering = {
    ...ANSWER,
    run: () => {
      if (here !== ANSWER.screen) onGo({ month, screen: ANSWER.screen });
      answer();
    },
  };
  const timer = TIMER_KEYS.map(({ keys, label, name }) => ({
    keys,
    label,
    run: () => document.querySelector<HTMLElement>(`.timer-bar [data-keys="${name}"] :is(button, input)`)?.click(),
  }));
  const call = CALL_KEYS.map(({ keys, label, name }) => ({
    keys,
    label,
    run: () => document.querySelector<HTMLElement>(`main [data-keys="${name}"] button`)?.click(),
  }));
  const at = months.indexOf(month);
  const toMonth = (keys: string, label: string, to: ServiceMonth | undefined) => ({
    keys,
    label,
    run: () => {
      if (to !== undefined) onGo({ month: to, screen: here });
    },
  });
  return [
    ...go,
    toMonth('g b', 'Back one month', months[at + 1]),
    toMonth('g f', 'Forward one month', months[at - 1]),
    ...starts,
    answering,
    ...timer,
    ...call,
  ];
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

import { useCallback, useState, useSyncExternalStore } from 'react';
import type { ServiceMonth } from '../ccm/chart.ts';
import { coveredMonths } from '../ccm/rules.ts';
import { Button } from '../ui/Button.tsx';
import { State } from '../ui/State.tsx';
import { LoadingView, type LoadingStep } from '../ui/LoadingView.tsx';
import { Notice } from '../ui/Notice.tsx';
import { formatMonth } from './format.ts';
import type { Progress } from './progress.ts';
import { useMonth, type MonthState } from './queries.ts';
import { type Access, monthAt } from './queries/access.ts';
import { href, parseRoute, type Route } from './routes.ts';
import { ERROR_TEXT, PATIENT_ERROR_TEXT } from './error-text.ts';
import { Screens } from './Screens.tsx';
import { readLabel } from './unknown-text.ts';

export interface PatientMonthProps {
  readonly access: Access;
  readonly progress: Progress;
}

/** The month the address names: loading, failed, or its screens. */
export function PatientMonth({ access, progress }: PatientMonthProps) {
  const [thisMonth] = useState(() => monthAt(access));
  const [route, go] = useRoute({ month: monthToOpen(access, thisMonth), screen: 'home' });
  const state = useMonth(access, route.month, progress);
  switch (state.kind) {
    case 'loading':
      return <Loading progress={progress} />;
    case 'failed':
      return <Failed state={state} />;
    case 'ready':
      return (
        <Screens
          access={access}
          route={route}
          onGo={go}
          months={monthsUpTo(thisMonth)}
          notice={<Notices state={state} route={route} thisMonth={thisMonth} />}
          state={state}
        />
      );
    default:
      return state satisfies never;
  }
}

/** A demonstration lives in a month that the rules cover; a real chart opens on today's and says that they do not. */
function monthToOpen({ settings }: Access, thisMonth: ServiceMonth): ServiceMonth {
  return settings.demo !== undefined && thisMonth > coveredMonths.last ? coveredMonths.last : thisMonth;
}

/** The types that the first verdict waits for, in the order a person would look for them. */
const FIRST_ROUND = ['Patient', 'Condition', 'Encounter', 'CarePlan', 'Coverage', 'Consent', 'ChargeItem'];

function Loading({ progress }: Pick<PatientMonthProps, 'progress'>) {
  const counts = useSyncExternalStore(progress.subscribe, progress.current);
  const pause = useSyncExternalStore(progress.subscribe, progress.waiting);
  const steps = FIRST_ROUND.map((type): LoadingStep => {
    const count = counts.get(type);
    return count === undefined ? { label: readLabel(type), state: 'waiting' } : { label: readLabel(type), state: 'reading', count };
  });
  return (
    <main className="shell-main">
      <LoadingView title="Reading the chart" steps={steps} {...(pause !== null && { pause: pauseText(pause) })} />
    </main>
  );
}

function pauseText(milliseconds: number): string {
  return `The EHR limits how often it may be asked, and asked to wait. Reading goes on by itself in ${Math.ceil(milliseconds / 1000)} s.`;
}

function Failed({ state }: { readonly state: Extract<MonthState, { kind: 'failed' }> }) {
  const { title, meaning, next } = PATIENT_ERROR_TEXT[state.error.kind] ?? ERROR_TEXT[state.error.kind];
  return (
    <main className="shell-main">
      <State
        kind="failed"
        title={title}
        action={state.error.kind !== 'session-expired' && <Button onClick={state.retry}>Try again</Button>}
      >
        <p>{meaning} Nothing was changed.</p>
        <p>{next}</p>
      </State>
    </main>
  );
}

interface NoticesProps {
  readonly state: Extract<MonthState, { kind: 'ready' }>;
  readonly route: Route;
  readonly thisMonth: ServiceMonth;
}

function Notices({ state, route, thisMonth }: NoticesProps) {
  const { first, last } = coveredMonths;
  return (
    <>
      {state.error !== null && (
        <Notice tone="attention" title={ERROR_TEXT[state.error.kind].title} live="alert">
          What you see was read before that and may have changed since. {ERROR_TEXT[state.error.kind].next}
        </Notice>
      )}
      {(route.month < first || route.month > last) && (
        <Notice
          tone="attention"
          title={`The rules do not cover ${formatMonth(route.month)}`}
          action={<a href={href({ month: last, screen: route.screen })}>Show {formatMonth(last)}</a>}
        >
          They cover {formatMonth(first)} to {formatMonth(last)}. No code is proposed for other months.
        </Notice>
      )}
      {thisMonth > last && route.month === last && (
        <Notice tone="plain" title={`This is ${formatMonth(last)}, the last month that the rules cover`}>
          Today lies in {formatMonth(thisMonth)}; there are no rules for it yet.
        </Notice>
      )}
    </>
  );
}

/** The thirteen months up to this one, newest first. */
function monthsUpTo(month: ServiceMonth): readonly ServiceMonth[] {
  const newest = Temporal.PlainYearMonth.from(month);
  return Array.from({ length: 13 }, (_, back) => newest.subtract({ months: back }).toString());
}

function useRoute(fallback: Route): readonly [Route, (route: Route) => void] {
  const hash = useSyncExternalStore(subscribeToHash, () => window.location.hash);
  const go = useCallback((route: Route) => {
    window.location.hash = href(route);
  }, []);
  return [parseRoute(hash, fallback), go];
}

function subscribeToHash(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

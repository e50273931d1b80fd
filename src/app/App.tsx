import { Suspense, use } from 'react';
import { LoadingView } from '../ui/LoadingView.tsx';
import { PatientApp } from './PatientApp.tsx';
import { StartFailed } from './StartFailed.tsx';
import type { Started } from './start.ts';

export interface AppProps {
  /** Settles once; what it rejects with is shown. */
  readonly starting: Promise<Started>;
}

type Outcome = { readonly started: Started } | { readonly error: unknown };

const outcomes = new WeakMap<Promise<Started>, Promise<Outcome>>();

/** The app from its start: signing in, then the patient, or why not. */
export function App({ starting }: AppProps) {
  return (
    <Suspense fallback={<SigningIn />}>
      <Opened starting={starting} />
    </Suspense>
  );
}

function Opened({ starting }: AppProps) {
  const outcome = use(outcomeOf(starting));
  return 'started' in outcome ? (
    <PatientApp key={outcome.started.session.id} {...outcome.started} />
  ) : (
    <StartFailed error={outcome.error} />
  );
}

function SigningIn() {
  return (
    <main className="shell-main">
      <LoadingView title="Opening the chart" steps={[{ label: 'Sign-in', state: 'reading' }]} />
    </main>
  );
}

/** The same promise for the same start, as `use` needs it. */
function outcomeOf(starting: Promise<Started>): Promise<Outcome> {
  const known = outcomes.get(starting);
  if (known !== undefined) return known;
  const outcome = starting.then(
    (started): Outcome => ({ started }),
    (error: unknown): Outcome => ({ error }),
  );
  outcomes.set(starting, outcome);
  return outcome;
}

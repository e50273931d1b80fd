// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { missingTexts } from '../../../src/app/ehr/missing-text.ts';
import { PatientMonth } from '../../../src/app/PatientMonth.tsx';
import { createProgress } from '../../../src/app/progress.ts';
import { ehrView } from '../../../src/app/queries/ehr.ts';
import { TimekeepingContext, type TimekeepingDoor } from '../../../src/app/timekeeping/timekeeping.ts';
import { sentenceCase } from '../../../src/app/format.ts';
import { neededTypes, scopesFor } from '../../../src/launch/scopes.ts';
import { anOwnPlan } from '../../builders/writes.ts';
import { giveModalDialogs } from '../../builders/modal-dialogs.ts';
import { anEhrStage, MONTH } from './ehr-stage.ts';

beforeEach(() => {
  giveModalDialogs();
  window.location.hash = `#/${MONTH}/home`;
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const door: TimekeepingDoor = {
  getSnapshot: () => OPENING,
  subscribe: () => () => undefined,
  open: () => undefined,
  sendBy: () => undefined,
  close: () => undefined,
};
const OPENING = { kind: 'opening' } as const;

const entry = { name: 'Simulated EHR', issuer: 'http://localhost:5180/fhir', clientId: 'intervisit-demo', scopes: 'v2' } as const;
const ASKED = scopesFor(entry, []).split(' ');

/** Opens the app on the patient, with these scopes granted. */
async function openWith(scope: string) {
  const stage = await anEhrStage({ scope, resources: [anOwnPlan()], entry: { scopes: 'v2' } });
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false, networkMode: 'always' } } });
  render(
    <QueryClientProvider client={queries}>
      <TimekeepingContext value={door}>
        <PatientMonth access={stage.access} progress={createProgress()} />
      </TimekeepingContext>
    </QueryClientProvider>,
  );
  return stage;
}

const DATA = neededTypes(entry);

test('with all that is asked for the app opens and says nothing of what this EHR allows', async () => {
  await openWith(ASKED.join(' '));
  await waitFor(() => expect(document.querySelector('h1')).not.toBeNull());
  expect(screen.queryByText(/gave Intervisit less|does not keep|keeps .* as/)).toBeNull();
});

test('the patient is the one thing the app cannot do without, and it says so', async () => {
  await openWith(ASKED.filter((word) => !word.startsWith('patient/Patient.')).join(' '));
  expect(await screen.findByRole('alert')).toHaveTextContent(/does not (let|allow)|refus|not granted/i);
});

test.each(DATA.filter(({ type }) => type !== 'Patient').map(({ type, access, asked }) => [`${access}/${type}.${asked}`, type]))(
  'without %s the app opens, and its notice says what cannot be done',
  async (scope, type) => {
    const { access, look } = await openWith(ASKED.filter((word) => word !== scope).join(' '));
    const view = ehrView({ access, reading: await look(), month: MONTH, statement: null });
    const [missing, ...others] = view.missing;
    expect([missing?.type, others]).toEqual([type, []]);
    const [words = ''] = missing === undefined ? [] : missingTexts(missing);
    const line = await screen.findByText(`${sentenceCase(words)}.`);
    const notice = line.closest('.notice');
    expect(notice?.querySelector('a')).toHaveAttribute('href', `#/${MONTH}/ehr`);
    expect(notice?.querySelector('button')).toHaveTextContent('Copy for IT');
    expect(document.querySelector('h1')).not.toBeEmptyDOMElement();
  },
);

test.each(
  DATA.flatMap(({ type, access, asked }) =>
    asked
      .split('')
      .filter(() => type !== 'Patient')
      .map((letter) => [`${access}/${type}`, asked, letter] as const),
  ),
)('of %s.%s without %s, something is missing in words, and the verdict is reached', async (resource, asked, letter) => {
  const scope = ASKED.map((word) => (word === `${resource}.${asked}` ? `${resource}.${asked.replace(letter, '')}` : word)).join(' ');
  const { access, look } = await anEhrStage({ scope, resources: [anOwnPlan()], entry: { scopes: 'v2' } });
  const reading = await look();
  expect(reading.chart.reference).toBe('Patient/pat-1');
  const { missing } = ehrView({ access, reading, month: MONTH, statement: null });
  expect(missing.map(({ type }) => type)).toEqual([resource.split('/')[1]]);
  expect(missing.flatMap(missingTexts).join()).not.toMatch(/^[A-Z]\w+ (?:is|cannot)/);
});

// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PatientBanner } from '../../src/app/PatientBanner.tsx';
import type { Route } from '../../src/app/routes.ts';
import { Shell } from '../../src/app/Shell.tsx';
import { giveModalDialogs } from '../builders/modal-dialogs.ts';

beforeEach(() => {
  giveModalDialogs();
  vi.stubGlobal('scrollTo', () => {});
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function open() {
  const went: Route[] = [];
  const shell = (route: Route, more?: ReactNode) => (
    <Shell route={route} months={['2026-11', '2026-10']} onGo={(to) => went.push(to)} banner={<p>Ada Sampleton</p>}>
      <h1>Screen</h1>
      <input aria-label="Field" />
      {more}
    </Shell>
  );
  const { rerender } = render(shell({ month: '2026-11', screen: 'home' }));
  return { went, user: userEvent.setup({ delay: null }), show: (route: Route, more?: ReactNode) => rerender(shell(route, more)) };
}

test('the links lead to the screens of the month, and the present one is marked', () => {
  open();
  expect(screen.getByRole('link', { name: 'Home' })).toHaveAttribute('aria-current', 'page');
  expect(screen.getByRole('link', { name: 'Care plan' })).toHaveAttribute('href', '#/2026-11/plan');
  expect(screen.getByRole('link', { name: 'Care plan' })).not.toHaveAttribute('aria-current');
});

test('another month is the same screen of that month', async () => {
  const { went, user } = open();
  await user.selectOptions(screen.getByLabelText('Month'), 'October 2026');
  expect(went).toEqual([{ month: '2026-10', screen: 'home' }]);
});

test('two keys lead to a screen; one alone, or a wrong second, does not', async () => {
  const { went, user } = open();
  await user.keyboard('t');
  await user.keyboard('gx');
  expect(went).toEqual([]);
  await user.keyboard('gt');
  await user.keyboard('gc');
  expect(went).toEqual([
    { month: '2026-11', screen: 'time' },
    { month: '2026-11', screen: 'close' },
  ]);
});

test('keys lead to the months beside the present one, and no further than there are', async () => {
  const { went, user } = open();
  await user.keyboard('gf');
  await user.keyboard('gb');
  expect(went).toEqual([{ month: '2026-10', screen: 'home' }]);
});

test('keys begin a task: its screen comes, and its first field takes the focus', async () => {
  const { went, user, show } = open();
  await user.keyboard('nt');
  expect(went).toEqual([{ month: '2026-11', screen: 'time' }]);
  show({ month: '2026-11', screen: 'time' }, <input aria-label="Start" data-keys="log-time" />);
  await waitFor(() => expect(screen.getByLabelText('Start')).toHaveFocus());
});

function foot(label: string) {
  return (
    <div className="form-foot">
      <button type="button" className="button-primary">
        {label}
      </button>
    </div>
  );
}

test('a task of another screen never takes a button of this one', async () => {
  const { went, user, show } = open();
  show({ month: '2026-11', screen: 'home' }, foot('Save'));
  await user.keyboard('nc');
  expect(went).toEqual([{ month: '2026-11', screen: 'close' }]);
  expect(screen.getByRole('button', { name: 'Save' })).not.toHaveFocus();
  show({ month: '2026-11', screen: 'close' }, foot('Record'));
  await waitFor(() => expect(screen.getByRole('button', { name: 'Record' })).toHaveFocus());
});

function rule(name: string) {
  return (
    <li className="finding" tabIndex={-1} aria-label={name}>
      <div className="statement-offers">
        <button type="button" aria-disabled={name === 'Nobody’s' || undefined} onClick={() => answered.push(name)}>
          Answer
        </button>
      </div>
    </li>
  );
}

const answered: string[] = [];

test('a key answers the rule in focus, and from elsewhere the first that can be answered', async () => {
  answered.length = 0;
  const { went, user, show } = open();
  await user.keyboard('na');
  expect(went).toEqual([{ month: '2026-11', screen: 'eligibility' }]);
  show({ month: '2026-11', screen: 'eligibility' }, <ul>{['Nobody’s', 'First', 'Second'].map(rule)}</ul>);
  await waitFor(() => expect(answered).toEqual(['First']));
  screen.getByLabelText('Second').focus();
  await user.keyboard('na');
  screen.getByLabelText('Nobody’s').focus();
  await user.keyboard('na');
  expect(answered).toEqual(['First', 'Second']);
  await user.keyboard('?');
  expect(screen.getByRole('dialog', { name: 'Keyboard shortcuts' })).toHaveTextContent('Answer the rule in focus');
});

test('Ctrl+Enter presses the submit button of the form one types in', async () => {
  const { user, show } = open();
  let submitted = 0;
  show(
    { month: '2026-11', screen: 'home' },
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submitted += 1;
      }}
    >
      <textarea aria-label="Note" />
      <button type="submit">Save</button>
    </form>,
  );
  await user.type(screen.getByLabelText('Field'), '{Control>}{Enter}{/Control}');
  expect(submitted).toBe(0);
  await user.type(screen.getByLabelText('Note'), '{Control>}{Enter}{/Control}');
  expect(submitted).toBe(1);
});

test('keys typed into a field are text', async () => {
  const { went, user } = open();
  await user.type(screen.getByLabelText('Field'), 'gt?');
  expect(went).toEqual([]);
  expect(screen.queryByRole('heading', { name: 'Keyboard shortcuts' })).toBeNull();
  expect(screen.getByLabelText('Field')).toHaveValue('gt?');
});

test('a question mark lists the keys, and there they can be turned off', async () => {
  const { went, user } = open();
  await user.keyboard('?');
  expect(screen.getByRole('dialog', { name: 'Keyboard shortcuts' })).toHaveTextContent(/Go to Care plan.*Log time.*Ctrl\+Enter/);
  await user.click(screen.getByRole('checkbox', { name: 'Use keyboard shortcuts' }));
  await user.click(screen.getByRole('button', { name: 'Close' }));
  await user.keyboard('gt');
  expect(went).toEqual([]);
});

test('the skip link, and every change of screen, put the focus on the screen', async () => {
  const { user, show } = open();
  await user.tab();
  expect(screen.getByRole('link', { name: 'Skip to the screen' })).toHaveFocus();
  await user.keyboard('{Enter}');
  expect(screen.getByRole('main')).toHaveFocus();
  screen.getByLabelText('Field').focus();
  show({ month: '2026-11', screen: 'time' });
  expect(screen.getByRole('main')).toHaveFocus();
});

test('the banner names the patient by name, birth date, sex and record number, the EHR, the user, and what the session may do', () => {
  render(
    <PatientBanner
      patient={{ name: 'Ada Sampleton', birthDate: '1951-03-14', sex: 'female', identifier: { label: 'MRN', value: 'DEMO-0001' } }}
      ehrName="Simulated EHR"
      user={{ name: 'Nora Nightsample, RN' }}
      mode="read-only"
      today="2026-11-21"
    />,
  );
  for (const text of [
    'Born 14 Mar 1951 (75 y)',
    'female',
    'MRN DEMO-0001',
    'Simulated EHR',
    /Nora Nightsample/,
    'Read-only',
    /role not stated/,
  ]) {
    expect(screen.getByText(text)).toBeVisible();
  }
});

test('a patient who has died has no age and says so', () => {
  render(
    <PatientBanner
      patient={{ name: 'Bruno Demofield', birthDate: '1940-01-01', deceased: '2026-11-10' }}
      ehrName="E"
      user={{}}
      mode="live"
      today="2026-11-21"
    />,
  );
  expect(screen.getByText('Died 10 Nov 2026')).toBeVisible();
  expect(screen.getByText('Born 1 Jan 1940')).toBeVisible();
  expect(screen.getByText('No record number')).toBeVisible();
});

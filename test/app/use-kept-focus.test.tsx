// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { useKeptFocus } from '../../src/app/use-kept-focus.ts';

afterEach(cleanup);

function Page() {
  useKeptFocus();
  const [hidden, setHidden] = useState<readonly string[]>([]);
  const hide = (...names: readonly string[]) => setHidden((before) => [...before, ...names]);
  const shows = (name: string) => !hidden.includes(name);
  return (
    <main tabIndex={-1}>
      {shows('panel') && (
        <section aria-label="Panel">
          {shows('button') && <button onClick={() => hide('button')}>Start</button>}
          <button onClick={() => hide('panel')}>Close the panel</button>
          <button onClick={() => hide('button')}>Hide the other</button>
        </section>
      )}
    </main>
  );
}

test('where the pressed button goes away, its panel has the focus and the next Tab goes on from there', async () => {
  const user = userEvent.setup({ delay: null });
  render(<Page />);
  await user.click(screen.getByRole('button', { name: 'Start' }));
  await waitFor(() => expect(screen.getByRole('region', { name: 'Panel' })).toHaveFocus());
  await user.tab();
  expect(screen.getByRole('button', { name: 'Close the panel' })).toHaveFocus();
});

test('where the panel goes with it, the screen has the focus', async () => {
  const user = userEvent.setup({ delay: null });
  render(<Page />);
  await user.click(screen.getByRole('button', { name: 'Close the panel' }));
  await waitFor(() => expect(screen.getByRole('main')).toHaveFocus());
});

test('a control that goes away without the focus takes it from nobody', async () => {
  const user = userEvent.setup({ delay: null });
  render(<Page />);
  await user.click(screen.getByRole('button', { name: 'Hide the other' }));
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Start' })).toBeNull());
  expect(screen.getByRole('button', { name: 'Hide the other' })).toHaveFocus();
});

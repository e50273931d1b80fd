// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { openChecker } from '../../src/verify/checker.ts';
import { VerifyPage } from '../../src/verify/VerifyPage.tsx';
import { packetOf, tampered, TEN } from '../packet/scenario-packet.ts';
import { TAMPERINGS } from '../packet/tamperings.ts';

afterEach(cleanup);

async function page(): Promise<HTMLElement> {
  const opening = openChecker();
  render(<VerifyPage opening={opening} />);
  await opening;
  await screen.findByText('Everything is loaded: no network is needed any more.');
  return screen.getByLabelText('Choose the packet’s file, or drop it here');
}

function fileOf(text: string): File {
  return new File([text], 'packet.html', { type: 'text/html' });
}

test.each(TEN)('the packet of %s is verified', async (id) => {
  const { html } = await packetOf(id);
  await userEvent.upload(await page(), fileOf(html));
  expect(await screen.findByText('packet.html is verified')).toBeVisible();
});

test.each(TAMPERINGS)('a packet is refused after a change of $name, with every difference', async ({ tampering }) => {
  const { html } = await packetOf('CCM-038');
  await userEvent.upload(await page(), fileOf(await tampered(html, tampering)));
  expect(await screen.findByText('packet.html is not what it says')).toBeVisible();
  expect(within(screen.getByRole('table')).getAllByRole('row').length).toBeGreaterThan(1);
});

test('what was recorded and what comes out stand beside each other', async () => {
  const { html } = await packetOf('CCM-038');
  const altered = await tampered(html, { change: (data) => (data.ledger[2].seconds += 60), hashAgain: true, pageAgain: true });
  await userEvent.upload(await page(), fileOf(altered));
  const row = await screen.findByRole('row', { name: /ledger entry 3/ });
  expect([...row.children].map(({ textContent }) => textContent)).toEqual([
    'The parts do not say the same: ledger entry 3',
    'In the file: in agreement',
    'Comes out as: length in seconds: 1260 here, 1200 in the facts',
  ]);
});

test('a file that is dropped is checked, one after the other', async () => {
  const { html } = await packetOf('CCM-002');
  const field = await page();
  const drop = field.parentElement;
  if (drop === null) throw new TypeError('the field stands in a place to drop files');
  fireEvent.drop(drop, { dataTransfer: { files: [fileOf('<p>hello')] } });
  expect(await screen.findByText('This is no audit packet: there are no data of one in it.')).toBeVisible();
  fireEvent.drop(drop, { dataTransfer: { files: [fileOf(html)] } });
  expect(await screen.findByText('packet.html is verified')).toBeVisible();
});

test('a page that could not be loaded whole says so and checks nothing', async () => {
  render(<VerifyPage opening={Promise.reject(new Error('offline'))} />);
  expect(await screen.findByRole('alert')).toHaveTextContent('This page could not be loaded whole');
  expect(screen.queryByLabelText(/Choose/)).toBeNull();
});

test('a file that is far too large is refused unread', async () => {
  const check = await openChecker();
  const blob = Object.defineProperty(new Blob(['x']), 'size', { value: 60_000_000 });
  expect(await check(blob)).toEqual({ kind: 'unreadable', reason: 'It is far too large to be an audit packet.' });
});

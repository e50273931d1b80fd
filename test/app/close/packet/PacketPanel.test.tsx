// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest';
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { PacketPanel, type PacketPanelProps } from '../../../../src/app/close/packet/PacketPanel.tsx';
import { inGroups } from '../../../../src/packet/canonical.ts';
import { anAssessment } from '../../../builders/assessment.ts';
import { packetOf } from '../../../packet/scenario-packet.ts';

const OF = anAssessment();

afterEach(cleanup);

function shown(props: Partial<PacketPanelProps> = {}) {
  const panel = (more: Partial<PacketPanelProps> = {}) => <PacketPanel of={OF} onGather={() => packetOf('CCM-038')} {...props} {...more} />;
  const { rerender } = render(panel());
  return { again: (more: Partial<PacketPanelProps>) => rerender(panel(more)) };
}

async function prepare(): Promise<void> {
  await userEvent.click(screen.getByRole('button', { name: 'Prepare audit packet' }));
}

test('what is in the packet is listed with its hash before it is downloaded', async () => {
  shown();
  expect(screen.queryByRole('button', { name: 'Download audit packet' })).toBeNull();
  await prepare();
  const list = await screen.findByRole('list');
  expect(
    within(list)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent),
  ).toEqual([
    'Eligibility 2 conditions, 1 statement of persons',
    'Consent 1 record',
    'Care plan version 3, no signature on record, copy given 12 Jan 2025',
    'Time 3 entries, 3 notes, 20 min counted',
    'Coding 99490',
    'Charges 1 record',
    expect.stringMatching(/^Rules version .*, \d+ rules with their sources/),
  ]);
  const { sha256, fileName } = await packetOf('CCM-038');
  expect(screen.getByText(inGroups(sha256))).toBeVisible();
  expect(screen.getByText(fileName)).toBeVisible();
});

test('the file that is downloaded is the packet, under a name that says nothing of the patient', async () => {
  const blobs: Blob[] = [];
  const names: string[] = [];
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: (blob: Blob) => `blob:${blobs.push(blob)}`, revokeObjectURL: () => {} }));
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    names.push(this.download);
  });
  shown();
  await prepare();
  await userEvent.click(await screen.findByRole('button', { name: 'Download audit packet' }));
  const { html, fileName } = await packetOf('CCM-038');
  expect(names).toEqual([fileName]);
  expect(await blobs[0]?.text()).toBe(html);
});

test('what is being read is said while it is', async () => {
  shown({
    onGather: (onStep) => {
      onStep('hand-overs');
      return new Promise(() => {});
    },
  });
  await prepare();
  expect(await screen.findByText('Reading what was handed to billing …')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Preparing …' })).toHaveAttribute('aria-busy', 'true');
});

test('what could not be read, and what does not agree, is said', async () => {
  shown({
    onGather: async () => {
      const packet = await packetOf('CCM-038', { missing: [{ what: 'Claims', why: 'the EHR does not let Intervisit see it' }] });
      return { ...packet, data: { ...packet.data, disagreements: [{ where: 'charges', says: '99490 stand' }] } };
    },
  });
  await prepare();
  expect(await screen.findByText('Claims: the EHR does not let Intervisit see it')).toBeVisible();
  expect(screen.getByText('charges: 99490 stand')).toBeVisible();
});

test('a packet of an older reading is shown no more', async () => {
  const { again } = shown();
  await prepare();
  expect(await screen.findByRole('button', { name: 'Download audit packet' })).toBeVisible();
  again({ of: anAssessment() });
  expect(screen.queryByRole('button', { name: 'Download audit packet' })).toBeNull();
  expect(screen.getByRole('button', { name: 'Prepare audit packet' })).toBeVisible();
});

test('while the chart is being read nothing is prepared, and the reason stands beside the button', async () => {
  const onGather = vi.fn<PacketPanelProps['onGather']>();
  shown({ onGather, offReason: 'The chart is still being read.' });
  await prepare();
  expect(onGather).not.toHaveBeenCalled();
  expect(screen.getByText('The chart is still being read.')).toBeVisible();
});

test('where the EHR gives no answer, that is said, and it can be tried again', async () => {
  shown({ onGather: () => Promise.reject(new Error('no')) });
  await prepare();
  expect(await screen.findByRole('alert')).toHaveTextContent('The packet could not be made');
  expect(screen.getByRole('button', { name: 'Prepare audit packet' })).toBeVisible();
});

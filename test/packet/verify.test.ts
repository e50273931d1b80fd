import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { PacketCheck } from '../../src/packet/verify.ts';
import { verifyPacket } from '../../src/packet/verify.ts';
import { inputOf, packetOf, scenarioOf, tampered, TEN } from './scenario-packet.ts';
import { TAMPERINGS } from './tamperings.ts';

function said(check: PacketCheck): string {
  if (check.kind !== 'different') return check.kind;
  return check.differences
    .map(({ check: what, where, recorded, computed }) => `${what}, ${where}: the packet has "${recorded}", computed "${computed}"`)
    .join('\n');
}

test.each(TEN)('the packet of %s is verified, with the codes of the worked month', async (id) => {
  const { html, data } = await packetOf(id);
  const check = await verifyPacket(html);
  expect(check).toMatchObject({ kind: 'verified', packet: { codes: scenarioOf(id).expect.codes } });
  expect(data.disagreements).toEqual([]);
});

test.each(TAMPERINGS)('a packet is refused after a change of $name', async ({ tampering, says }) => {
  const { html } = await packetOf('CCM-038');
  const altered = await tampered(html, tampering);
  const check = await verifyPacket(altered);
  expect(check.kind).toBe('different');
  expect(said(check)).toMatch(says);
});

function oneMinuteMore(data: { facts: { timeEntries: { minutes: number }[] }; ledger: { seconds: number }[] }): void {
  for (const entry of data.facts.timeEntries.slice(0, 1)) entry.minutes += 1;
  for (const entry of data.ledger.slice(0, 1)) entry.seconds += 60;
}

test.each(TEN)('one minute more in the first entry of %s fails, however much is made to fit', async (id) => {
  const { html } = await packetOf(id);
  for (const fit of [{}, { hashAgain: true }, { hashAgain: true, pageAgain: true }]) {
    expect((await verifyPacket(await tampered(html, { change: oneMinuteMore, ...fit }))).kind).toBe('different');
  }
});

test('a change of what can be seen alone is told with its line, and the data stay as they were', async () => {
  const { html } = await packetOf('CCM-038');
  const check = await verifyPacket(html.replace('<td>20 min</td>', '<td>29 min</td>'));
  expect(said(check)).toMatch(/^page, line \d+: .*29 min 20 min, staff.*, computed ".*20 min 20 min, staff/);
  expect(said(check)).not.toContain('hash');
});

test('lines that were changed far apart are all told', async () => {
  const { html } = await packetOf('CCM-038');
  const check = await verifyPacket(html.replace('Example Practice', 'Another Practice').replace('“Call 3', '“Call 9'));
  expect(said(check).split('\n')).toEqual([expect.stringContaining('Another Practice'), expect.stringContaining('Call 9')]);
});

test('a page that is another altogether is told in twenty lines and a number', async () => {
  const { html } = await packetOf('CCM-002');
  const check = await verifyPacket(html.replaceAll('<td>', '<td >'));
  expect(said(check).split('\n')).toHaveLength(21);
  expect(said(check)).toMatch(/page, more lines: the packet has "\d+ more that differ"/);
});

test.each([
  ['a rule of style', (html: string) => html.replace('.warn {', '.excluded { display: none } .warn {')],
  ['a script', (html: string) => html.replace('</body>', '<script>document.title = 1</script>\n</body>')],
  ['a comment after the end', (html: string) => `${html}<!-- more -->`],
  ['the hash that is printed', (html: string) => html.replace(/<span class="hash">.{8}/, '<span class="hash">00000000')],
])('%s that was put in or changed is found', async (_what, change) => {
  const { html } = await packetOf('CCM-002');
  expect((await verifyPacket(change(html))).kind).toBe('different');
});

test('line ends of another system, a byte order mark and empty lines at the end change nothing', async () => {
  const { html } = await packetOf('CCM-002');
  expect((await verifyPacket(`\uFEFF${html.replaceAll('\n', '\r\n')}\r\n\r\n`)).kind).toBe('verified');
});

test('a packet of format 1 that was kept is still shown and hashed as it was', async () => {
  const kept = await verifyPacket(readFileSync(join(import.meta.dirname, 'examples/format-1.html.txt'), 'utf8'));
  const differences = kept.kind === 'different' ? kept.differences : [];
  expect(kept.kind).not.toBe('unreadable');
  // Newer rules may make something else of the facts; the page of a format never changes.
  expect(differences.filter(({ check }) => check === 'page' || check === 'hash')).toEqual([]);
});

test.each([
  ['', /no audit packet/],
  ['<!doctype html><p>Hello</p>', /no audit packet/],
  ['<script type="application/json" id="packet-data">\n{"a":\n</script>', /not JSON/],
  ['<script type="application/json" id="packet-data">\n{"format":"intervisit-audit-packet/2"}\n</script>', /format is not/],
  [
    '<script type="application/json" id="packet-data">\n{"format":"intervisit-audit-packet/1"}\n</script>',
    /not of the format .*, at month/,
  ],
])('%s is unreadable, and the reason is told', async (text, reason) => {
  const check = await verifyPacket(text);
  expect(check.kind).toBe('unreadable');
  expect(check).toMatchObject({ reason: expect.stringMatching(reason) });
});

test('a field that the format does not have is refused', async () => {
  const { html } = await packetOf('CCM-002');
  const altered = await tampered(html, { change: (data) => (data.patient.hidden = 1), hashAgain: true });
  expect(await verifyPacket(altered)).toEqual({
    kind: 'unreadable',
    reason: 'The data in it are not of the format intervisit-audit-packet/1, at patient.',
  });
});

test('a month whose charges were made on fewer minutes is verified, and says so on its first page', async () => {
  const { charges } = await inputOf('CCM-038');
  const note = 'Basis: 12 min clinical staff in 1 entry (12 min 0 s clinical staff 2026-03-04).';
  const { html, data } = await packetOf('CCM-038', { charges: charges.map((charge) => ({ ...charge, note })) });
  expect(data.disagreements).toEqual([{ where: 'charge 99490', says: 'minutes of staff in its note: 12 here, 20 in the result' }]);
  expect(html).toContain('<li>charge 99490: minutes of staff in its note: 12 here, 20 in the result</li>');
  expect((await verifyPacket(html)).kind).toBe('verified');
});

test("a site's own decision on a code goes with the packet", async () => {
  const { policy } = await inputOf('CCM-002');
  const conditionMap = { entries: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I10', verdict: 'not-chronic' }] };
  const { html, data } = await packetOf('CCM-002', { policy: { ...policy, conditionMap } });
  expect(data.result.blockers).toContain('ELIG-1');
  expect((await verifyPacket(html)).kind).toBe('verified');
  const without = await tampered(html, { change: (altered) => delete altered.policy.conditionMap, hashAgain: true, pageAgain: true });
  expect(said(await verifyPacket(without))).toContain('result, blockers');
});

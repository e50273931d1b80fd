// @vitest-environment jsdom
import { array, assert, asyncProperty, constantFrom, oneof, string } from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { loadChronicConditions, type ChronicConditions } from '../../src/ccm/conditions.ts';
import { makePacket } from '../../src/packet/make.ts';
import { verifyPacket } from '../../src/packet/verify.ts';
import { inputOf, packetOf, scenarioOf } from './scenario-packet.ts';

let tables: ChronicConditions;

beforeAll(async () => {
  tables = await loadChronicConditions();
});

function parsed(html: string): Document {
  return new DOMParser().parseFromString(html, 'text/html');
}

function textOf(page: Document): string {
  return (page.querySelector('main')?.textContent ?? '').replaceAll(/\s+/g, ' ');
}

test('whatever text stands in the chart, the page shows it as text and is verified', async () => {
  const input = await inputOf('CCM-002');
  const { plan } = input;
  if (plan === null) throw new TypeError('the worked month has a plan');
  const nasty = oneof(
    string({ unit: 'binary' }),
    constantFrom('</script><script>alert(1)</script>', '<!--', '\u2028', '"><img src=x onerror=1>', '&lt;', '\r\n x', '\uD800'),
  );
  await assert(
    asyncProperty(nasty, array(nasty, { minLength: 30, maxLength: 30 }), async (name, texts) => {
      const notes = texts.map((text) => ({ text }));
      const { html } = await makePacket({ ...input, patient: { name }, plan: { ...plan, notes } }, tables);
      const page = parsed(html);
      expect(page.querySelectorAll('script')).toHaveLength(1);
      expect(page.querySelectorAll('img, iframe, link, object, form')).toHaveLength(0);
      expect((await verifyPacket(html)).kind).toBe('verified');
      const kept = JSON.parse(page.querySelector('#packet-data')?.textContent ?? '');
      expect(kept.patient.name).toBe(name);
      expect(kept.plan.notes).toEqual(notes);
    }),
    { numRuns: 6 },
  );
});

test('the file asks nothing of any network, and its title and name say nothing of the patient', async () => {
  const { html, fileName, sha256 } = await packetOf('CCM-038');
  const page = parsed(html);
  expect(html).not.toMatch(/(?:src|href)="(?!#)/);
  expect(html).not.toMatch(/url\(|@import/);
  expect(page.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content')).toContain("default-src 'none'");
  expect(page.title).toBe('CCM audit packet, March 2026');
  expect(fileName).toBe(`ccm-audit-packet-2026-03-${sha256.slice(0, 8)}.html`);
});

test('the ledger shows every entry: who, role, activity, length, what counted, and what did not by which rule', async () => {
  const { html } = await packetOf('CCM-038');
  const rows = [...parsed(html).querySelectorAll('#ledger table:first-of-type tbody tr')].map((row) =>
    [...row.children].map((cell) => cell.textContent ?? ''),
  );
  expect(rows).toHaveLength((scenarioOf('CCM-038').given.timeEntries ?? []).length * 2 + 1);
  expect(rows[0]).toEqual([
    '1',
    '10 March 2026 (day only)',
    'Nora Nurse, RN, Physician or other qualified professional',
    'Record review',
    '15 min',
    '0 min',
    '15 min by TIME-9',
  ]);
  expect(rows[1]?.[1]).toContain('“Call 1: asked after <sugar> & "sleep".”');
  expect(rows[4]?.slice(4)).toEqual(['20 min', '20 min, staff', '']);
  expect(rows.at(-1)?.join(' ')).toContain('20 min of clinical staff, 0 min of practitioners');
});

test('an entry that was taken back stands in the ledger with who did it and why, and counts nothing', async () => {
  const { ledger } = await inputOf('CCM-002');
  const { html } = await packetOf('CCM-002', {
    ledger: [
      ...ledger,
      {
        fact: null,
        start: '2026-03-09T14:00:00Z',
        end: '2026-03-09T14:10:30Z',
        seconds: 630,
        intervals: [],
        notCounted: [],
        activities: ['family-call'],
        conditions: [],
        problems: [],
        voided: true,
        voiding: { reason: 'Wrong patient called', at: '2026-03-09T15:00:00Z', by: 'Nora Nurse, RN' },
      },
    ],
  });
  const text = textOf(parsed(html));
  expect(text).toContain('9 March 2026 10:00:00 to 10:10:30');
  expect(text).toContain('10 min 30 s taken back');
  expect(text).toContain('Taken back by Nora Nurse, RN on 9 March 2026 11:00:00: Wrong patient called');
  expect((await verifyPacket(html)).kind).toBe('verified');
});

test.each([
  ['CCM-002', 'The record supports 99490: every requirement is met.'],
  ['CCM-001', 'Nothing stands in the way, and the minutes do not reach a code.'],
  ['CCM-047', /^No code is supported: ([A-Z]+-\d+\w?(, )?)+ stands? in the way\.$/],
])('the first page of %s begins with the verdict', async (id, verdict) => {
  const { html } = await packetOf(id);
  expect(parsed(html).querySelector('.lead')?.textContent).toMatch(verdict);
});

test('what could not be read stands on the first page', async () => {
  const { html } = await packetOf('CCM-002', { missing: [{ what: 'Claims', why: 'the EHR did not grant them' }] });
  expect(textOf(parsed(html))).toContain('What could not be read when this packet was made Claims: the EHR did not grant them');
});

test('every rule that was applied is there in words, with its sources or the reason of its authors', async () => {
  const { data, html } = await packetOf('CCM-038');
  const named = new Set(data.result.findings.map(({ ruleId }) => ruleId));
  const sources = parsed(html).querySelector('#rules');
  for (const id of named) {
    const rule = data.rules.find((one) => one.id === id);
    expect(rule?.says).toBeTruthy();
    expect((rule?.sources.length ?? 0) + (rule?.authorsReason === undefined ? 0 : 1)).toBeGreaterThan(0);
  }
  const [said, documents] = [...(sources?.querySelectorAll('table') ?? [])].map((table) => [...table.querySelectorAll('tbody tr')]);
  expect(said?.map((row) => row.querySelector('th')?.textContent)).toEqual(data.rules.map(({ id }) => id));
  const urls = new Set(data.rules.flatMap((rule) => rule.sources.map(({ url }) => url)));
  expect(new Set(documents?.map((row) => row.querySelector('.record')?.textContent))).toEqual(urls);
});

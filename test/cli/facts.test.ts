import { afterAll, expect, test } from 'vitest';
import { CallError } from '../../src/cli/arguments.ts';
import { assessFacts } from '../../src/cli/facts.ts';
import core from '../scenarios/core.json' with { type: 'json' };
import { collect, temporaryFolder } from './run-assess.ts';

const folder = temporaryFolder();
afterAll(folder.remove);

const [scenario] = core.scenarios;
if (scenario === undefined) throw new Error('no scenarios');
const { month, given } = scenario;

function assess(json: unknown) {
  return collect(assessFacts(folder.file('facts.json', JSON.stringify(json))));
}

test('one case alone, without an id, is named 1', async () => {
  const { lines, errors, status } = await assess({ month, given });
  expect(lines).toMatchObject([{ id: '1', month, assessment: { countedMinutes: { total: 19 }, minutesToNext: 1 } }]);
  expect(lines[0]?.rules).toMatch(/^\d{4}\.\d+$/);
  expect([errors, status]).toEqual([[], 0]);
});

test.each([
  ['a month that is none', { id: 'bad', month: '2026-13', given }, 'case bad: month is not a month such as 2026-03'],
  ['no month', { given }, 'case 2: month'],
  ['no facts', { month }, 'case 2: given'],
  ['facts that are a list', { month, given: [] }, 'case 2: given'],
  ['an unheard-of switch', { month, given, policy: { leniency: true } }, 'case 2: policy.leniency is not a switch'],
  ['a switch of the wrong kind', { month, given, policy: { max99489: 'many' } }, 'case 2: policy.max99489'],
  ['nothing', null, 'case 2: case'],
])('a case with %s costs itself alone', async (_, bad, says) => {
  const { lines, errors, status } = await assess({ scenarios: [{ id: 'first', month, given }, bad, { id: 'third', month, given }] });
  expect(lines.map(({ id }) => id)).toEqual(['first', 'third']);
  expect(errors).toHaveLength(1);
  expect(errors[0]).toContain(says);
  expect(status).toBe(1);
});

test('facts that are missing or not understood are unknown, never a malformed case', async () => {
  const odd = { practiceTimeZone: 'Mars/Olympus', conditions: 'x', timeEntries: [null, 3, { start: 'zz' }], visits: { a: 1 }, coverage: 7 };
  const { lines, errors, status } = await assess({
    scenarios: [
      { month, given: {} },
      { month, given: odd },
    ],
  });
  expect([errors, status]).toEqual([[], 0]);
  for (const { assessment } of lines) {
    expect(assessment).toMatchObject({ eligible: true, billable: false, blockers: [], codes: [] });
    expect(assessment['unknowns']).toEqual(expect.arrayContaining(['ELIG-1', 'ELIG-7', 'CONS-1', 'PLAN-1']));
  }
});

test('a policy in the case is the policy of the case', async () => {
  const blocked = core.scenarios.find(({ policy }) => policy !== undefined);
  if (blocked === undefined) throw new Error('no scenario has a policy');
  const { lines } = await assess({ scenarios: [blocked, { ...blocked, policy: {} }] });
  expect(lines[0]?.assessment['codes']).toEqual(blocked.expect.codes);
  expect(lines[1]?.assessment['codes']).not.toEqual(blocked.expect.codes);
});

test.each([[[]], [{ cases: [] }], [7]])('a file that holds %j instead of cases is refused as a whole', async (json) => {
  await expect(assess(json)).rejects.toThrow(CallError);
  await expect(assess(json)).rejects.toThrow('facts.json:1:1: holds neither');
});

test('a file of no cases has no output', async () => {
  expect(await assess({ scenarios: [] })).toEqual({ lines: [], errors: [], status: 0 });
});

test('an assessment has the fields of the public format, and those of the screens are not among them', async () => {
  const { lines } = await assess({ month, given });
  const fields = Object.keys(lines[0]?.assessment ?? {});
  const expected = Object.keys(scenario.expect).filter((field) => field !== 'why');
  expect(fields).toEqual(expect.arrayContaining([...expected, 'unknowns', 'otherPrograms', 'findings']));
  for (const own of ['conditions', 'time', 'countedSeconds', 'daysLeft', 'month', 'family']) expect(fields).not.toContain(own);
});

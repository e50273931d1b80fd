import { expect, test } from 'vitest';
import { CallError, readCommand } from '../../src/cli/arguments.ts';

test('facts takes one file or standard input', () => {
  expect(readCommand(['facts', 'cases.json'])).toEqual({ name: 'facts', file: 'cases.json' });
  expect(readCommand(['facts', '-'])).toEqual({ name: 'facts', file: '-' });
});

test('bundle takes files, a month and, where wanted, a day, a zone and a policy', () => {
  expect(readCommand(['bundle', 'a.json', 'b.ndjson', '--month', '2026-10'])).toEqual({
    name: 'bundle',
    files: ['a.json', 'b.ndjson'],
    month: '2026-10',
    timeZone: 'America/New_York',
  });
  const full = ['bundle', 'a.json', '--month', '2026-10', '--as-of', '2026-11-21', '--time-zone', 'America/Chicago', '--policy', 'p.json'];
  expect(readCommand(full)).toEqual({
    name: 'bundle',
    files: ['a.json'],
    month: '2026-10',
    asOf: '2026-11-21',
    timeZone: 'America/Chicago',
    policyFile: 'p.json',
  });
});

test.each([
  [[], 'no command'],
  [['fact', 'x'], 'unknown command "fact"'],
  [['facts'], 'facts takes one file'],
  [['facts', 'a', 'b'], 'facts takes one file'],
  [['facts', 'a', '--month', '2026-10'], 'facts takes no --month'],
  [['bundle', '--month', '2026-10'], 'at least one file'],
  [['bundle', 'a'], 'needs --month'],
  [['bundle', 'a', '--month', '2026-13'], '2026-13 is not a month'],
  [['bundle', 'a', '--month', '10/2026'], 'is not a month'],
  [['bundle', 'a', '--month', '2026-10', '--as-of', '2026-02-30'], 'is not a date'],
  [['bundle', 'a', '--month', '2026-10', '--time-zone', 'Mars/Olympus'], 'is not a time zone'],
  [['bundle', 'a', '--month', '2026-10', '--verbose'], '--verbose'],
])('the call %j is refused with one line that says %j', (words, says) => {
  const call = () => readCommand(words);
  expect(call).toThrow(CallError);
  expect(call).toThrow(says);
  expect(call).toThrow(/^[^\n]+$/);
});

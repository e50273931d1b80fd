import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import core from '../scenarios/core.json' with { type: 'json' };
import { chartOf, ndjson } from './packaging.ts';
import { type OutputLine, runAssess, startAssess, temporaryFolder } from './run-assess.ts';

const CORE = join(import.meta.dirname, '../scenarios/core.json');
const folder = temporaryFolder();
afterAll(folder.remove);

function linesOf(out: string): readonly OutputLine[] {
  return out.split('\n').flatMap((line): readonly OutputLine[] => (line === '' ? [] : [JSON.parse(line)]));
}

interface Excluded {
  readonly ruleId: string;
  readonly minutes: number;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isExcluded(value: unknown): value is Excluded {
  return typeof value === 'object' && value !== null && 'ruleId' in value && 'minutes' in value;
}

/** The contract's fields; chronic conditions by number, lists of rules and excluded minutes in no order. */
function comparable(said: Readonly<Record<string, unknown>>) {
  const list = (field: string): readonly unknown[] => (isList(said[field]) ? said[field] : []);
  const same = [
    'eligible',
    'billable',
    'countedMinutes',
    'codes',
    'alternatives',
    'minutesToNext',
    'nextCode',
    'earliestDateOfService',
    'estAllowed',
  ];
  return {
    ...Object.fromEntries(same.map((field) => [field, said[field]])),
    distinctChronicConditions: list('distinctChronicConditions').length,
    blockers: new Set(list('blockers')),
    warnings: new Set(list('warnings')),
    unknowns: new Set(list('unknowns')),
    otherPrograms: list('otherPrograms'),
    excludedMinutes: new Map(
      list('excludedMinutes')
        .filter(isExcluded)
        .map(({ ruleId, minutes }) => [ruleId, minutes]),
    ),
  };
}

describe('the command line, as a process', { timeout: 60_000 }, () => {
  test('all 60 scenarios come out as published, from a file and from standard input', async () => {
    const runs = await Promise.all([runAssess(['facts', CORE]), runAssess(['facts', '-'], readFileSync(CORE, 'utf8'))]);
    for (const { status, error, out } of runs) {
      expect([status, error]).toEqual([0, '']);
      const lines = linesOf(out);
      expect(lines.map(({ id, month }) => [id, month])).toEqual(core.scenarios.map(({ id, month }) => [id, month]));
      expect(lines).toHaveLength(60);
      expect(lines.map(({ id, assessment }) => ({ id, ...comparable(assessment) }))).toEqual(
        core.scenarios.map(({ id, expect: expected }) => ({ id, ...comparable(expected) })),
      );
    }
  });

  test('one malformed case costs itself alone: exit status 1', async () => {
    const [first, second, third] = core.scenarios;
    const text = JSON.stringify({ scenarios: [first, { ...second, month: 'March' }, third] });
    const { status, out, error } = await runAssess(['facts', '-'], text);
    expect(status).toBe(1);
    expect(linesOf(out).map(({ id }) => id)).toEqual([first?.id, third?.id]);
    expect(error).toBe(`assess: standard input: case ${second?.id}: month is not a month such as 2026-03\n`);
  });

  test('FHIR patients are assessed: exit status 0, and 1 with a malformed line told on standard error', async () => {
    const good = folder.file('good.ndjson', ndjson([...chartOf('demo-0006'), ...chartOf('demo-0001')]));
    const bad = folder.file('bad.ndjson', `${readFileSync(good, 'utf8')}{"resourceType":\n`);
    const rest = ['--month', '2026-10', '--as-of', '2026-10-20'];
    const [fine, partly] = await Promise.all([runAssess(['bundle', good, ...rest]), runAssess(['bundle', good, bad, ...rest])]);
    expect([fine.status, fine.error]).toEqual([0, '']);
    expect(linesOf(fine.out).map(({ id }) => id)).toEqual(['Patient/demo-0006', 'Patient/demo-0001']);
    expect(partly.status).toBe(1);
    expect(partly.error).toMatch(/^assess: .*bad\.ndjson:\d+: is not JSON, column 17\n$/);
    expect(partly.out).toBe(fine.out + fine.out);
  });

  test('a policy file changes what is proposed', async () => {
    const file = folder.file('felix.ndjson', ndjson(chartOf('demo-0006')));
    const policy = folder.file('policy.json', '{"complexRequiresSubstantialRevision": true}');
    const call = ['bundle', file, '--month', '2026-10', '--as-of', '2026-10-20', '--policy'];
    const { status, out } = await runAssess([...call, policy]);
    expect(status).toBe(0);
    expect(linesOf(out)[0]?.assessment['codes']).not.toEqual([{ code: '99487', units: 1 }]);
  });

  test('what cannot be done at all is one line on standard error, nothing on standard output, and exit status 2', async () => {
    const good = folder.file('whole.ndjson', ndjson(chartOf('demo-0001')));
    const month = ['--month', '2026-10'];
    const calls: readonly (readonly [words: readonly string[], says: string])[] = [
      [['facts', folder.file('line\nbreak.json', '{\n "scenarios": [}')], 'break.json:2:16: is not JSON'],
      [['bundle', good, join(folder.path, 'nowhere.json'), ...month], 'nowhere.json: cannot be opened'],
      [['facts', '-'], 'standard input: is empty'],
      [['bundle', good, ...month, '--strict'], "Unknown option '--strict'"],
      [['bundle', good, folder.file('cut.json', '{"resourceType": "Bundle", "entry": ['), ...month], 'cut.json:1:38: is not JSON'],
      [['bundle', good, ...month, '--policy', folder.file('policy.json', '{"max99437": -1}')], 'policy.json: policy.max99437'],
      [['judge', good], 'unknown command "judge"'],
    ];
    const runs = await Promise.all(calls.map(([words]) => runAssess(words)));
    for (const [index, { status, out, error }] of runs.entries()) {
      expect(error).toMatch(/^assess: [^\n]+\n$/);
      expect(error).toContain(calls[index]?.[1]);
      expect({ status, out }).toEqual({ status: 2, out: '' });
    }
  });

  test('help is printed where it is asked for: exit status 0', async () => {
    const { status, out, error } = await runAssess(['bundle', '--help']);
    expect([status, error]).toEqual([0, '']);
    expect(out).toContain('assess facts FILE|-');
  });

  test('a patient is given as soon as the next one begins, before the input has ended', async () => {
    const child = startAssess(['bundle', '-', '--month', '2026-10', '--as-of', '2026-10-20']);
    const ended = once(child, 'close');
    child.stdin.write(ndjson([...chartOf('demo-0006'), ...chartOf('demo-0001').slice(0, 1)]));
    let out = '';
    for await (const text of child.stdout.setEncoding('utf8')) {
      out += text;
      // The first output there is lets the rest of the input follow; without it this would wait for ever.
      if (child.stdin.writable) child.stdin.end(ndjson(chartOf('demo-0001').slice(1)));
    }
    expect(linesOf(out).map(({ id }) => id)).toEqual(['Patient/demo-0006', 'Patient/demo-0001']);
    expect(await ended).toEqual([0, null]);
  });

  test('a reader that closes the pipe early ends it quietly', async () => {
    const child = startAssess(['facts', CORE]);
    const ended = once(child, 'close');
    let error = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (error += text));
    await once(child.stdout, 'readable');
    child.stdout.destroy();
    expect(await ended).toEqual([0, null]);
    expect(error).toBe('');
  });
});

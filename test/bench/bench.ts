import 'temporal-polyfill/global';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { markdownTable, writeGeneratedPart } from '../../scripts/generated-part.ts';
import { loadChronicConditions } from '../../src/ccm/conditions.ts';
import { policyWith } from '../../src/ccm/policy.ts';
import { bundleRows } from './bundle-sizes.ts';
import { commandLineRows } from './command-line.ts';
import { engineRows, type Row } from './engine.ts';

const PAGE = join(import.meta.dirname, '../../docs/benchmarks.md');

const { values } = parseArgs({ options: { full: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } } });
const policy = policyWith(await loadChronicConditions());

const parts: string[] = [];
const add = (title: string, rows: readonly Row[]) => {
  const table = `## ${title}\n\n${markdownTable(['what', 'measured', 'budget'], rows)}`;
  process.stdout.write(`${table}\n\n`);
  parts.push(table);
};

add('Reader and engine: 500 conditions, 1,000 encounters', await engineRows(policy));
add('The command line', await commandLineRows(values.full ? [100, 1_000, 10_000] : [100, 1_000]));
add('What a browser loads', bundleRows());

if (values.write) {
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, Node ${process.version}`;
  writeGeneratedPart(PAGE, [`Measured on ${machine}. Median (middle half of the repeats).`, ...parts].join('\n\n'));
}

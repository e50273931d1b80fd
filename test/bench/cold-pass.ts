import 'temporal-polyfill/global';
import { readFileSync } from 'node:fs';
import { loadChronicConditions } from '../../src/ccm/conditions.ts';
import { policyWith } from '../../src/ccm/policy.ts';
import { passOver } from './thick-chart.ts';

// The first pass of a fresh process, as a browser has only one; the text comes on standard input, so that making it warms nothing.
const policy = policyWith(await loadChronicConditions());
process.stdout.write(JSON.stringify(await passOver(readFileSync(0, 'utf8'), policy)));

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseIssuers } from '../src/launch/issuers.ts';
import { startApp } from './serve-app.ts';

/** Serves the production build as a real installation does: with the security headers that its issuers ask for. */
const dist = join(import.meta.dirname, '../dist');
const issuers = parseIssuers(JSON.parse(readFileSync(join(dist, 'issuers.json'), 'utf8')));
const app = await startApp({ dist, issuers, port: 5181, tries: 20 });
console.log(`${app.origin}/launch.html is ready to be launched by the EHRs in issuers.json.`);

import { join } from 'node:path';
import { startApp } from './serve-app.ts';

/** Serves the production build as a real installation does: with the security headers that its settings ask for. */
const app = await startApp({ dist: join(import.meta.dirname, '../dist'), port: 5181, tries: 20 });
console.log(`${app.origin}/launch.html is ready to be launched by the EHRs in dist/issuers.json.`);

import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, type Rolldown } from 'vite';
import { pagePolicyBuild } from './scripts/page-policy.ts';
import { verifyPageBuild } from './scripts/verify-page-build.ts';

const APP = resolve(import.meta.dirname, 'index.html');
const LAUNCH = resolve(import.meta.dirname, 'launch.html');

// fhirclient's log is switched on from localStorage and weighs 2 kB, and this app logs nothing.
const silentFhirclient: Plugin = {
  name: 'silent-fhirclient',
  apply: 'build',
  enforce: 'pre',
  resolveId: (id) => (id === 'debug' ? '\0silent-log' : null),
  load: (id) => (id === '\0silent-log' ? 'const log = () => log; log.extend = log; module.exports = log;' : null),
};

// Within reach of the first screen, and used only by what is loaded with the first save or later.
const LATER = /[\\/]src[\\/]fhir[\\/](?:carriers|create-once|narrative)\.ts$|[\\/]lossless-json[\\/]|[\\/]zod[\\/]v4[\\/]locales[\\/]/;

// What the app needs at once, and the launch page does not, is one file: it packs better than the twenty that the screens
// loaded later would have it cut into, and is one request.
function oneFileAtOnce(module: string, graph: Rolldown.ChunkingContext): string | null {
  return neededBy(APP, graph).has(module) && !neededBy(LAUNCH, graph).has(module) && !LATER.test(module) ? 'app' : null;
}

function neededBy(page: string, graph: Rolldown.ChunkingContext): ReadonlySet<string> {
  const needed = new Set([page]);
  for (const module of needed) for (const imported of graph.getModuleInfo(module)?.importedIds ?? []) needed.add(imported);
  return needed;
}

// fhirclient's fetch polyfill is dead weight in a browser that has fetch; its own switch drops it.
export default defineConfig({
  base: './',
  plugins: [react(), silentFhirclient, pagePolicyBuild(), verifyPageBuild()],
  define: { FHIRCLIENT_PURE: 'true' },
  build: {
    target: 'es2023',
    sourcemap: true,
    // A module preload polyfill would be an inline script; every browser that has ES2023 has module preload.
    modulePreload: { polyfill: false },
    // Inlined assets would be data: URLs, which the content security policy allows for images only.
    assetsInlineLimit: 0,
    rollupOptions: {
      input: { index: APP, launch: LAUNCH },
      output: { codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: oneFileAtOnce }] } },
    },
  },
});

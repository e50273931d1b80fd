import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

// fhirclient's log is switched on from localStorage and weighs 2 kB, and this app logs nothing.
const silentFhirclient: Plugin = {
  name: 'silent-fhirclient',
  apply: 'build',
  enforce: 'pre',
  resolveId: (id) => (id === 'debug' ? '\0silent-log' : null),
  load: (id) => (id === '\0silent-log' ? 'const log = () => log; log.extend = log; module.exports = log;' : null),
};

// fhirclient's fetch polyfill is dead weight in a browser that has fetch; its own switch drops it.
export default defineConfig({
  base: './',
  plugins: [react(), silentFhirclient],
  define: { FHIRCLIENT_PURE: 'true' },
  build: {
    target: 'es2023',
    sourcemap: true,
    // A module preload polyfill would be an inline script; every browser that has ES2023 has module preload.
    modulePreload: { polyfill: false },
    // Inlined assets would be data: URLs, which the content security policy allows for images only.
    assetsInlineLimit: 0,
    rollupOptions: {
      input: { index: resolve(import.meta.dirname, 'index.html'), launch: resolve(import.meta.dirname, 'launch.html') },
    },
  },
});

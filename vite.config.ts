import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// fhirclient's fetch polyfill is dead weight in a browser that has fetch; its own switch drops it.
export default defineConfig({
  base: './',
  plugins: [react()],
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

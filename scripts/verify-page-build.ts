import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { build, type Plugin } from 'vite';

const PAGE = resolve(import.meta.dirname, '../verify.html');

// The page reads files that may be hostile, and needs nothing of any host but its own scripts and styles.
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

// In the page itself, since it may be put on any web server; the development server's own scripts would not run under it.
const tightPolicy: Plugin = {
  name: 'verify-page-policy',
  transformIndexHtml: () => [
    { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY }, injectTo: 'head-prepend' },
  ],
};

/**
 * Builds the page that checks audit packets beside the app, sharing no file with it: what both need would have to be cut out of
 * the app's first file, and the page can so be put elsewhere by itself.
 */
export function verifyPageBuild(): Plugin {
  let outDir = '';
  return {
    name: 'verify-page-build',
    apply: 'build',
    configResolved: (config) => {
      outDir = resolve(config.root, config.build.outDir);
    },
    closeBundle: {
      sequential: true,
      handler: async () => {
        await build({
          configFile: false,
          root: resolve(import.meta.dirname, '..'),
          base: './',
          logLevel: 'warn',
          plugins: [react(), tightPolicy],
          build: {
            outDir,
            emptyOutDir: false,
            copyPublicDir: false,
            target: 'es2023',
            sourcemap: true,
            modulePreload: { polyfill: false },
            assetsInlineLimit: 0,
            rollupOptions: { input: { verify: PAGE } },
          },
        });
      },
    },
  };
}

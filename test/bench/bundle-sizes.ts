import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Row } from './engine.ts';

const DIST = resolve(import.meta.dirname, '../../dist');

/** Gzip sizes of what each page loads at once, and of what it may load later; empty where nothing was built. */
export function bundleRows(): readonly Row[] {
  if (!existsSync(join(DIST, 'index.html'))) return [['sizes', 'not measured: `npm run build` first', '–']];
  const pages = [
    ['index.html', 'app', '≤ 180'],
    ['launch.html', 'launch page', '≤ 20'],
  ] as const;
  const eager = new Set(pages.flatMap(([page]) => assetsOf(page)));
  const lazy = readdirSync(join(DIST, 'assets')).filter((file) => file.endsWith('.js') && !eager.has(file));
  return [
    ...pages.flatMap(([page, name, budget]): readonly Row[] => {
      const assets = assetsOf(page);
      return [
        [`${name}: JavaScript at once, kB gzip`, sizeOf(assets.filter((file) => file.endsWith('.js'))), budget],
        [`${name}: CSS, kB gzip`, sizeOf(assets.filter((file) => file.endsWith('.css'))), '–'],
      ];
    }),
    ...lazy.map((file): Row => [`loaded when needed: ${file.replace(/-[\w-]{8}\.js$/, '')}, kB gzip`, sizeOf([file]), '–']),
  ];
}

function assetsOf(page: string): readonly string[] {
  const html = readFileSync(join(DIST, page), 'utf8');
  return [...html.matchAll(/(?:src|href)="\.\/assets\/([^"]+\.(?:js|css))"/g)].flatMap(([, file]) => file ?? []);
}

function sizeOf(files: readonly string[]): string {
  const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(DIST, 'assets', file)), { level: 9 }).length, 0);
  return (bytes / 1_000).toFixed(1);
}

import { readFile, realpath, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import type { IssuerEntry } from '../src/launch/issuers.ts';
import { listen } from './listen.ts';
import { type Headers, securityHeaders } from './security-headers.ts';

export interface AppOptions {
  /** The folder of the production build. */
  readonly dist: string;
  /** Served as `issuers.json` in the place of the file, and the source of the content security policy. */
  readonly issuers: readonly IssuerEntry[];
  /** Served as `site.json` in the place of the file, where given; asked anew at each request. */
  readonly site?: () => object;
  /** Any free port if absent. */
  readonly port?: number;
  /** How many ports above it to try where it is taken. */
  readonly tries?: number;
}

export interface RunningApp {
  /** `http://127.0.0.1:5181`, without a slash at its end. */
  readonly origin: string;
  readonly close: () => Promise<void>;
}

interface Found {
  readonly name: string;
  readonly body: Buffer;
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
};

/** Serves the built app on 127.0.0.1 with the headers of a real installation. */
export async function startApp({ dist, issuers, site, port = 0, tries = 0 }: AppOptions): Promise<RunningApp> {
  const root = await realpath(dist);
  const headers = securityHeaders(issuers);
  const given = new Map<string, () => object>([['issuers.json', () => ({ issuers })]]);
  if (site !== undefined) given.set('site.json', site);
  const server = await listen((request, response) => void answer(request, response, { root, headers, given }), {
    hosts: ['127.0.0.1'],
    port,
    tries,
  });
  return { origin: `http://127.0.0.1:${server.port}`, close: server.close };
}

interface Served {
  readonly root: string;
  readonly headers: Headers;
  readonly given: ReadonlyMap<string, () => object>;
}

async function answer(request: IncomingMessage, response: ServerResponse, { root, headers, given }: Served): Promise<void> {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    return;
  }
  const found = await find(root, given, request.url ?? '/').catch(() => undefined);
  if (found === undefined) {
    response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }).end('Not found\n');
    return;
  }
  response.writeHead(200, {
    'Content-Type': MEDIA_TYPES[extname(found.name)] ?? 'application/octet-stream',
    'Content-Length': found.body.byteLength,
    'Cache-Control': cacheControl(found.name),
  });
  response.end(request.method === 'HEAD' ? undefined : found.body);
}

async function find(root: string, given: ReadonlyMap<string, () => object>, url: string): Promise<Found | undefined> {
  const path = decodeURIComponent(url.split(/[?#]/, 1)[0] ?? '/');
  if (path.includes('\0') || path.includes('\\')) return undefined;
  const name = path.endsWith('/') ? `${path}index.html` : path;
  const own = given.get(name.slice(1));
  if (own !== undefined) return { name, body: Buffer.from(JSON.stringify(own())) };
  const wanted = resolve(join(root, name));
  if (!wanted.startsWith(root + sep)) return undefined;
  // A link inside the folder may lead out of it.
  const file = await realpath(wanted);
  if (!file.startsWith(root + sep) || !(await stat(file)).isFile()) return undefined;
  return { name, body: await readFile(file) };
}

/** Built assets have a hash of their content in the name; pages and settings must be fresh at each launch. */
function cacheControl(name: string): string {
  if (/^\/assets\/.+-[\w-]{8,}\.\w+/.test(name)) return 'public, max-age=31536000, immutable';
  return /\.(html|json)$/.test(name) ? 'no-store' : 'no-cache';
}

import { readFileSync } from 'node:fs';
import { readFile, realpath, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { SiteSettings } from '../src/app/settings.ts';
import type { IssuerEntry } from '../src/launch/issuers.ts';
import { readIssuers } from '../src/launch/issuers-schema.ts';
import { listen } from './listen.ts';
import { CACHING, cachingOf, type Headers, securityHeaders } from './security-headers.ts';

export interface AppOptions {
  /** The folder of the production build. */
  readonly dist: string;
  /**
   * Served as `issuers.json` in the place of the file, and the source of the content security policy. If absent both come of
   * the folder's own files, read anew at each request, so that a site is added by editing one of them.
   */
  readonly issuers?: readonly IssuerEntry[];
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
  const headers = issuers === undefined ? () => headersOf(root) : () => securityHeaders(issuers);
  const given = new Map<string, () => object>(issuers === undefined ? [] : [['issuers.json', () => ({ issuers })]]);
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
  readonly headers: () => Headers;
  readonly given: ReadonlyMap<string, () => object>;
}

/** Files that cannot be used let the app connect nowhere; what is wrong with them it says itself. */
function headersOf(folder: string): Headers {
  const [issuers, site] = ['issuers.json', 'site.json'].map((name) => jsonIn(join(folder, name)));
  const { sandboxHosts = [] } = SiteSettings.safeParse(site).data ?? {};
  return securityHeaders(readIssuers(issuers) ?? [], sandboxHosts);
}

function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

async function answer(request: IncomingMessage, response: ServerResponse, { root, headers, given }: Served): Promise<void> {
  for (const [name, value] of Object.entries(headers())) response.setHeader(name, value);
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
    'Cache-Control': CACHING[cachingOf(found.name)],
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

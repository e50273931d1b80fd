import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { checkBoth } from '../src/app/settings-check.ts';
import { SettingsError, type SiteSettings } from '../src/app/settings.ts';
import type { IssuerEntry } from '../src/launch/issuers.ts';
import { discoverHosts } from './headers/discover-hosts.ts';
import { SERVERS, type ServerFiles, serverFiles, type ServerName } from './headers/server-files.ts';
import { LOST_WITHOUT_HEADERS, withPagePolicy } from './headers/static-pages.ts';
import { securityHeaders } from './security-headers.ts';

const ROOT = join(import.meta.dirname, '..');
const USAGE = `npm run headers -- --for ${[...SERVERS, 'static'].join('|')} [--out DIR] [--settings DIR] [--dist DIR] [--offline]`;

/** What was asked for cannot be done as asked: shown as one line, without a stack. */
class WrongCall extends Error {}

interface Wishes {
  readonly server: ServerName | 'static';
  readonly out?: string;
  /** The folder of issuers.json and site.json. */
  readonly settings: string;
  readonly dist: string;
  readonly offline: boolean;
}

async function main(args: readonly string[]): Promise<void> {
  const wishes = readWishes(args);
  const { issuers, site } = readSettings(wishes.settings);
  const moreHosts = [...(wishes.offline ? [] : await discovered(issuers)), ...(site.sandboxHosts ?? [])];
  const files = filesFor(wishes, issuers, moreHosts);
  if (wishes.server === 'static') for (const line of LOST_WITHOUT_HEADERS) console.error(line);
  if (wishes.out === undefined) {
    for (const [name, text] of Object.entries(files)) console.log(Object.keys(files).length === 1 ? text : `# --- ${name}\n${text}`);
    return;
  }
  mkdirSync(wishes.out, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(wishes.out, name), text);
    console.error(`Wrote ${join(wishes.out, name)}`);
  }
}

function filesFor({ server, out, dist }: Wishes, issuers: readonly IssuerEntry[], moreHosts: readonly string[]): ServerFiles {
  const inDist = existsSync(dist) ? readdirSync(dist) : [];
  if (server === 'static') {
    const pages = inDist.filter((name) => name.endsWith('.html'));
    if (pages.length === 0) throw new WrongCall(`--for static: ${dist} holds no built pages; npm run build makes them`);
    const connect = [...issuers.flatMap((entry) => [entry.issuer, ...(entry.hosts ?? [])]), ...moreHosts];
    return Object.fromEntries(pages.map((name) => [name, pageOf(join(dist, name), connect)]));
  }
  const fresh = inDist.filter((name) => /\.(?:html|json)$/.test(name)).map((name) => `/${name}`);
  if (server === 'netlify' && fresh.length === 0) throw new WrongCall(`--for netlify: ${dist} is not built; npm run build does that`);
  const folder = out === undefined ? {} : { folder: relative(process.cwd(), out) || '.' };
  if (server === 'container' && folder.folder?.startsWith('..'))
    throw new WrongCall(`--out ${out}: is not inside the folder to build from`);
  return serverFiles(server, securityHeaders(issuers, moreHosts), { ...folder, fresh });
}

function pageOf(file: string, connect: readonly string[]): string {
  const page = withPagePolicy(readFileSync(file, 'utf8'), connect);
  if (page === null) throw new WrongCall(`${file} has no content security policy of its own; npm run build makes it anew`);
  return page;
}

async function discovered(issuers: readonly IssuerEntry[]): Promise<readonly string[]> {
  const found = await discoverHosts(issuers, fetch);
  for (const one of found) {
    const listed = issuers.find(({ issuer }) => issuer === one.issuer)?.hosts ?? [];
    if ('failed' in one) console.error(`${one.issuer}: ${one.failed}. Its listed hosts count: ${listed.join(', ') || 'none'}.`);
    else console.error(`${one.issuer}: signs in at ${one.origins.join(', ') || 'an address of its own that it does not name'}`);
  }
  return found.flatMap((one) => ('origins' in one ? one.origins : []));
}

function readSettings(folder: string): { readonly issuers: readonly IssuerEntry[]; readonly site: SiteSettings } {
  try {
    return checkBoth(readJson(join(folder, 'issuers.json')), readJson(join(folder, 'site.json')));
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    throw new WrongCall(error.problems.map(({ file, field, message }) => `${file}: ${field} ${message}`).join('\n'));
  }
}

function readJson(file: string): unknown {
  if (!existsSync(file)) throw new WrongCall(`${file} is not there; --settings names the folder of issuers.json and site.json`);
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new WrongCall(`${file} is not JSON`);
  }
}

function readWishes(args: readonly string[]): Wishes {
  const text = { type: 'string' } as const;
  let values;
  try {
    const options = { for: text, out: text, settings: text, dist: text, offline: { type: 'boolean' } } as const;
    ({ values } = parseArgs({ args: [...args], options }));
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split(/\.|\n/);
    throw new WrongCall(`${reason}. ${USAGE}`);
  }
  const { for: name, out, dist = join(ROOT, 'dist'), offline = false } = values;
  const server = name === 'static' ? name : SERVERS.find((one) => one === name);
  if (server === undefined) throw new WrongCall(`--for ${name ?? ''}: is none of ${[...SERVERS, 'static'].join(', ')}. ${USAGE}`);
  const built = existsSync(join(dist, 'issuers.json')) ? dist : join(ROOT, 'public');
  return { server, dist, offline, settings: values.settings ?? built, ...(out !== undefined && { out }) };
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof WrongCall)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { discoverHosts } from '../../scripts/headers/discover-hosts.ts';
import { SERVERS, serverFiles, type ServerName } from '../../scripts/headers/server-files.ts';
import { LOST_WITHOUT_HEADERS, withPagePolicy } from '../../scripts/headers/static-pages.ts';
import { CACHING, cachingOf, pagePolicy, securityHeaders } from '../../scripts/security-headers.ts';

const issuers = [
  {
    name: 'Lakeside',
    issuer: 'https://ehr.example.org/fhir',
    clientId: 'app',
    hosts: ['https://login.example.org'],
    frameAncestors: ['https://hyperspace.example.org'],
  },
  { name: 'Harbor', issuer: 'https://fhir.harbor.example/r4', clientId: 'app' },
];
const headers = securityHeaders(issuers, ['https://token.harbor.example']);
const fresh = ['/index.html', '/launch.html', '/issuers.json', '/site.json'];

/** A configuration as its server reads it: the headers of every answer, and the caching of a path. */
interface ReadBack {
  readonly headers: Readonly<Record<string, string>>;
  readonly caching: (path: string) => string | undefined;
}

const READERS: Readonly<Record<ServerName, (files: Readonly<Record<string, string>>) => ReadBack>> = {
  nginx: (files) => readNginx(files['intervisit.conf'] ?? ''),
  container: (files) => readNginx(files['nginx.conf'] ?? ''),
  caddy: (files) => readCaddy(files['Caddyfile'] ?? ''),
  apache: (files) => readApache(files['intervisit.conf'] ?? ''),
  netlify: (files) => readNetlify(files['_headers'] ?? ''),
};

test.each(SERVERS)('the file for %s says the policy and every other header to the letter', (server) => {
  expect(READERS[server](serverFiles(server, headers, { fresh })).headers).toEqual(headers);
});

test.each(SERVERS)('the file for %s keeps hashed assets for good, pages and settings not at all', (server) => {
  const { caching } = READERS[server](serverFiles(server, headers, { fresh }));
  for (const path of ['/', ...fresh, '/assets/app-CkJAcPgC.js', '/assets/Time-Btg-VJg3.css'])
    expect([path, caching(path)]).toEqual([path, CACHING[cachingOf(path)]]);
  expect(caching('/assets/app-CkJAcPgC.js')).toContain('immutable');
  expect(caching('/issuers.json')).toBe('no-store');
});

test.each(['nginx', 'caddy', 'apache'] as const)('the file for %s has the browser ask again for everything else', (server) => {
  const { caching } = READERS[server](serverFiles(server, headers));
  expect([caching('/icon.svg'), caching('/fhir/CodeSystem-ccm.json')]).toEqual(['no-cache', 'no-store']);
});

test('nginx has no location of its own, in which an add_header would drop all others', () => {
  expect(serverFiles('nginx', headers)['intervisit.conf']).not.toMatch(/\blocation\b/);
});

test('the container serves without privileges, from the folder its files are in', () => {
  const { Containerfile = '' } = serverFiles('container', headers, { folder: 'deploy/web' });
  expect(Containerfile).toMatch(/^FROM \S*unprivileged/m);
  expect(Containerfile).toMatch(/^USER 101$/m);
  expect(Containerfile).toMatch(/^COPY deploy\/web\/nginx\.conf /m);
});

test('a header that would end the text it stands in is refused', () => {
  for (const server of ['nginx', 'caddy', 'apache', 'container'] as const) {
    expect(() => serverFiles(server, { ...headers, 'X-Test': 'a"; drop' })).toThrow(/ends the text/);
  }
});

test('the policy lets the app reach every listed and every discovered host, and be framed by the EHRs’ pages alone', () => {
  const policy = headers['Content-Security-Policy'] ?? '';
  expect(policy).toContain(
    "connect-src 'self' https://ehr.example.org https://login.example.org https://fhir.harbor.example https://token.harbor.example;",
  );
  expect(policy).toContain("frame-ancestors 'self' https://hyperspace.example.org https://fhir.harbor.example");
  expect(headers).not.toHaveProperty('X-Frame-Options');
});

test('the pages’ own policy is the headers’, but for who may frame the app and, until a site is named, which EHRs there are', () => {
  const listed = ['https://ehr.example.org', 'https://login.example.org', 'https://fhir.harbor.example', 'https://token.harbor.example'];
  const withoutFrames = headers['Content-Security-Policy']?.replace(/; frame-ancestors [^;]*/, '');
  expect(pagePolicy(listed)).toBe(withoutFrames);
  expect(pagePolicy()).toBe(withoutFrames?.replace(/connect-src [^;]*/, "connect-src 'self' https: http://localhost:* http://127.0.0.1:*"));
});

test('a built page is given the listed hosts; a page with a tighter policy keeps it, and one without any is noticed', () => {
  const page = `<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="${pagePolicy()}"></head></html>`;
  expect(withPagePolicy(page, ['https://ehr.example.org/fhir'])).toContain("connect-src 'self' https://ehr.example.org;");
  const tight = page.replace(pagePolicy(), "default-src 'none'");
  expect(withPagePolicy(tight, ['https://ehr.example.org'])).toBe(tight);
  expect(withPagePolicy('<!doctype html>', [])).toBeNull();
});

test('what is lost without headers is told, and docs/hosting.md tells it too', async () => {
  const page = await readFile(join(import.meta.dirname, '../../docs/hosting.md'), 'utf8');
  expect(LOST_WITHOUT_HEADERS.join('\n')).toContain('clickjacking');
  for (const name of Object.keys(headers)) expect(page).toContain(name);
  for (const lost of ['frame-ancestors', 'nosniff', 'Permissions-Policy', 'Strict-Transport-Security', 'caching']) {
    expect(LOST_WITHOUT_HEADERS.join('\n')).toContain(lost);
    expect(page.slice(page.indexOf('without headers'))).toContain(lost);
  }
});

test('sign-in, token and revocation hosts are found by asking each EHR; one that fails is told and stops nothing', async () => {
  const asked: string[] = [];
  const found = await discoverHosts([...issuers, { issuer: 'https://down.example/fhir/' }], (input) => {
    const address = new Request(input).url;
    asked.push(address);
    if (address.includes('down')) return Promise.reject(new TypeError('refused'));
    if (address.includes('harbor')) return Promise.resolve(new Response('<html>', { status: 404 }));
    return Promise.resolve(
      Response.json({
        authorization_endpoint: 'https://login.example.org/authorize',
        token_endpoint: '/oauth/token',
        revocation_endpoint: 'http://plain.example.org/revoke',
        introspection_endpoint: 'https://elsewhere.example.org/introspect',
      }),
    );
  });
  expect(found).toEqual([
    { issuer: 'https://ehr.example.org/fhir', origins: ['https://login.example.org', 'https://ehr.example.org'] },
    { issuer: 'https://fhir.harbor.example/r4', failed: 'it answered 404' },
    { issuer: 'https://down.example/fhir/', failed: expect.stringContaining('did not answer') },
  ]);
  expect(asked[0]).toBe('https://ehr.example.org/fhir/.well-known/smart-configuration');
  expect(asked[2]).toBe('https://down.example/fhir/.well-known/smart-configuration');
});

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headers-'));
  const practice = { name: 'P', timeZone: 'America/New_York', settingType: 'pfs-practice', phone24x7: null, attestations: {} };
  const files = {
    'issuers.json': { issuers },
    'site.json': { practice, sandboxHosts: ['https://open.example.org'] },
  };
  for (const [name, json] of Object.entries(files)) await writeFile(join(folder, name), JSON.stringify(json));
  await writeFile(join(folder, 'index.html'), `<meta http-equiv="Content-Security-Policy" content="${pagePolicy()}">`);
  await mkdir(join(folder, 'wrong'));
  await writeFile(join(folder, 'wrong', 'issuers.json'), JSON.stringify({ issuers: [{ ...issuers[0], clientID: 'x' }] }));
  await writeFile(join(folder, 'wrong', 'site.json'), JSON.stringify(files['site.json']));
});

afterAll(() => rm(folder, { recursive: true }));

function run(...args: readonly string[]) {
  const script = join(import.meta.dirname, '../../scripts/headers.ts');
  return spawnSync(process.execPath, ['--import', 'tsx', script, '--offline', '--dist', folder, ...args], { encoding: 'utf8' });
}

test('the command writes the file of a server from the settings, hosts of the sandbox with them', async () => {
  const { status, stderr } = run('--for', 'caddy', '--out', join(folder, 'out'));
  expect([status, stderr]).toEqual([0, expect.stringContaining('Wrote')]);
  const written = readCaddy(await readFile(join(folder, 'out', 'Caddyfile'), 'utf8'));
  expect(written.headers).toEqual(securityHeaders(issuers, ['https://open.example.org']));
});

test('for a host without headers the command writes the pages’ policy and says what is lost', async () => {
  const { stdout, stderr, status } = run('--for', 'static');
  expect(status).toBe(0);
  expect(stdout).toContain("connect-src 'self' https://ehr.example.org https://login.example.org");
  expect(stdout).not.toContain('connect-src https:');
  for (const line of LOST_WITHOUT_HEADERS) expect(stderr).toContain(line);
});

test('settings that the app would not start with give no headers, but their mistakes', () => {
  const { stdout, stderr, status } = run('--for', 'nginx', '--settings', join(folder, 'wrong'));
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr.trim()).toBe('issuers.json: issuers.0.clientID is not known here; did you mean clientId?');
});

function readNginx(text: string): ReadBack {
  const set = [...text.matchAll(/^ {2}add_header (\S+) (?:"([^"]*)"|(\$\w+)) always;$/gm)];
  const rules = [...text.matchAll(/^ {2}"?(default|~[^\s"]+)"? "([^"]*)";$/gm)].map(([, key = '', value]) => [key, value] as const);
  const [, byDefault] = rules.find(([key]) => key === 'default') ?? [];
  const isMapped = set.some(([, name, , variable]) => name === 'Cache-Control' && variable === '$intervisit_caching');
  return {
    headers: Object.fromEntries(set.flatMap(([, name = '', value]) => (value === undefined ? [] : [[name, value]]))),
    // As nginx does: an index is looked up before the map is, and the first expression that fits counts.
    caching: (path) =>
      isMapped ? (rules.find(([key]) => key !== 'default' && new RegExp(key.slice(1)).test(path))?.[1] ?? byDefault) : undefined,
  };
}

function readCaddy(text: string): ReadBack {
  const block = /^\theader \{\n([\s\S]*?)^\t\}/m.exec(text)?.[1] ?? '';
  const paths = (name: string) => new RegExp(`^\\t@${name} (not )?path (.*)$`, 'm').exec(text);
  const matches = (name: string, path: string) => {
    const [, not, globs = ''] = paths(name) ?? [];
    const fits = globs.split(' ').some((glob) => new RegExp(`^${glob.replaceAll('.', '\\.').replaceAll('*', '.*')}$`).test(path));
    return not === undefined ? fits : !fits;
  };
  const rules = [...text.matchAll(/^\theader @(\w+) Cache-Control "([^"]*)"$/gm)];
  return {
    headers: Object.fromEntries([...block.matchAll(/^\t\t(\w[\w-]*) "([^"]*)"$/gm)].map(([, name = '', value = '']) => [name, value])),
    caching: (path) => {
      const found = rules.filter(([, name = '']) => matches(name, path));
      return found.length === 1 ? found[0]?.[2] : undefined;
    },
  };
}

function readApache(text: string): ReadBack {
  const outside = text.replaceAll(/<(\w+)[^>]*>[\s\S]*?<\/\1>/g, '');
  const set = [...outside.matchAll(/^Header always set (\S+) "([^"]*)"$/gm)].map(
    ([, name = '', value = '']) => [name, value.replaceAll('%%', '%')] as const,
  );
  const inside = (pattern: RegExp) => pattern.exec(text)?.slice(1) ?? [];
  const [files = '', filesValue] = inside(/<FilesMatch "([^"]*)">\n {2}Header always set Cache-Control "([^"]*)"/);
  const [assets = '', assetsValue] = inside(/<If "%\{REQUEST_URI\} =~ m#(.*)#">\n {2}Header always set Cache-Control "([^"]*)"/);
  const { 'Cache-Control': byDefault, ...rest } = Object.fromEntries(set);
  return {
    headers: rest,
    caching: (path) => {
      if (new RegExp(assets).test(path)) return assetsValue;
      return new RegExp(files).test(path.endsWith('/') ? `${path}index.html` : path) ? filesValue : byDefault;
    },
  };
}

function readNetlify(text: string): ReadBack {
  const sections = text
    .split(/^(?=\/)/m)
    .slice(1)
    .map((section) => {
      const [path = '', ...lines] = section.trimEnd().split('\n');
      return { path, set: lines.map((line) => /^ {2}([^:]+): (.*)$/.exec(line)?.slice(1) ?? ['', '']) };
    });
  return {
    headers: Object.fromEntries(sections.find(({ path }) => path === '/*')?.set ?? []),
    caching: (path) => {
      const values = sections
        .filter((one) => isRuleFor(one.path, path))
        .flatMap(({ set }) => set.filter(([name]) => name === 'Cache-Control'));
      return values.length === 1 ? values[0]?.[1] : undefined;
    },
  };
}

function isRuleFor(rule: string, path: string): boolean {
  return rule.endsWith('*') ? path.startsWith(rule.slice(0, -1)) : rule === path;
}

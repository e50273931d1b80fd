import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningApp, startApp } from '../../scripts/serve-app.ts';

const issuers = [{ name: 'Test EHR', issuer: 'http://localhost:4000/fhir', clientId: 'x' }];
let folder: string;
let app: RunningApp;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'serve-app-'));
  const dist = join(folder, 'dist');
  await mkdir(join(dist, 'assets'), { recursive: true });
  await writeFile(join(dist, 'index.html'), '<!doctype html><title>app</title>');
  await writeFile(join(dist, 'issuers.json'), '{"issuers":[]}');
  await writeFile(join(dist, 'site.json'), '{"from":"build"}');
  await writeFile(join(dist, 'assets', 'index-BxY12_ab.js'), 'export {};');
  await writeFile(join(dist, 'icon.svg'), '<svg/>');
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await symlink(join(folder, 'secret.txt'), join(dist, 'link.txt'));
  app = await startApp({ dist, issuers });
});

afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

/** The path goes out as it is written; fetch would tidy it up first. */
function rawStatus(path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(app.origin);
    request({ hostname, port, path }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

test.each([
  ['/', 'text/html; charset=utf-8', 'no-store'],
  ['/index.html?code=1&state=2', 'text/html; charset=utf-8', 'no-store'],
  ['/issuers.json', 'application/json; charset=utf-8', 'no-store'],
  ['/assets/index-BxY12_ab.js', 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
  ['/icon.svg', 'image/svg+xml', 'no-cache'],
])('%s is served as %s with caching %s and the security headers', async (path, type, caching) => {
  const response = await fetch(app.origin + path);
  expect(response.status).toBe(200);
  expect(response.headers.get('Content-Type')).toBe(type);
  expect(response.headers.get('Cache-Control')).toBe(caching);
  expect(response.headers.get('Content-Security-Policy')).toContain("connect-src 'self' http://localhost:4000");
  expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
});

test('the list of EHRs is the given one, and the site settings those of the build where none are given', async () => {
  expect(await (await fetch(`${app.origin}/issuers.json`)).json()).toEqual({ issuers });
  expect(await (await fetch(`${app.origin}/site.json`)).json()).toEqual({ from: 'build' });
});

test.each([
  '/../secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '/assets/..%5c..%5csecret.txt',
  '/link.txt',
  '/assets',
  '/%00',
  '/%',
  '/nothing.js',
])('%s is not found', async (path) => {
  expect(await rawStatus(path)).toBe(404);
});

test('only reading is allowed', async () => {
  const response = await fetch(app.origin, { method: 'POST' });
  expect(response.status).toBe(405);
  expect((await fetch(app.origin, { method: 'HEAD' })).status).toBe(200);
});

test('a taken port leads to the next free one, where tries are allowed', async () => {
  const dist = join(folder, 'dist');
  const port = Number(new URL(app.origin).port);
  await expect(startApp({ dist, issuers, port })).rejects.toThrow(/EADDRINUSE/);
  const next = await startApp({ dist, issuers, port, tries: 20 });
  expect(Number(new URL(next.origin).port)).toBeGreaterThan(port);
  await next.close();
});

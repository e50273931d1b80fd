// @vitest-environment jsdom
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { entry } from './launch-stage.ts';

const html = readFileSync('launch.html', 'utf8');

beforeEach(() => {
  vi.resetModules();
  document.body.innerHTML = html.slice(html.indexOf('<main>'), html.indexOf('</body>'));
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => Response.json({ issuers: [entry] })),
  );
});

afterEach(() => {
  vi.unstubAllGlobals();
  window.history.replaceState(null, '', '/');
});

async function shown(query: string): Promise<HTMLElement> {
  window.history.replaceState(null, '', `/launch.html${query}`);
  const status = document.getElementById('status');
  if (status === null) throw new Error('launch.html has no place for its status');
  await import('../../src/launch/launch-page.ts');
  await vi.waitUntil(() => !status.textContent.includes('Opening'));
  return status;
}

test('The page says what it is doing before any script has run, in a live region', () => {
  expect(document.querySelector('[role=status]')?.textContent).toContain('Opening Intervisit');
});

test('The page has no inline script or style', () => {
  expect(html).not.toMatch(/<style|style=|onload|<script(?![^>]*src=)/i);
});

test('An unknown server is shown by its host, as text', async () => {
  const status = await shown(`?iss=${encodeURIComponent('https://evil.example/<img src=x>')}&launch=1`);
  expect(status.textContent).toContain('“evil.example”');
  expect(status.querySelector('img, a')).toBeNull();
});

test('Where the browser blocks storage the same launch is offered in a window of its own', async () => {
  vi.spyOn(window, 'sessionStorage', 'get').mockImplementation(() => {
    throw new DOMException('denied', 'SecurityError');
  });
  const query = `?iss=${encodeURIComponent(entry.issuer)}&launch=token-1`;
  const status = await shown(`${query}&patientId=p666`);
  const link = status.querySelector('a');
  expect(link?.textContent).toBe('Open in a new window');
  expect(link?.getAttribute('href')).toBe(`${window.location.origin}/launch.html${query}`);
  expect(link?.target).toBe('_blank');
  expect(link?.rel).toBe('noopener noreferrer');
  expect(fetch).toHaveBeenCalledTimes(1);
});

test('Opened without a launch, the page says where to open it from', async () => {
  const status = await shown('');
  expect(status.querySelector('h1')?.textContent).toBe('No chart is open');
});

import { expect, test } from 'vitest';
import { href, parseRoute, SCREENS, type Route } from '../../src/app/routes.ts';

const fallback: Route = { month: '2026-11', screen: 'home' };

test('every screen has its address and comes back from it', () => {
  const routes = SCREENS.map((screen) => ({ month: '2026-10', screen }));
  expect(routes.map(href)).toEqual([
    '#/2026-10/home',
    '#/2026-10/eligibility',
    '#/2026-10/time',
    '#/2026-10/plan',
    '#/2026-10/copy',
    '#/2026-10/review',
    '#/2026-10/consent',
    '#/2026-10/enrolment',
    '#/2026-10/call',
    '#/2026-10/close',
    '#/2026-10/problems',
    '#/2026-10/ehr',
  ]);
  expect(routes.map((route) => parseRoute(href(route), fallback))).toEqual(routes);
});

test.each(['', '#', '#/', '#/2026-13/home', '#/2026-00/home', '#/home', '#/2026-10/home/../x', '#/2026-10/HOME', '#javascript:alert(1)'])(
  'the hash %j is not ours and leads to the fallback month',
  (hash) => {
    expect(parseRoute(hash, fallback)).toEqual(fallback);
  },
);

test('a rule has its address on a screen; an unknown one is none', () => {
  const route: Route = { month: '2026-10', screen: 'eligibility', rule: 'ELIG-5a' };
  expect(href(route)).toBe('#/2026-10/eligibility/ELIG-5a');
  expect(parseRoute(href(route), fallback)).toEqual(route);
  expect(parseRoute('#/2026-10/eligibility/ELIG-99', fallback)).toEqual({ month: '2026-10', screen: 'eligibility' });
});

test('a known month with an unknown screen keeps the month', () => {
  expect(parseRoute('#/2026-09/nowhere', fallback)).toEqual({ month: '2026-09', screen: 'home' });
});

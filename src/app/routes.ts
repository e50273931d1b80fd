import type { ServiceMonth } from '../ccm/chart.ts';

export const SCREENS = ['home', 'eligibility', 'time', 'plan', 'close', 'problems'] as const;
export type Screen = (typeof SCREENS)[number];

/** Where in the app the person is. It lives in the URL's hash, which holds no patient data: a month and a screen's name. */
export interface Route {
  readonly month: ServiceMonth;
  readonly screen: Screen;
}

const PATTERN = /^#\/(\d{4}-(?:0[1-9]|1[0-2]))\/([a-z]+)$/;

/** The route a hash names. Whatever it does not name (month, screen, or both) is taken from `fallback`. */
export function parseRoute(hash: string, fallback: Route): Route {
  const match = PATTERN.exec(hash);
  const screen = SCREENS.find((name) => name === match?.[2]);
  return { month: match?.[1] ?? fallback.month, screen: screen ?? fallback.screen };
}

/** The hash that leads to a route. */
export function href(route: Route): string {
  return `#/${route.month}/${route.screen}`;
}

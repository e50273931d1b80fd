import type { ServiceMonth } from '../ccm/chart.ts';
import { RULE_IDS, type RuleId } from '../ccm/rules.ts';

export const SCREENS = [
  'home',
  'eligibility',
  'time',
  'plan',
  'copy',
  'review',
  'consent',
  'enrolment',
  'call',
  'close',
  'problems',
  'ehr',
] as const;
export type Screen = (typeof SCREENS)[number];

/** Where in the app the person is. It lives in the URL's hash, which holds no patient data: a month, a screen's name and perhaps a rule. */
export interface Route {
  readonly month: ServiceMonth;
  readonly screen: Screen;
  /** The rule to be seen on the screen. */
  readonly rule?: RuleId;
}

const PATTERN = /^#\/(\d{4}-(?:0[1-9]|1[0-2]))\/([a-z]+)(?:\/([A-Z]+-\d+a?))?$/;

/** The route a hash names. Whatever it does not name (month, screen, or both) is taken from `fallback`; an unknown rule is none. */
export function parseRoute(hash: string, fallback: Route): Route {
  const match = PATTERN.exec(hash);
  const screen = SCREENS.find((name) => name === match?.[2]);
  const rule = RULE_IDS.find((id) => id === match?.[3]);
  return { month: match?.[1] ?? fallback.month, screen: screen ?? fallback.screen, ...(rule !== undefined && { rule }) };
}

/** The hash that leads to a route. */
export function href(route: Route): string {
  return `#/${route.month}/${route.screen}${route.rule === undefined ? '' : `/${route.rule}`}`;
}

import { pagePolicy } from '../security-headers.ts';

const POLICY_TAG = /(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(">|" \/>)/;

/**
 * A built page whose own policy lets the app connect to the listed EHRs alone. A page with another policy than the app's
 * keeps it: it has no business with any EHR.
 * Null where the page has none at all.
 */
export function withPagePolicy(html: string, connect: readonly string[]): string | null {
  const [, before, policy, after] = POLICY_TAG.exec(html) ?? [];
  if (policy === undefined) return null;
  if (!policy.includes('connect-src')) return html;
  return html.replace(POLICY_TAG, () => `${before}${pagePolicy(connect)}${after}`);
}

/** What a host that sends no headers of ours does not give, as lines to print. docs/hosting.md says the same. */
export const LOST_WITHOUT_HEADERS: readonly string[] = [
  'On a host that sends no headers the pages carry their own policy. What a page cannot say for itself is lost:',
  '- frame-ancestors: any web page could show the app in a frame and draw over it (clickjacking). For patient data use a host that sends headers.',
  '- nosniff, Permissions-Policy, Cross-Origin-Resource-Policy, Strict-Transport-Security: only a header can say them.',
  '- caching: settings and pages may be kept for as long as the host likes, so a change of issuers.json may reach users late.',
  'Kept without headers: scripts, styles and connections limited to the app and the listed EHRs, Trusted Types, no referrer.',
];

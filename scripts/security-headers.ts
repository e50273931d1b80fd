/** What of an entry of `issuers.json` decides who the app may talk to, and who may frame it. */
export interface FramedIssuer {
  readonly issuer: string;
  /** Origins of authorization and token endpoints, where they are not the FHIR server's. */
  readonly hosts?: readonly string[];
  /** Origins of the EHR's pages that embed the app; without it, the origin of the FHIR server. */
  readonly frameAncestors?: readonly string[];
}

export type Headers = Readonly<Record<string, string>>;

/**
 * The headers that every answer of the app's host carries, caching aside. Whatever web server a site uses, these values go
 * into its configuration.
 *
 * Two are left out on purpose. X-Frame-Options knows no list of EHRs; `frame-ancestors` does. Cross-Origin-Opener-Policy
 * would take from an EHR the handle of a window it opened, with which it closes the app at sign-out.
 *
 * @param moreHosts addresses the app may connect to besides: what EHRs tell of themselves, open servers of the sandbox
 * @throws Error that names the field where an origin cannot be read.
 */
export function securityHeaders(issuers: readonly FramedIssuer[], moreHosts: readonly string[] = []): Headers {
  const connect = [...issuers.flatMap((entry) => [entry.issuer, ...(entry.hosts ?? [])]), ...moreHosts];
  const ancestors = issuers.flatMap((entry) => entry.frameAncestors ?? [entry.issuer]);
  return {
    'Content-Security-Policy': written({ ...policyFor(origins(connect)), 'frame-ancestors': ["'self'", ...origins(ancestors)] }),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Strict-Transport-Security': 'max-age=31536000',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': REFUSED_FEATURES.map((feature) => `${feature}=()`).join(', '),
  };
}

const REFUSED_FEATURES = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
];

/**
 * The content security policy as far as a page can carry it itself. It guards the app on a host that sends no headers; who
 * may frame the app it cannot say.
 *
 * @param connect origins the app may connect to; absent: any over https, since the list of EHRs may change without a build
 */
export function pagePolicy(connect?: readonly string[]): string {
  return written(policyFor(connect === undefined ? ['https:', 'http://localhost:*', 'http://127.0.0.1:*'] : origins(connect)));
}

type Directives = Readonly<Record<string, readonly string[]>>;

function policyFor(connect: readonly string[]): Directives {
  return {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'"],
    'worker-src': ["'self'"],
    'connect-src': ["'self'", ...connect],
    // The preview of a printed plan is a blob of sanitised HTML in a sandboxed frame.
    'frame-src': ["'self'", 'blob:'],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'object-src': ["'none'"],
    'require-trusted-types-for': ["'script'"],
    'trusted-types': ['dompurify', 'intervisit'],
  };
}

function written(directives: Directives): string {
  return Object.entries(directives)
    .map(([name, values]) => [name, ...values].join(' '))
    .join('; ');
}

/** How long answers may be kept. The three do not overlap, and together they are everything the app's host serves. */
export const CACHING = {
  /** Built assets, which have a hash of their content in the name. */
  hashed: 'public, max-age=31536000, immutable',
  /** Pages and settings, which must be fresh at each launch. */
  fresh: 'no-store',
  other: 'no-cache',
} as const;

/** What the path of an address is, as far as caching goes. */
export function cachingOf(path: string): keyof typeof CACHING {
  if (/\/assets\/[^/]+$/.test(path)) return 'hashed';
  return /(?:\/|\.html|\.json)$/.test(path) ? 'fresh' : 'other';
}

function origins(urls: readonly string[]): readonly string[] {
  return [...new Set(urls.map(originOf))];
}

/** An origin as the browser writes it; anything else in a policy would let in more than was meant, or end the directive. */
function originOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) throw new Error(`issuers.json: ${url} is not an http address`);
  return parsed.origin;
}

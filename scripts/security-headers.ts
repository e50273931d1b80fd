/** What of an entry of `issuers.json` decides who the app may talk to, and who may frame it. */
export interface FramedIssuer {
  readonly issuer: string;
  /** Origins of authorization and token endpoints, where they are not the FHIR server's. */
  readonly connectOrigins?: readonly string[];
  /** Origins of the EHR's pages that embed the app; without it, the origin of the FHIR server. */
  readonly frameAncestors?: readonly string[];
}

export type Headers = Readonly<Record<string, string>>;

/**
 * The headers that every answer of the app's host carries, caching aside. Whatever web server a site uses, these values go
 * into its configuration.
 *
 * @throws Error that names the field where an origin cannot be read.
 */
export function securityHeaders(issuers: readonly FramedIssuer[]): Headers {
  return {
    'Content-Security-Policy': contentSecurityPolicy(issuers),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
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

function contentSecurityPolicy(issuers: readonly FramedIssuer[]): string {
  const connect = issuers.flatMap((entry) => [entry.issuer, ...(entry.connectOrigins ?? [])]);
  const ancestors = issuers.flatMap((entry) => entry.frameAncestors ?? [entry.issuer]);
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "worker-src 'self'",
    `connect-src ${["'self'", ...origins(connect)].join(' ')}`,
    // The preview of a printed plan is a blob of sanitised HTML in a sandboxed frame.
    "frame-src 'self' blob:",
    `frame-ancestors ${["'self'", ...origins(ancestors)].join(' ')}`,
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types dompurify intervisit',
  ].join('; ');
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

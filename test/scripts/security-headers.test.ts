import { expect, test } from 'vitest';
import { securityHeaders } from '../../scripts/security-headers.ts';

const ehr = { issuer: 'https://ehr.example.org/fhir/r4' };

function directive(headers: Readonly<Record<string, string>>, name: string): string | undefined {
  return headers['Content-Security-Policy']
    ?.split('; ')
    .find((one) => one.startsWith(`${name} `))
    ?.slice(name.length + 1);
}

test('the app may connect to itself, the FHIR servers of the list and their authorization hosts, and to nothing else', () => {
  const headers = securityHeaders([{ ...ehr, hosts: ['https://login.example.org/oauth2'] }, { issuer: 'http://localhost:5180/fhir' }]);
  expect(directive(headers, 'connect-src')).toBe("'self' https://ehr.example.org https://login.example.org http://localhost:5180");
  expect(directive(headers, 'default-src')).toBe("'none'");
});

test('the pages that may frame the app are those the list names, or the FHIR server itself where it names none', () => {
  expect(directive(securityHeaders([ehr]), 'frame-ancestors')).toBe("'self' https://ehr.example.org");
  expect(directive(securityHeaders([{ ...ehr, frameAncestors: ['https://hyperspace.example.org'] }]), 'frame-ancestors')).toBe(
    "'self' https://hyperspace.example.org",
  );
});

test('scripts and styles come from files of the app only, and strings never become scripts', () => {
  const headers = securityHeaders([ehr]);
  expect(directive(headers, 'script-src')).toBe("'self'");
  expect(directive(headers, 'style-src')).toBe("'self'");
  expect(directive(headers, 'require-trusted-types-for')).toBe("'script'");
  expect(headers['Content-Security-Policy']).not.toMatch(/unsafe|\*/);
  expect(headers['Referrer-Policy']).toBe('no-referrer');
});

test.each(['ehr.example.org', 'javascript:alert(1)', "https://a.example; script-src 'unsafe-inline'", ''])(
  'an origin that is none (%s) is refused, not written into the policy',
  (origin) => {
    expect(() => securityHeaders([{ ...ehr, frameAncestors: [origin] }])).toThrow(/issuers\.json/);
  },
);

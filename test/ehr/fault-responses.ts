import type { Fault, FaultKind } from './faults.ts';
import { isObject, parseExact, writeExact } from './json.ts';
import { outcome, type IssueCode } from './outcome.ts';

type StatusFault = Extract<FaultKind, number>;

const CODES: Readonly<Record<StatusFault, IssueCode>> = {
  401: 'login',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  410: 'deleted',
  412: 'conflict',
  422: 'processing',
  428: 'required',
  429: 'throttled',
  500: 'exception',
  503: 'transient',
};

/** The answer of a fault that strikes before the server acts; undefined for one that lets it act. Throws where no answer comes. */
export function answerInstead(fault: Fault): Response | undefined {
  if (typeof fault.kind === 'number') return status(fault.kind, fault.retryAfter, fault.kind === 401 ? 'Bearer' : undefined);
  switch (fault.kind) {
    case 'no-response':
      throw new TypeError('no response');
    case 'html-200':
      return new Response('<!doctype html><title>Sign in</title><h1>Sign in</h1>', { headers: { 'Content-Type': 'text/html' } });
    case 'wrong-type':
      return fhir(200, { resourceType: 'Basic', id: 'other', code: { text: 'Not what was asked for' } });
    case 'expired-token':
      return status(401, undefined, 'Bearer error="invalid_token"');
    case 'empty-body':
    case 'truncated-json':
    case 'lost-response':
    case 'foreign-next-link':
    case 'endless-paging':
    case 'duplicate-page':
    case 'delay':
      return undefined;
    default:
      return fault.kind satisfies never;
  }
}

/** The server's own answer as the fault lets it through. `keep` holds a page for one more request and gives its URL. */
export async function spoil(fault: Fault, response: Response, url: string, keep: (body: string) => string): Promise<Response> {
  if (fault.kind === 'lost-response') throw new TypeError('lost');
  if (fault.kind === 'empty-body') return new Response(null, { status: response.status, headers: response.headers });
  if (fault.kind === 'foreign-next-link') return withNext(response, () => 'https://elsewhere.example/fhir/next?page=2');
  if (fault.kind === 'endless-paging') return withNext(response, () => again(url));
  if (fault.kind === 'duplicate-page') return withNext(response, keep);
  if (fault.kind !== 'truncated-json') return response;
  const body = await response.text();
  return withBody(response, body.slice(0, Math.floor(body.length / 2)));
}

/** The same search under another address, as a server does that lost count of its pages. */
function again(url: string): string {
  const next = new URL(url);
  next.searchParams.set('_again', String(Number(next.searchParams.get('_again') ?? '0') + 1));
  return next.href;
}

async function withNext(response: Response, next: (body: string) => string): Promise<Response> {
  const body = await response.text();
  const tree: unknown = response.ok && body !== '' ? parseExact(body) : undefined;
  if (!isObject(tree) || tree['type'] !== 'searchset') return withBody(response, body);
  const links = Array.isArray(tree['link']) ? tree['link'] : [];
  const others = links.filter((link) => !isObject(link) || link['relation'] !== 'next');
  return withBody(response, writeExact({ ...tree, link: [...others, { relation: 'next', url: next(body) }] }));
}

function withBody(response: Response, body: string): Response {
  return new Response(body, { status: response.status, headers: response.headers });
}

function status(code: StatusFault, retryAfter: string | undefined, challenge: string | undefined): Response {
  const response = fhir(code, outcome([{ severity: 'error', code: CODES[code], diagnostics: `A fault was asked for: ${code}.` }]));
  if (retryAfter !== undefined) response.headers.set('Retry-After', retryAfter);
  if (challenge !== undefined) response.headers.set('WWW-Authenticate', challenge);
  return response;
}

function fhir(code: number, body: object): Response {
  return new Response(JSON.stringify(body), { status: code, headers: { 'Content-Type': 'application/fhir+json; charset=utf-8' } });
}

import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { FhirResource } from 'fhir/r4';
import type { Clock, Ehr, EhrUser } from '../ehr.ts';
import { SAMPLE_PATIENTS } from '../patients/sample-patients.ts';
import type { LaunchAnswer, PageData, PagePatient } from './page-data.ts';

export interface PageOptions {
  readonly ehr: Ehr;
  readonly users: readonly EhrUser[];
  readonly launchUrl?: string | undefined;
  readonly persona: string;
  readonly timeZone: string;
  readonly clock: Clock;
}

const ASSETS: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.js': 'text/javascript; charset=utf-8',
};

/** Types that the chart's tabs show. */
const SHOWN = new Set<string>([
  'AllergyIntolerance',
  'CarePlan',
  'ChargeItem',
  'Communication',
  'Condition',
  'Consent',
  'Coverage',
  'DocumentReference',
  'Encounter',
  'Goal',
  'MedicationRequest',
  'Provenance',
] satisfies FhirResource['resourceType'][]);

/** The EHR's own page and what feeds it. Undefined where the request is none of the page's. */
export async function handleChartPage(request: Request, options: PageOptions): Promise<Response | undefined> {
  const url = new URL(request.url);
  if (url.pathname !== '/' && !url.pathname.startsWith('/page/')) return undefined;
  // The page is open to whoever reaches it; a foreign name for this machine would let any website read it.
  if (url.host !== new URL(options.ehr.origin).host) return text(403, 'Open this page by its own address.');
  const response = await answer(request, url.pathname, options);
  // The frame shows the app, and on the way there the EHR's own sign-in.
  const frames = ["'self'", ...(options.launchUrl === undefined ? [] : [new URL(options.launchUrl).origin])].join(' ');
  response.headers.set(
    'Content-Security-Policy',
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; " +
      `form-action 'none'; frame-ancestors 'none'; frame-src ${frames}`,
  );
  response.headers.set('Cache-Control', 'no-store');
  response.headers.set('X-Content-Type-Options', 'nosniff');
  return response;
}

async function answer(request: Request, path: string, options: PageOptions): Promise<Response> {
  const [, , kind, ...rest] = path.split('/').map(decodeURIComponent);
  if (request.method === 'POST' && path === '/page/launch') return launch(request, options);
  if (request.method !== 'GET') return text(405, 'Not allowed');
  if (path === '/') return asset('index.html');
  if (path === '/page/data') return json(pageData(options));
  const [first, second] = rest;
  if (kind === 'chart' && first !== undefined && second !== undefined) return chartOf(options.ehr, first, second);
  if (kind === 'raw' && first !== undefined && second !== undefined) return raw(options.ehr, first, second);
  if (kind === 'history' && first !== undefined && second !== undefined) return history(options.ehr, first, second);
  if (kind === 'assets' && first !== undefined && /^[\w-]+\.(css|svg|js)$/.test(first)) return asset(first);
  return text(404, 'Not found');
}

function pageData({ ehr, users, persona, timeZone, clock }: PageOptions): PageData {
  const stories = new Map(SAMPLE_PATIENTS.map(({ id, story }) => [id, story]));
  const patients = ehr.stored('Patient').map((patient): PagePatient => {
    const name = patient.name?.find(({ use }) => use === 'official') ?? patient.name?.[0];
    const mrn = patient.identifier?.find(({ type }) => type?.coding?.some(({ code }) => code === 'MR'));
    const story = stories.get(patient.id ?? '');
    return {
      id: patient.id ?? '',
      name: name?.text ?? [...(name?.given ?? []), name?.family ?? ''].join(' ').trim(),
      ...(patient.birthDate !== undefined && { birthDate: patient.birthDate }),
      ...(patient.gender !== undefined && { gender: patient.gender }),
      ...(mrn?.value !== undefined && { mrn: mrn.value }),
      ...(story !== undefined && { story }),
      isDeceased: patient.deceasedBoolean === true || patient.deceasedDateTime !== undefined,
    };
  });
  const today = Temporal.Instant.fromEpochMilliseconds(clock()).toZonedDateTimeISO(timeZone).toPlainDate().toString();
  return { patients, users: users.map(({ id, name, role }) => ({ id, name, role })), persona, timeZone, today };
}

/** A launch context is worth a patient's chart: it is given to this page only. */
async function launch(request: Request, { ehr, launchUrl, users }: PageOptions): Promise<Response> {
  if (request.headers.get('Origin') !== ehr.origin) return text(403, 'Not from this page');
  const body: unknown = await request.json().catch(() => undefined);
  const patient = field(body, 'patient');
  const user = users.find(({ id }) => id === field(body, 'user'));
  if (launchUrl === undefined || patient === undefined || user === undefined) return text(400, 'No such patient, user or app');
  const url = new URL(launchUrl);
  url.searchParams.set('iss', ehr.fhirBase);
  url.searchParams.set('launch', ehr.openLaunch({ patient, user: user.id, needPatientBanner: true }));
  return json({ url: url.href } satisfies LaunchAnswer);
}

function chartOf(ehr: Ehr, patient: string, type: string): Response {
  return isShown(type) ? json(ehr.stored(type, patient)) : text(404, 'Not found');
}

function raw(ehr: Ehr, type: string, id: string): Response {
  const found = ehr.storedText(type, id);
  return found === undefined ? text(404, 'Not found') : new Response(found, { headers: { 'Content-Type': 'application/json' } });
}

function history(ehr: Ehr, type: string, id: string): Response {
  return isShown(type) ? json(ehr.history(type, id)) : text(404, 'Not found');
}

function isShown(type: string): type is FhirResource['resourceType'] {
  return SHOWN.has(type);
}

async function asset(name: string): Promise<Response> {
  const isScript = extname(name) === '.js';
  const file = join(import.meta.dirname, isScript ? name.replace(/\.js$/, '.ts') : name);
  const source = await readFile(file, 'utf8').catch(() => undefined);
  if (source === undefined) return text(404, 'Not found');
  const body = isScript ? await compiled(file, source) : source;
  return new Response(body, { headers: { 'Content-Type': ASSETS[extname(name)] ?? 'text/plain' } });
}

/** The page's scripts are TypeScript in the repository; the bundler's own compiler is at hand in each place that serves them. */
async function compiled(file: string, source: string): Promise<string> {
  const { transformWithOxc } = await import('vite');
  const { code } = await transformWithOxc(source, file, { sourcemap: false });
  return code.replaceAll(/(from\s+["']\.\/[\w-]+)\.ts(["'])/g, '$1.js$2');
}

function field(body: unknown, name: string): string | undefined {
  if (typeof body !== 'object' || body === null || !(name in body)) return undefined;
  const value: unknown = Object.getOwnPropertyDescriptor(body, name)?.value;
  return typeof value === 'string' ? value : undefined;
}

function json(value: unknown): Response {
  return Response.json(value);
}

function text(status: number, message: string): Response {
  return new Response(`${message}\n`, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
}

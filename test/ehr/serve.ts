import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen } from '../../scripts/listen.ts';
import { createEhr, type Ehr, type EhrOptions } from './ehr.ts';
import { handleChartPage } from './page/serve-page.ts';

export interface ServeOptions {
  /** Any free port if absent. */
  readonly port?: number;
  /** How many ports above it to try where it is taken. */
  readonly tries?: number;
  /** Called once the EHR's own address is known. May start the app, whose address the EHR's clients need. */
  readonly options: (origin: string) => ServedEhr | Promise<ServedEhr>;
}

export interface ServedEhr extends Omit<EhrOptions, 'origin'> {
  /** The app that the chart page opens; its frame is empty without. It ends with the EHR. */
  readonly app?: LaunchableApp;
  /** The practice's, in which the chart page shows times. */
  readonly timeZone?: string;
}

export interface LaunchableApp {
  readonly origin: string;
  readonly launchUrl: string;
  readonly close: () => Promise<void>;
}

export interface RunningEhr {
  /** `http://localhost:5180`, without a slash at its end. */
  readonly origin: string;
  readonly ehr: Ehr;
  readonly app?: LaunchableApp;
  readonly close: () => Promise<void>;
}

/** The simulated EHR and its chart page on `localhost`: another site than the app's 127.0.0.1. */
export async function startEhr({ port = 0, tries = 0, options }: ServeOptions): Promise<RunningEhr> {
  let handle: (request: Request) => Promise<Response> = starting;
  const hosts = ['127.0.0.1', '::1'];
  const server = await listen((request, response) => void serve(request, response, (asked) => handle(asked)), { hosts, port, tries });
  const origin = `http://localhost:${server.port}`;
  let app: LaunchableApp | undefined;
  const close = async (): Promise<void> => {
    await Promise.all([server.close(), app?.close()]);
  };
  try {
    const { app: given, timeZone = 'UTC', ...rest } = await options(origin);
    app = given;
    const ehr = await createEhr({ ...rest, origin });
    const page = { ehr, users: rest.users, launchUrl: app?.launchUrl, persona: personaName(rest.persona), timeZone, clock: rest.clock };
    handle = async (request) => (await handleChartPage(request, page)) ?? ehr.handle(request);
    return { origin, ehr, close, ...(app !== undefined && { app }) };
  } catch (error) {
    await close();
    throw error;
  }
}

function personaName(persona: string | { readonly name: string } = 'full'): string {
  return typeof persona === 'string' ? persona : persona.name;
}

function starting(): Promise<Response> {
  return Promise.resolve(new Response('starting', { status: 503 }));
}

async function serve(incoming: IncomingMessage, outgoing: ServerResponse, handle: (request: Request) => Promise<Response>): Promise<void> {
  try {
    await send(outgoing, await handle(await requestOf(incoming)));
  } catch {
    // A fault of the kind "the connection broke": the caller must see just that, and no status.
    incoming.socket.destroy();
  }
}

async function requestOf(incoming: IncomingMessage): Promise<Request> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) headers.append(name, one);
  }
  const method = incoming.method ?? 'GET';
  const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host ?? 'localhost'}`);
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers });
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return new Request(url, { method, headers, body: Buffer.concat(chunks) });
}

async function send(outgoing: ServerResponse, response: Response): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer());
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) outgoing.appendHeader(name, value);
  outgoing.setHeader('Content-Length', body.byteLength);
  outgoing.end(body);
}

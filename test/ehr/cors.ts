import type { Cors } from './persona.ts';

const METHODS = 'GET, POST, PUT, PATCH, DELETE, OPTIONS';

/** The answer to a preflight. What the persona does not allow is left out; refusing is the browser's part. */
export function preflight(request: Request, cors: Cors): Response {
  const response = new Response(null, { status: 204 });
  response.headers.set('Access-Control-Allow-Methods', METHODS);
  response.headers.set('Access-Control-Allow-Headers', cors.allowHeaders.join(', '));
  return withOrigin(response, request);
}

/** The same response, readable by the page that asked for it as far as the persona exposes it. */
export function withCors(response: Response, request: Request, cors: Cors): Response {
  response.headers.set('Access-Control-Expose-Headers', cors.exposeHeaders.join(', '));
  return withOrigin(response, request);
}

function withOrigin(response: Response, request: Request): Response {
  response.headers.set('Access-Control-Allow-Origin', request.headers.get('Origin') ?? '*');
  response.headers.append('Vary', 'Origin');
  return response;
}

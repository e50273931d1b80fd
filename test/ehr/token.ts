import type { Clock, EhrClient } from './contract.ts';
import { base64url, type Grant, type Grants } from './grants.ts';
import type { IdTokens } from './id-token.ts';
import type { Persona } from './persona.ts';

export interface TokenServer {
  readonly clients: readonly EhrClient[];
  readonly grants: Grants;
  readonly persona: Persona;
  readonly idTokens: IdTokens;
  readonly clock: Clock;
  readonly tokenSeconds: number;
}

/** The token endpoint: `authorization_code` with its PKCE verifier, and `refresh_token` with rotation. */
export async function exchange(server: TokenServer, request: Request, body: string): Promise<Response> {
  if (request.method !== 'POST') return problem(405, 'invalid_request', 'POST is required.');
  if (!(request.headers.get('Content-Type') ?? '').startsWith('application/x-www-form-urlencoded')) {
    return problem(400, 'invalid_request', 'The body must be form-encoded.');
  }
  const form = new URLSearchParams(body);
  const clientId = form.get('client_id') ?? '';
  if (!server.clients.some((client) => client.clientId === clientId)) return problem(401, 'invalid_client', 'Unknown client.');
  switch (form.get('grant_type') ?? '') {
    case 'authorization_code':
      return byCode(server, form, clientId);
    case 'refresh_token':
      return byRefreshToken(server, form, clientId);
    default:
      return problem(400, 'unsupported_grant_type', 'Unknown grant_type.');
  }
}

/** RFC 7009: the answer is the same whether there was such a token or not. */
export function revoke(server: TokenServer, body: string): Response {
  server.grants.revoke(new URLSearchParams(body).get('token') ?? '');
  return new Response(null, { status: 200, headers: { 'Cache-Control': 'no-store' } });
}

async function byCode(server: TokenServer, form: URLSearchParams, clientId: string): Promise<Response> {
  const verifier = form.get('code_verifier') ?? '';
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const challenge = base64url(new Uint8Array(hash));
  const taken = server.grants.takeCode(form.get('code') ?? '', clientId, form.get('redirect_uri') ?? '', challenge);
  if (taken === undefined) return problem(400, 'invalid_grant', 'The code is unknown, used or expired, or does not fit.');
  return issued(server, taken.grant, taken.family);
}

async function byRefreshToken(server: TokenServer, form: URLSearchParams, clientId: string): Promise<Response> {
  const taken = server.grants.takeRefresh(form.get('refresh_token') ?? '', clientId);
  if (taken === undefined) return problem(400, 'invalid_grant', 'The refresh token is unknown, used or revoked.');
  const asked = form.get('scope');
  if (asked === null) return issued(server, taken.grant, taken.family);
  const granted = taken.grant.scope.split(' ');
  const isSubset = asked.split(/\s+/).every((scope) => granted.includes(scope));
  if (!isSubset) return problem(400, 'invalid_scope', 'A refresh cannot widen the scope.');
  return issued(server, { ...taken.grant, scope: asked }, taken.family);
}

async function issued(server: TokenServer, grant: Grant, family: string): Promise<Response> {
  const scopes = grant.scope.split(' ');
  const refreshes = server.persona.scopes.refresh && (scopes.includes('online_access') || scopes.includes('offline_access'));
  const idToken = scopes.includes('openid') && grant.user !== undefined ? await server.idTokens.sign(grant, server.clock()) : undefined;
  const body = {
    access_token: server.grants.issueAccess(grant, family, server.tokenSeconds),
    token_type: 'Bearer',
    expires_in: server.tokenSeconds,
    scope: grant.scope,
    ...given('patient', grant.patient),
    ...given('encounter', grant.encounter),
    ...given('need_patient_banner', grant.needPatientBanner),
    ...given('intent', grant.intent),
    ...given('id_token', idToken),
    ...given('refresh_token', refreshes ? server.grants.issueRefresh(grant, family) : undefined),
  };
  return json(200, body);
}

function given(name: string, value: string | boolean | undefined): Readonly<Record<string, string | boolean>> {
  return value === undefined ? {} : { [name]: value };
}

function problem(status: number, error: string, description: string): Response {
  return json(status, { error, error_description: description });
}

function json(status: number, body: object): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', Pragma: 'no-cache' },
  });
}

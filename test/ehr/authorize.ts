import type { EhrClient, EhrUser, LaunchContext } from './contract.ts';
import type { Grants } from './grants.ts';
import type { Persona } from './persona.ts';
import { pickerPage, plainPage } from './picker-page.ts';
import { grantScopes } from './scopes.ts';
import type { Store } from './store.ts';

export interface AuthorizeServer {
  readonly fhirBase: string;
  readonly clients: readonly EhrClient[];
  readonly users: readonly EhrUser[];
  readonly grants: Grants;
  readonly store: Store;
  readonly persona: Persona;
}

type AuthorizeError = 'invalid_request' | 'unsupported_response_type' | 'invalid_scope' | 'access_denied';

/**
 * The authorization endpoint. An EHR launch signs in silently as the user of the launch; a standalone one shows a page to choose. What
 * cannot safely be sent back to the client (unknown client, other redirect URI) is a plain page; everything else is a redirect.
 */
export function authorize(server: AuthorizeServer, params: URLSearchParams): Response {
  const client = server.clients.find((one) => one.clientId === params.get('client_id'));
  if (client === undefined) return plainPage(400, 'Unknown client', 'This app is not registered here.');
  const redirectUri = params.get('redirect_uri') ?? '';
  if (!client.redirectUris.includes(redirectUri))
    return plainPage(400, 'Wrong address', 'The redirect URI is not one that the app registered.');
  const wrong = problemWith(params, server.fhirBase);
  if (wrong !== undefined) return refused(redirectUri, params, ...wrong);
  const launch = params.get('launch');
  if (launch === null) return standalone(server, client, redirectUri, params);
  const context = server.grants.takeLaunch(launch);
  if (context === undefined) return refused(redirectUri, params, 'invalid_request', 'The launch token is unknown or used up.');
  return approved(server, client, redirectUri, params, context);
}

function problemWith(params: URLSearchParams, fhirBase: string): [AuthorizeError, string] | undefined {
  if (params.get('response_type') !== 'code') return ['unsupported_response_type', 'Only response_type=code is supported.'];
  if (params.get('aud') !== fhirBase) return ['invalid_request', 'aud is not the FHIR base URL of this server.'];
  if ((params.get('state') ?? '') === '') return ['invalid_request', 'state is required.'];
  if (params.get('code_challenge_method') !== 'S256' || !/^[\w-]{43}$/.test(params.get('code_challenge') ?? '')) {
    return ['invalid_request', 'PKCE with S256 is required.'];
  }
  return undefined;
}

function standalone(server: AuthorizeServer, client: EhrClient, redirectUri: string, params: URLSearchParams): Response {
  const choice = params.get('_choice');
  if (choice === 'deny') return refused(redirectUri, params, 'access_denied', 'The user refused.');
  const needsPatient = (params.get('scope') ?? '').split(/\s+/).some((scope) => scope === 'launch/patient' || scope.startsWith('patient/'));
  const user = params.get('_user') ?? '';
  const patient = params.get('_patient') ?? '';
  const isComplete =
    server.users.some((one) => one.id === user) && (!needsPatient || server.store.current('Patient', patient) !== undefined);
  if (choice !== 'allow' || !isComplete) return pickerPage(params, server.users, needsPatient ? server.store : undefined);
  return approved(server, client, redirectUri, params, { user, ...(patient === '' ? {} : { patient }) });
}

function approved(
  server: AuthorizeServer,
  client: EhrClient,
  redirectUri: string,
  params: URLSearchParams,
  context: LaunchContext,
): Response {
  const scope = grantScopes(params.get('scope') ?? '', server.persona, client.scopes);
  if (scope === '') return refused(redirectUri, params, 'invalid_scope', 'None of the scopes can be granted.');
  const grant = {
    clientId: client.clientId,
    scope,
    user: server.users.find((one) => one.id === context.user),
    patient: context.patient,
    encounter: context.encounter,
    needPatientBanner: context.needPatientBanner,
    intent: context.intent,
  };
  const code = server.grants.issueCode(grant, redirectUri, params.get('code_challenge') ?? '');
  return back(redirectUri, params, { code });
}

function refused(redirectUri: string, params: URLSearchParams, error: AuthorizeError, description: string): Response {
  return back(redirectUri, params, { error, error_description: description });
}

function back(redirectUri: string, params: URLSearchParams, answer: Readonly<Record<string, string>>): Response {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  const state = params.get('state');
  if (state !== null) url.searchParams.set('state', state);
  return new Response(null, { status: 302, headers: { Location: url.href, 'Cache-Control': 'no-store' } });
}

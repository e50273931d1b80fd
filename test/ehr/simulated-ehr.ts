import type { FhirResource } from 'fhir/r4';
import { Access, unlimited } from './access.ts';
import { authorize } from './authorize.ts';
import { capabilityStatement, smartConfiguration } from './capability.ts';
import type { Ehr, EhrOptions, LaunchContext } from './contract.ts';
import { preflight, withCors } from './cors.ts';
import { ExchangeLog, type Exchange } from './exchanges.ts';
import { answerInstead, spoil } from './fault-responses.ts';
import { FaultList, type Fault } from './faults.ts';
import { answerFhir, refusalResponse } from './fhir-endpoint.ts';
import { Grants, secret } from './grants.ts';
import { IdTokens } from './id-token.ts';
import type { Engine } from './interactions.ts';
import { Refusal, refuse } from './outcome.ts';
import { Pages } from './paging.ts';
import type { Persona, PersonaName } from './persona.ts';
import { PERSONAS } from './personas.ts';
import { ReferenceIndex } from './reference-index.ts';
import { RateLimit } from './rate-limit.ts';
import { clinicalScopes, lastOfEach } from './scopes.ts';
import { Search } from './search.ts';
import { Store, type Version } from './store.ts';
import { exchange, revoke } from './token.ts';
import type { ProfilesFor } from './validate.ts';

type ResourceOf<T extends FhirResource['resourceType']> = Extract<FhirResource, { resourceType: T }>;

export class SimulatedEhr implements Ehr {
  readonly origin: string;
  readonly fhirBase: string;
  readonly faults = new FaultList();
  readonly #options: EhrOptions;
  readonly #profilesFor: ProfilesFor;
  readonly #store: Store;
  readonly #index: ReferenceIndex;
  readonly #search: Search;
  readonly #grants: Grants;
  readonly #idTokens: IdTokens;
  readonly #pages = new Pages();
  readonly #log = new ExchangeLog();
  readonly #rate: RateLimit;
  readonly #keptPages = new Map<string, string>();
  #persona: Persona;
  #tokenSeconds: number | undefined;

  constructor(options: EhrOptions, profilesFor: ProfilesFor) {
    this.#options = options;
    this.#profilesFor = profilesFor;
    this.origin = options.origin;
    this.fhirBase = `${options.origin}/fhir`;
    this.#store = new Store(options.clock);
    this.#index = new ReferenceIndex(this.#store, this.fhirBase);
    this.#search = new Search(this.#store, this.#index);
    this.#grants = new Grants(options.clock);
    this.#rate = new RateLimit(options.clock);
    this.#idTokens = new IdTokens(this.fhirBase);
    this.#persona = PERSONAS[options.persona ?? 'full'];
    this.#tokenSeconds = options.tokenSeconds;
  }

  get exchanges(): readonly Exchange[] {
    return this.#log.exchanges;
  }

  clearExchanges(): void {
    this.#log.clear();
  }

  get persona(): PersonaName {
    return this.#persona.name;
  }

  setPersona(persona: PersonaName | Persona): void {
    this.#persona = typeof persona === 'string' ? PERSONAS[persona] : persona;
  }

  setTokenSeconds(seconds: number): void {
    this.#tokenSeconds = seconds;
  }

  revokeTokens(options: { readonly refresh?: boolean } = {}): void {
    this.#grants.revokeAll(options.refresh ?? false);
  }

  openLaunch(context: LaunchContext): string {
    if (!this.#options.users.some((user) => user.id === context.user)) throw new Error('Unknown user.');
    return this.#grants.openLaunch(context);
  }

  issueToken(grant: { readonly scope: string; readonly patient?: string; readonly user?: string }): string {
    const user = this.#options.users.find((one) => one.id === grant.user);
    const rest = { clientId: 'test', encounter: undefined, needPatientBanner: undefined, intent: undefined };
    return this.#grants.issueAccess({ ...rest, scope: grant.scope, user, patient: grant.patient }, secret(), this.#seconds());
  }

  put(resource: object | string): void {
    this.#store.load(resource);
  }

  stored<T extends FhirResource['resourceType']>(type: T, patientId?: string): readonly ResourceOf<T>[] {
    const ids = patientId === undefined ? undefined : this.#index.ofPatient(type, patientId);
    const versions = [...this.#store.ids(type)].filter((id) => ids?.has(id) ?? true).flatMap((id) => this.#store.current(type, id) ?? []);
    return versions.filter((version) => !version.deleted).map((version) => asResource<T>(version));
  }

  storedText(type: string, id: string): string | undefined {
    return this.#store.current(type, id)?.text;
  }

  history<T extends FhirResource['resourceType']>(type: T, id: string): readonly ResourceOf<T>[] {
    return this.#store.versions(type, id).map((version) => asResource<T>(version));
  }

  async handle(request: Request): Promise<Response> {
    const body = request.method === 'GET' || request.method === 'HEAD' ? '' : await request.text();
    return this.#log.record(request, body, this.#options.clock(), async () => {
      if (request.method === 'OPTIONS') return preflight(request, this.#persona.cors);
      return withCors(await this.#withFaults(request, body), request, this.#persona.cors);
    });
  }

  async #withFaults(request: Request, body: string): Promise<Response> {
    const url = new URL(request.url);
    if (!this.#rate.allows(this.#persona.requestsPerMinute)) return answerInstead({ on: {}, kind: 429 }) ?? Response.error();
    const fault = this.faults.next({ method: request.method, type: this.#typeOf(url), pathAndQuery: url.pathname + url.search });
    if (fault === undefined) return this.#answer(request, url, body);
    if (fault.kind === 'delay') await fault.until;
    if (fault.kind === 'expired-token') this.#grants.revokeAccess(bearer(request) ?? '');
    return answerInstead(fault) ?? this.#spoiled(fault, await this.#answer(request, url, body), url);
  }

  async #spoiled(fault: Fault, response: Response, url: URL): Promise<Response> {
    return spoil(fault, response, url.href, (page) => {
      const kept = new URL(`${this.fhirBase}/${this.#typeOf(url) ?? ''}?_page=again-${secret()}`).href;
      this.#keptPages.set(kept, page);
      return kept;
    });
  }

  async #answer(request: Request, url: URL, body: string): Promise<Response> {
    try {
      const { pathname } = url;
      if (pathname === '/auth/authorize') return this.#authorize(request, url, body);
      if (pathname === '/auth/token') return await exchange(this.#tokenServer(), request, body);
      if (pathname === '/auth/revoke' && request.method === 'POST') return revoke(this.#tokenServer(), body);
      if (pathname === '/auth/jwks') return json(await this.#idTokens.keySet());
      if (pathname === '/fhir/.well-known/smart-configuration' && this.#persona.authorization === 'smart') {
        return json(smartConfiguration(this.origin, this.fhirBase, this.#persona));
      }
      if (pathname === '/fhir/metadata') return this.#metadata();
      if (pathname === '/fhir' || pathname.startsWith('/fhir/')) return this.#fhir(request, url, body);
      throw refuse(404, 'not-found', 'Nothing is here.');
    } catch (error) {
      if (error instanceof Refusal) return refusalResponse(error);
      throw error;
    }
  }

  #fhir(request: Request, url: URL, body: string): Response {
    const access = this.#accessOf(request);
    if (access instanceof Response) return access;
    const kept = this.#keptPages.get(url.href);
    if (kept !== undefined) return new Response(kept, { headers: { 'Content-Type': 'application/fhir+json; charset=utf-8' } });
    return answerFhir({ engine: this.#engine(), access, pages: this.#pages, method: request.method, url, headers: request.headers, body });
  }

  #accessOf(request: Request): Access | Response {
    if (this.#persona.authorization === 'none') return unlimited(this.#index);
    const token = bearer(request);
    const state = this.#grants.stateOf(token ?? '');
    if (state.kind === 'valid') {
      const scopes = clinicalScopes(state.grant.scope);
      const counting = this.#persona.scopes.lastCounts === true ? lastOfEach(scopes) : scopes;
      return new Access(counting, state.grant.patient, this.#index);
    }
    const response = refusalResponse(
      refuse(
        401,
        state.kind === 'expired' ? 'expired' : 'login',
        state.kind === 'expired' ? 'The access token has expired.' : 'A valid access token is required.',
      ),
    );
    response.headers.set('WWW-Authenticate', token === undefined ? 'Bearer' : 'Bearer error="invalid_token"');
    return response;
  }

  #authorize(request: Request, url: URL, body: string): Response {
    const { clients, users } = this.#options;
    const server = { fhirBase: this.fhirBase, clients, users, grants: this.#grants, store: this.#store, persona: this.#persona };
    return authorize(server, request.method === 'POST' ? new URLSearchParams(body) : url.searchParams);
  }

  #tokenServer(): Parameters<typeof exchange>[0] {
    const { clients, clock } = this.#options;
    const tokenSeconds = this.#seconds();
    return { clients, grants: this.#grants, persona: this.#persona, idTokens: this.#idTokens, clock, tokenSeconds };
  }

  #seconds(): number {
    return this.#tokenSeconds ?? this.#persona.tokenSeconds;
  }

  #engine(): Engine {
    const { unvalidated = false } = this.#options;
    return {
      base: this.fhirBase,
      store: this.#store,
      index: this.#index,
      search: this.#search,
      persona: this.#persona,
      profilesFor: this.#profilesFor,
      unvalidated,
    };
  }

  #metadata(): Response {
    const date = new Date(this.#options.clock()).toISOString().slice(0, 10);
    const text = capabilityStatement(this.origin, this.fhirBase, this.#persona, date);
    return new Response(text, { headers: { 'Content-Type': 'application/fhir+json; charset=utf-8' } });
  }

  #typeOf(url: URL): string | undefined {
    if (!url.pathname.startsWith('/fhir')) return undefined;
    return url.pathname.split('/')[2] || 'Bundle';
  }
}

function bearer(request: Request): string | undefined {
  return /^Bearer (\S+)$/i.exec(request.headers.get('Authorization') ?? '')?.[1];
}

function json(body: object): Response {
  return new Response(JSON.stringify(body), { headers: { 'Content-Type': 'application/json' } });
}

/** The store keeps what it was given, valid or not; a test that looks at it says what type it expects. */
function asResource<T extends FhirResource['resourceType']>(version: Version): ResourceOf<T> {
  return version.resource as unknown as ResourceOf<T>;
}

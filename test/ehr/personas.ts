/** Letters of SMART scopes v2: create, read, update (and patch), delete, search. */
export type Action = 'c' | 'r' | 'u' | 'd' | 's';

export type PersonaName = 'full' | 'read-only' | 'plan-writes-only' | 'notes-only' | 'forgetful-encounters' | 'create-only';

export interface Cors {
  /** Request headers that a preflight allows. */
  readonly allowHeaders: readonly string[];
  /** Response headers that a page may read. */
  readonly exposeHeaders: readonly string[];
}

/**
 * How one kind of EHR behaves. What it says of itself (CapabilityStatement, smart-configuration) is made from the same table, unless
 * `claims` says otherwise.
 */
export interface Persona {
  readonly name: PersonaName;
  /** `none` is an open server: requests need no token. */
  readonly authorization: 'smart' | 'none';
  readonly actions: {
    readonly byDefault: readonly Action[];
    /** Types that differ; an empty list means that the server does not know the type at all. */
    readonly byType: Readonly<Record<string, readonly Action[]>>;
  };
  readonly patch: boolean;
  /** `atomic`: one failure undoes all, answered with its status. `entry-status`: answered 200, undone, the failure in its entry. */
  readonly transaction: 'atomic' | 'entry-status' | 'not-atomic' | 'unsupported';
  readonly batch: boolean;
  readonly conditionalCreate: 'honoured' | 'ignored' | 'unsupported';
  readonly versions: {
    /** Whether responses carry ETag. */
    readonly etag: boolean;
    readonly ifMatch: 'honoured' | 'required' | 'ignored';
    readonly conflictStatus: 409 | 412;
  };
  readonly search: {
    readonly defaultCount: number;
    readonly maxCount: number;
    readonly unknownParameter: 'refuse' | 'ignore';
    /** Per type, alternatives of parameters of which one must be there (`_id` always suffices). */
    readonly required: Readonly<Record<string, readonly (readonly string[])[]>>;
  };
  readonly scopes: {
    /** Non-clinical scopes that are granted when asked for. */
    readonly context: readonly string[];
    readonly versions: readonly ('permission-v1' | 'permission-v2')[];
    readonly refresh: boolean;
  };
  readonly tokenSeconds: number;
  readonly cors: Cors;
  /** Actions the CapabilityStatement shows beyond (or short of) what the server does. */
  readonly claims?: { readonly byType: Readonly<Record<string, readonly Action[]>> };
  /** Top-level elements that every write loses without a word. */
  readonly drops?: Readonly<Record<string, readonly string[]>>;
  /** Elements, as dotted paths, without which a create is refused with 422. */
  readonly requires?: Readonly<Record<string, readonly string[]>>;
  /** Texts of documents are kept in Binaries and served by their address. */
  readonly textsApart?: boolean;
}

const CONTEXT_SCOPES = [
  'openid',
  'fhirUser',
  'profile',
  'launch',
  'launch/patient',
  'launch/encounter',
  'online_access',
  'offline_access',
] as const;

const full: Persona = {
  name: 'full',
  authorization: 'smart',
  actions: { byDefault: ['c', 'r', 'u', 'd', 's'], byType: {} },
  patch: true,
  transaction: 'atomic',
  batch: true,
  conditionalCreate: 'honoured',
  versions: { etag: true, ifMatch: 'honoured', conflictStatus: 412 },
  search: { defaultCount: 100, maxCount: 200, unknownParameter: 'refuse', required: {} },
  scopes: { context: CONTEXT_SCOPES, versions: ['permission-v1', 'permission-v2'], refresh: true },
  tokenSeconds: 3600,
  cors: {
    allowHeaders: ['Authorization', 'Content-Type', 'Accept', 'If-Match', 'If-None-Match', 'If-None-Exist', 'Prefer'],
    exposeHeaders: ['ETag', 'Location', 'Last-Modified', 'Retry-After'],
  },
};

export const PERSONAS: Readonly<Record<PersonaName, Persona>> = {
  full,
  'read-only': {
    ...full,
    name: 'read-only',
    actions: { byDefault: ['r', 's'], byType: {} },
    patch: false,
    transaction: 'unsupported',
    batch: false,
    conditionalCreate: 'unsupported',
    cors: { allowHeaders: ['Authorization', 'Content-Type', 'Accept'], exposeHeaders: ['Location'] },
  },
  /** A FHIR server whose administrator granted care plans, since Encounters touch registration, and no documents. */
  'plan-writes-only': {
    ...full,
    name: 'plan-writes-only',
    actions: { byDefault: ['r', 's'], byType: { CarePlan: ['c', 'r', 's', 'u'] } },
  },
  /** Like Epic: of all that keeps minutes only notes can be written, each under an encounter, and their text comes by address. */
  'notes-only': {
    ...full,
    name: 'notes-only',
    actions: { byDefault: ['r', 's'], byType: { DocumentReference: ['c', 'r', 's'] } },
    patch: false,
    transaction: 'unsupported',
    batch: false,
    conditionalCreate: 'unsupported',
    versions: { etag: false, ifMatch: 'ignored', conflictStatus: 409 },
    cors: { allowHeaders: ['Authorization', 'Content-Type', 'Accept'], exposeHeaders: ['Location'] },
    requires: { DocumentReference: ['context.encounter'] },
    textsApart: true,
  },
  /** Like Oracle Health: Encounters need a place, can be made but not updated, and come back without length and extensions. */
  'forgetful-encounters': {
    ...full,
    name: 'forgetful-encounters',
    actions: { byDefault: ['r', 's'], byType: { Encounter: ['c', 'r', 's'], DocumentReference: ['c', 'r', 's', 'u'] } },
    patch: false,
    transaction: 'unsupported',
    conditionalCreate: 'unsupported',
    drops: { Encounter: ['length', 'extension'] },
    requires: { Encounter: ['serviceProvider'] },
  },
  /** A gateway that lets everything be added and nothing be changed, and never looks whether it has the same already. */
  'create-only': {
    ...full,
    name: 'create-only',
    actions: { byDefault: ['c', 'r', 's'], byType: {} },
    patch: false,
    transaction: 'unsupported',
    conditionalCreate: 'ignored',
  },
};

export function actionsOf(persona: Persona, type: string): readonly Action[] {
  return persona.actions.byType[type] ?? persona.actions.byDefault;
}

/** Letters of SMART scopes v2: create, read, update (and patch), delete, search. */
export type Action = 'c' | 'r' | 'u' | 'd' | 's';

export type PersonaName =
  | 'full'
  | 'read-only'
  | 'plan-writes-only'
  | 'notes-only'
  | 'forgetful-encounters'
  | 'create-only'
  | 'epic-like'
  | 'oracle-like'
  | 'athena-like'
  | 'ecw-like'
  | 'hapi-like'
  | 'medplum-like'
  | 'worse-than-all';

/** Something said of some types of resource. */
type ByType<Value> = Readonly<Record<string, Value>>;

export interface Cors {
  /** Request headers that a preflight allows. */
  readonly allowHeaders: readonly string[];
  /** Response headers that a page may read. */
  readonly exposeHeaders: readonly string[];
}

export interface SearchHabits {
  readonly defaultCount: number;
  readonly maxCount: number;
  readonly unknownParameter: 'refuse' | 'ignore';
  /** Per type, alternatives of parameters of which one must be there (`_id` always suffices). */
  readonly required: ByType<readonly (readonly string[])[]>;
  /** Per type, the parameters it knows beside `_id`; a type that is not here knows FHIR's own. */
  readonly known?: ByType<readonly string[]>;
  /** Per type, codes that its parameter `category` may have, one at a time; others are refused. */
  readonly categories?: ByType<readonly string[]>;
  /** Whether a later page begins with the last entry of the one before. */
  readonly repeatsOverPages?: boolean;
  /** Whether a search that finds nothing answers with an OperationOutcome among the entries. */
  readonly outcomeForNothing?: boolean;
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
    readonly byType: ByType<readonly Action[]>;
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
  readonly search: SearchHabits;
  readonly scopes: {
    /** Non-clinical scopes that are granted when asked for. */
    readonly context: readonly string[];
    readonly versions: readonly ('permission-v1' | 'permission-v2')[];
    readonly refresh: boolean;
    /** Clinical scopes are granted in version 1's spelling, whatever was asked. */
    readonly spelledInVersion1?: boolean;
    /** Of several scopes for one type only the last counts. */
    readonly lastCounts?: boolean;
  };
  readonly tokenSeconds: number;
  readonly cors: Cors;
  /** Actions the CapabilityStatement shows beyond (or short of) what the server does. */
  readonly claims?: { readonly byType: ByType<readonly Action[]> };
  /** Top-level elements that every write loses without a word. */
  readonly drops?: ByType<readonly string[]>;
  /** Top-level elements with which no resource is taken: 422. */
  readonly refuses?: readonly string[];
  /** Elements, as dotted paths, without which a create is refused with 422. */
  readonly requires?: ByType<readonly string[]>;
  /** Documents are taken as plain text alone, under an encounter that the EHR has and that is the same patient's. */
  readonly plainNotesOnly?: boolean;
  /** Texts of documents are kept in Binaries and served by their address. */
  readonly textsApart?: boolean;
  /** The only top-level elements that it ever shows of a type, whatever it holds. */
  readonly shows?: ByType<readonly string[]>;
  /** Encounters are shown with classes of its own instead of FHIR's. */
  readonly localEncounterClasses?: boolean;
  /** Writes are answered without a body. */
  readonly silentWrites?: boolean;
  /** Charges are made by the operation `ChargeItem/$create`. */
  readonly createsChargesByOperation?: boolean;
  /** Requests within one minute by the clock, authorization included, after which 429 is the answer until the minute ends. */
  readonly requestsPerMinute?: number;
}

export function actionsOf(persona: Persona, type: string): readonly Action[] {
  return persona.actions.byType[type] ?? persona.actions.byDefault;
}

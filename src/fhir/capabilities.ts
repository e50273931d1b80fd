/** What one may do with a type of resource, in the words of CapabilityStatement, `search` and `read` being two. */
export type Interaction = 'read' | 'search' | 'create' | 'update' | 'patch' | 'delete';

/** `unknown` is not no: it may be tried once, and the refusal learned. */
export type Answer = 'yes' | 'no' | 'unknown';

/**
 * What an answer rests on. `refused`: the server refused it in this session. `not-granted`: the EHR granted scopes and
 * this is not among them. `not-supported`: the CapabilityStatement lists other types or interactions and not this.
 * `not-stated`: neither said anything certain. `allowed`: both, or the one that spoke, allow it.
 */
export type CapabilityReason = 'refused' | 'not-granted' | 'not-supported' | 'not-stated' | 'allowed';

export interface Refusal {
  readonly type: string;
  readonly interaction: Interaction;
}

export interface Capabilities {
  /** Whether this session may do it. Needs no `this`: it can be handed over by itself. */
  readonly can: (type: string, interaction: Interaction) => Answer;
  readonly why: (type: string, interaction: Interaction) => CapabilityReason;
  /** Whether the server takes a transaction Bundle. */
  readonly transaction: Answer;
  /** Whether the server honours `ifNoneExist` for this type. */
  readonly conditionalCreate: (type: string) => Answer;
  /** Name and version of the server's software, where its statement says them. */
  readonly software?: string;
}

/**
 * What this session may do with this server: what its CapabilityStatement says, what the scopes grant, and what it has
 * refused so far.
 *
 * A statement that is missing, or is none, and scopes in a spelling we do not know, make an answer `unknown`, never `no`.
 * `yes` needs a statement that lists the interaction: servers grant scopes for what they do not have.
 *
 * @param capabilityStatement the resource as it came, whatever it is; null where none came.
 * @param grantedScopes the scope string of the token; undefined where the EHR did not say or there is no authorization.
 * @param refusals what was refused in this session. The list is read at each question, so it may grow.
 */
export function effective(
  capabilityStatement: unknown,
  grantedScopes: string | undefined,
  refusals: readonly Refusal[] = [],
): Capabilities {
  const stated = readStatement(capabilityStatement);
  const granted = readScopes(grantedScopes);
  const why = (type: string, interaction: Interaction): CapabilityReason => {
    if (refusals.some((refusal) => refusal.type === type && refusal.interaction === interaction)) return 'refused';
    if (granted(type, interaction) === 'no') return 'not-granted';
    const statement = stated.can(type, interaction);
    if (statement === 'no') return 'not-supported';
    return statement === 'yes' ? 'allowed' : 'not-stated';
  };
  return {
    why,
    can: (type, interaction) => answerFor(why(type, interaction)),
    transaction: stated.transaction,
    conditionalCreate: stated.conditionalCreate,
    ...(stated.software === undefined ? {} : { software: stated.software }),
  };
}

function answerFor(reason: CapabilityReason): Answer {
  switch (reason) {
    case 'refused':
    case 'not-granted':
    case 'not-supported':
      return 'no';
    case 'not-stated':
      return 'unknown';
    case 'allowed':
      return 'yes';
    default:
      return reason satisfies never;
  }
}

const INTERACTION_CODES = {
  read: 'read',
  search: 'search-type',
  create: 'create',
  update: 'update',
  patch: 'patch',
  delete: 'delete',
} as const;

function readStatement(statement: unknown) {
  const root = fields(statement);
  const server =
    list(root['rest'])
      .map(fields)
      .find((rest) => rest['mode'] === 'server') ?? fields(list(root['rest'])[0]);
  const types = new Map<unknown, Readonly<Record<string, unknown>>>();
  for (const resource of list(server['resource']).map(fields)) types.set(resource['type'], { ...types.get(resource['type']), ...resource });
  const systemWide = list(server['interaction']).map((interaction) => fields(interaction)['code']);
  const software = [fields(root['software'])['name'], fields(root['software'])['version']]
    .filter((word) => typeof word === 'string')
    .join(' ');
  return {
    can: (type: string, interaction: Interaction): Answer => {
      if (types.size === 0) return 'unknown';
      const resource = types.get(type);
      if (resource === undefined) return 'no';
      const interactions = list(resource['interaction']).map((entry) => fields(entry)['code']);
      if (interactions.length === 0) return 'unknown';
      return interactions.includes(INTERACTION_CODES[interaction]) ? 'yes' : 'no';
    },
    // Many servers that take transactions do not say so; only a list of other system interactions is a no.
    transaction: listed(systemWide, 'transaction'),
    conditionalCreate: (type: string): Answer => {
      const says = types.get(type)?.['conditionalCreate'];
      if (typeof says !== 'boolean') return 'unknown';
      return says ? 'yes' : 'no';
    },
    ...(software === '' ? {} : { software }),
  };
}

function listed(codes: readonly unknown[], code: string): Answer {
  if (codes.length === 0) return 'unknown';
  return codes.includes(code) ? 'yes' : 'no';
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

type Grant = { readonly type: string; readonly interactions: ReadonlySet<Interaction> };

const SCOPE = /^(?:patient|user|system)\/([A-Z][A-Za-z]+|\*)\.([a-z]+|\*)(?:\?.*)?$/;
const NOT_ABOUT_DATA = /^(?:openid|profile|email|fhirUser|launch(?:[/_].*)?|(?:online|offline)_access|smart\/\S+)$/;
const LETTERS: Readonly<Record<string, readonly Interaction[]>> = {
  c: ['create'],
  r: ['read'],
  u: ['update', 'patch'],
  d: ['delete'],
  s: ['search'],
};
const EVERYTHING: readonly Interaction[] = ['read', 'search', 'create', 'update', 'patch', 'delete'];

/** What a scope string says of an interaction: version 1 and 2, wildcards, granular scopes, one type split over several scopes, letters in any order. */
function readScopes(scopes: string | undefined): (type: string, interaction: Interaction) => Answer {
  const words = (scopes ?? '').split(/[\s,]+/).filter((word) => word !== '');
  const aboutData = words.filter((word) => !NOT_ABOUT_DATA.test(word));
  const grants = aboutData.map(readScope);
  const understood = grants.filter((grant) => grant !== null);
  const allUnderstood = understood.length === grants.length && understood.length > 0;
  return (type, interaction) => {
    const isGranted = understood.some((grant) => (grant.type === type || grant.type === '*') && grant.interactions.has(interaction));
    if (isGranted) return 'yes';
    return allUnderstood ? 'no' : 'unknown';
  };
}

function readScope(word: string): Grant | null {
  const [, type, suffix = ''] = SCOPE.exec(word.replaceAll(/%2F/gi, '/')) ?? [];
  if (type === undefined) return null;
  const interactions = interactionsOf(suffix);
  return interactions === null ? null : { type, interactions: new Set(interactions) };
}

function interactionsOf(suffix: string): readonly Interaction[] | null {
  switch (suffix) {
    case '*':
      return EVERYTHING;
    case 'read':
      return ['read', 'search'];
    case 'write':
      return ['create', 'update', 'patch', 'delete'];
    default: {
      const letters = suffix.split('').map((letter) => LETTERS[letter]);
      return letters.every((interactions) => interactions !== undefined) ? letters.flat() : null;
    }
  }
}

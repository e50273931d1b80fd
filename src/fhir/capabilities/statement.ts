import type { Answer, Interaction } from '../capabilities.ts';

/** How a server keeps versions of a type, in the words of CapabilityStatement: none, some, or checked with each update. */
export type Versioning = 'no-version' | 'versioned' | 'versioned-update';

/** What a server says of itself. Whatever a statement leaves out, or says in no form that can be read, is unknown. */
export interface ServerStatement {
  readonly can: (type: string, interaction: Interaction) => Answer;
  readonly transaction: Answer;
  readonly batch: Answer;
  readonly conditionalCreate: (type: string) => Answer;
  readonly versioning: (type: string) => Versioning | 'unknown';
  /** Whether the statement lists any type of resource at all. */
  readonly listsTypes: boolean;
  /** Name and version of the server's software. */
  readonly software?: string;
  /** `4.0.1`. */
  readonly fhirVersion?: string;
}

const INTERACTION_CODES = {
  read: 'read',
  search: 'search-type',
  create: 'create',
  update: 'update',
  patch: 'patch',
  delete: 'delete',
} as const;

const VERSIONINGS: readonly Versioning[] = ['no-version', 'versioned', 'versioned-update'];

/** Reads a CapabilityStatement, whatever it is: a server may send anything in its place. */
export function readStatement(statement: unknown): ServerStatement {
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
  const { fhirVersion } = root;
  return {
    can: (type, interaction) => {
      if (types.size === 0) return 'unknown';
      const resource = types.get(type);
      if (resource === undefined) return 'no';
      const interactions = list(resource['interaction']).map((entry) => fields(entry)['code']);
      if (interactions.length === 0) return 'unknown';
      return interactions.includes(INTERACTION_CODES[interaction]) ? 'yes' : 'no';
    },
    // Many servers that take transactions do not say so; only a list of other system interactions is a no.
    transaction: listed(systemWide, 'transaction'),
    batch: listed(systemWide, 'batch'),
    conditionalCreate: (type) => {
      const says = types.get(type)?.['conditionalCreate'];
      if (typeof says !== 'boolean') return 'unknown';
      return says ? 'yes' : 'no';
    },
    versioning: (type) => VERSIONINGS.find((one) => one === types.get(type)?.['versioning']) ?? 'unknown',
    listsTypes: types.size > 0,
    ...(software === '' ? {} : { software }),
    ...(typeof fhirVersion === 'string' && { fhirVersion }),
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

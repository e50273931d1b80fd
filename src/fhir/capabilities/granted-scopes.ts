import type { Answer, Interaction } from '../capabilities.ts';

/** What a scope string grants of one type of resource. */
export interface GrantedScopes {
  /** `unknown` where the string is absent, says nothing of data, or says it in a spelling we do not know. */
  readonly answer: (type: string, interaction: Interaction) => Answer;
  /** The search parameters that narrow a granted interaction, as they are written; empty where all of the type is granted. */
  readonly parts: (type: string, interaction: Interaction) => readonly string[];
}

interface Grant {
  readonly type: string;
  readonly interactions: ReadonlySet<Interaction>;
  /** `category=…` of a granular scope; empty for one that is not. */
  readonly query: string;
  /** A machine's scope: a person's session may have no use of it. */
  readonly isOfSystem: boolean;
}

const SCOPE = /^(patient|user|system)\/([A-Z][A-Za-z]+|\*)\.([a-z]+|\*)(?:\?(.*))?$/;
const NOT_ABOUT_DATA = /^(?:openid|profile|email|fhirUser|launch(?:[/_].*)?|(?:online|offline)_access|smart\/\S+)$/;
/** A comma or a plus between two scopes; one within a search parameter stays where it is. */
const BETWEEN = /\s+|[,+]+(?=\s|$|(?:patient|user|system|launch|smart)\b|openid|fhirUser|profile|email|online_access|offline_access)/;
const EVERYTHING: readonly Interaction[] = ['read', 'search', 'create', 'update', 'patch', 'delete'];

/** The interactions behind the letters of SMART scopes version 2. */
export const LETTERS: Readonly<Record<string, readonly Interaction[]>> = {
  c: ['create'],
  r: ['read'],
  u: ['update', 'patch'],
  d: ['delete'],
  s: ['search'],
};

/**
 * Reads a scope string: version 1 and 2, wildcards, granular scopes, one type split over several scopes, letters in any
 * order, separated by blanks, commas or plus signs, percent-encoded or not. Scopes of `patient` and `user` are as good as
 * each other; what only a `system` scope grants is unknown.
 */
export function readScopes(scopes: string | undefined): GrantedScopes {
  const words = decoded(scopes ?? '')
    .split(BETWEEN)
    .filter((word) => word !== '');
  const aboutData = words.filter((word) => !NOT_ABOUT_DATA.test(word));
  const grants = aboutData.map(readScope);
  const understood = grants.filter((grant) => grant !== null);
  const allUnderstood = understood.length === grants.length && understood.length > 0;
  const covering = (type: string, interaction: Interaction) =>
    understood.filter((grant) => (grant.type === type || grant.type === '*') && grant.interactions.has(interaction));
  return {
    answer: (type, interaction) => {
      const covered = covering(type, interaction);
      if (covered.some(({ isOfSystem }) => !isOfSystem)) return 'yes';
      return allUnderstood && covered.length === 0 ? 'no' : 'unknown';
    },
    parts: (type, interaction) => {
      const queries = covering(type, interaction).map(({ query }) => query);
      // A scope that we cannot read may grant the rest.
      return allUnderstood && !queries.includes('') ? [...new Set(queries)] : [];
    },
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function readScope(word: string): Grant | null {
  const [, context, type, suffix = '', query = ''] = SCOPE.exec(word) ?? [];
  if (type === undefined) return null;
  const interactions = interactionsOf(suffix);
  return interactions === null ? null : { type, interactions: new Set(interactions), query, isOfSystem: context === 'system' };
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

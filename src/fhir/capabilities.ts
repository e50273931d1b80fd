import { LETTERS, readScopes } from './capabilities/granted-scopes.ts';
import { readStatement, type ServerStatement } from './capabilities/statement.ts';

/** What one may do with a type of resource, in the words of CapabilityStatement, `search` and `read` being two. */
export type Interaction = 'read' | 'search' | 'create' | 'update' | 'patch' | 'delete';

/** `unknown` is not no: it may be tried once, and the refusal learned. */
export type Answer = 'yes' | 'no' | 'unknown';

/**
 * What an answer rests on. `refused`: the server refused it in this session. `not-supported`: the CapabilityStatement
 * lists other types or interactions and not this. `not-granted`: the EHR granted scopes and this is not among them.
 * `site-setting`: the site's settings say that this EHR does not allow it. `not-stated`: neither said anything certain. `allowed`: both, or the one that spoke, allow it.
 */
export type CapabilityReason = 'refused' | 'not-granted' | 'not-supported' | 'site-setting' | 'not-stated' | 'allowed';

export interface Refusal {
  readonly type: string;
  readonly interaction: Interaction;
}

export interface Capabilities {
  /** Whether this session may do it. Needs no `this`: it can be handed over by itself. */
  readonly can: (type: string, interaction: Interaction) => Answer;
  readonly why: (type: string, interaction: Interaction) => CapabilityReason;
  /** The search parameters (`category=…`) to which the scopes narrow an interaction; empty where they do not. */
  readonly parts: (type: string, interaction: Interaction) => readonly string[];
  /** Whether the server takes a transaction Bundle. */
  readonly transaction: Answer;
  /** Whether the server takes a batch Bundle. */
  readonly batch: Answer;
  /** Whether the server honours `ifNoneExist` for this type. */
  readonly conditionalCreate: (type: string) => Answer;
  /** What the server says of itself. */
  readonly stated: ServerStatement;
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
 * @param allows by type, what the site says that the server allows (letters of c, r, u, d, s): it goes before the statement.
 */
export function effective(
  capabilityStatement: unknown,
  grantedScopes: string | undefined,
  refusals: readonly Refusal[] = [],
  allows: Readonly<Record<string, string>> = {},
): Capabilities {
  const stated = readStatement(capabilityStatement);
  const granted = readScopes(grantedScopes);
  const why = (type: string, interaction: Interaction): CapabilityReason => {
    if (refusals.some((refusal) => refusal.type === type && refusal.interaction === interaction)) return 'refused';
    const isGranted = granted.answer(type, interaction) !== 'no';
    if (Object.hasOwn(allows, type)) {
      if (!inLetters(allows[type] ?? '', interaction)) return 'site-setting';
      return isGranted ? 'allowed' : 'not-granted';
    }
    const statement = stated.can(type, interaction);
    // What the server does not have, no scope would give.
    if (statement === 'no') return 'not-supported';
    if (!isGranted) return 'not-granted';
    return statement === 'yes' ? 'allowed' : 'not-stated';
  };
  return {
    why,
    can: (type, interaction) => answerFor(why(type, interaction)),
    parts: granted.parts,
    transaction: stated.transaction,
    batch: stated.batch,
    conditionalCreate: stated.conditionalCreate,
    stated,
  };
}

function answerFor(reason: CapabilityReason): Answer {
  switch (reason) {
    case 'refused':
    case 'not-granted':
    case 'not-supported':
    case 'site-setting':
      return 'no';
    case 'not-stated':
      return 'unknown';
    case 'allowed':
      return 'yes';
    default:
      return reason satisfies never;
  }
}

function inLetters(letters: string, interaction: Interaction): boolean {
  return letters.split('').some((letter) => LETTERS[letter]?.includes(interaction));
}

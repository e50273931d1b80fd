import { actionsOf, type Action, type Persona } from './persona.ts';

/** One clinical scope, read: `patient/Condition.rs?category=…`. */
export interface ClinicalScope {
  readonly context: 'patient' | 'user' | 'system';
  /** Resource type or `*`. */
  readonly type: string;
  readonly actions: readonly Action[];
  /** Search parameters that narrow the scope, as written. */
  readonly query: string;
}

const ALL: readonly Action[] = ['c', 'r', 'u', 'd', 's'];
const VERSION_1: Readonly<Record<string, readonly Action[]>> = { read: ['r', 's'], write: ['c', 'u', 'd'], '*': ALL };

/** Undefined for what is not a clinical scope of version 1 or 2, wrong order of the letters included. */
function parseClinicalScope(text: string): ClinicalScope | undefined {
  const parts = /^(patient|user|system)\/([A-Za-z]+|\*)\.(read|write|\*|c?r?u?d?s?)(?:\?(.+))?$/.exec(text);
  const [, context, type, permission, query = ''] = parts ?? [];
  if (permission === undefined || permission === '' || type === undefined) return undefined;
  if (context !== 'patient' && context !== 'user' && context !== 'system') return undefined;
  const actions = VERSION_1[permission] ?? ALL.filter((action) => permission.includes(action));
  return { context, type, actions, query };
}

export function clinicalScopes(scope: string): readonly ClinicalScope[] {
  return scope.split(/\s+/).flatMap((text) => parseClinicalScope(text) ?? []);
}

/** What is granted of `requested`: at most what the persona does, and at most `limit` where the client has one. */
export function grantScopes(requested: string, persona: Persona, limit: string | undefined): string {
  const texts = requested.split(/\s+/).filter((text) => text !== '');
  const allowed = limit === undefined ? undefined : { clinical: clinicalScopes(limit), plain: limit.split(/\s+/) };
  const granted = texts.flatMap((text) => {
    const scope = parseClinicalScope(text);
    if (scope === undefined) {
      const known = persona.scopes.context.includes(text) && (allowed === undefined || allowed.plain.includes(text));
      return known ? [text] : [];
    }
    const actions = scope.actions.filter(
      (action) => personaAllows(persona, scope.type, action) && (allowed === undefined || covers(allowed.clinical, scope, action)),
    );
    return persona.scopes.spelledInVersion1 === true ? spellInVersion1(scope, actions) : spell(text, scope, actions);
  });
  return [...new Set(granted)].join(' ');
}

function personaAllows(persona: Persona, type: string, action: Action): boolean {
  if (type === 'ChargeItem' && action === 'c' && persona.createsChargesByOperation === true) return true;
  return (type === '*' ? persona.actions.byDefault : actionsOf(persona, type)).includes(action);
}

function covers(limit: readonly ClinicalScope[], scope: ClinicalScope, action: Action): boolean {
  return limit.some(
    (one) => one.context === scope.context && (one.type === '*' || one.type === scope.type) && one.actions.includes(action),
  );
}

function spellInVersion1(scope: ClinicalScope, actions: readonly Action[]): readonly string[] {
  const reads = actions.some((action) => VERSION_1['read']?.includes(action));
  const writes = actions.some((action) => VERSION_1['write']?.includes(action));
  return [...(reads ? ['read'] : []), ...(writes ? ['write'] : [])].map((permission) => `${scope.context}/${scope.type}.${permission}`);
}

/** The last scope of each context and type, for servers that do not add several up. */
export function lastOfEach(scopes: readonly ClinicalScope[]): readonly ClinicalScope[] {
  return [...new Map(scopes.map((scope) => [`${scope.context}/${scope.type}`, scope])).values()];
}

/** In the dialect of the request; a version 1 scope stands as long as anything of it is left. */
function spell(text: string, scope: ClinicalScope, actions: readonly Action[]): readonly string[] {
  if (actions.length === 0) return [];
  if (/\.(read|write|\*)(\?|$)/.test(text)) return [text];
  const query = scope.query === '' ? '' : `?${scope.query}`;
  return [`${scope.context}/${scope.type}.${actions.join('')}${query}`];
}

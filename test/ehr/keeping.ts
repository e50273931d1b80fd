import type { Engine, Tree } from './interactions.ts';
import { isObject } from './json.ts';
import { Refusal, type Issue } from './outcome.ts';
import type { Persona } from './personas.ts';

/** Throws a Refusal with 422 where a new resource lacks an element that this EHR does not do without. */
export function requireElements({ requires }: Persona, type: string, tree: Tree): void {
  const missing = (requires?.[type] ?? []).filter((path) => !has(tree, path.split('.')));
  if (missing.length === 0) return;
  throw new Refusal(
    422,
    missing.map((path): Issue => {
      const expression = `${type}.${path}`;
      return { severity: 'error', code: 'required', diagnostics: `${expression} is required here.`, expression: [expression] };
    }),
  );
}

/** What is left of a resource once this EHR has stored it; texts that it keeps apart are in Binaries then. */
export function asKept(engine: Engine, type: string, tree: Tree): Tree {
  const dropped = engine.persona.drops?.[type] ?? [];
  const kept = Object.fromEntries(Object.entries(tree).filter(([name]) => !dropped.includes(name)));
  return engine.persona.textsApart === true && type === 'DocumentReference' ? withTextsApart(engine, kept) : kept;
}

function has(value: unknown, [name, ...rest]: readonly string[]): boolean {
  if (Array.isArray(value)) return value.some((item) => has(item, name === undefined ? [] : [name, ...rest]));
  if (name === undefined) return value !== undefined;
  return isObject(value) && has(value[name], rest);
}

function withTextsApart(engine: Engine, document: Tree): Tree {
  const { content, subject } = document;
  if (!Array.isArray(content)) return document;
  const moved = content.map((item: unknown) => {
    const attachment = isObject(item) ? item['attachment'] : undefined;
    if (!isObject(item) || !isObject(attachment) || typeof attachment['data'] !== 'string') return item;
    const { data, ...rest } = attachment;
    const id = crypto.randomUUID();
    const { contentType = 'application/octet-stream' } = rest;
    const context = subject === undefined ? {} : { securityContext: subject };
    engine.store.write('Binary', id, { resourceType: 'Binary', contentType, ...context, data });
    return { ...item, attachment: { ...rest, url: `Binary/${id}` } };
  });
  return { ...document, content: moved };
}

import type { Engine, Tree } from './interactions.ts';
import { isObject } from './json.ts';
import { Refusal, refuse, type Issue } from './outcome.ts';

/** Throws a Refusal with 422 where a new resource lacks what this EHR does not do without, or has what it does not take. */
export function requireElements(engine: Engine, type: string, tree: Tree): void {
  const { requires, refuses = [], plainNotesOnly = false } = engine.persona;
  const refused = refuses.filter((name) => name in tree);
  if (refused.length > 0) throw refuse(422, 'not-supported', `Not supported here: ${refused.join(', ')}.`);
  if (plainNotesOnly && type === 'DocumentReference') checkNote(engine, tree);

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

function checkNote({ store, index }: Engine, note: Tree): void {
  const contents = Array.isArray(note['content']) ? note['content'] : [];
  const attachment: unknown = isObject(contents[0]) ? contents[0]['attachment'] : undefined;
  const isPlain =
    isObject(attachment) && /^text\/plain\b/.test(String(attachment['contentType'])) && typeof attachment['data'] === 'string';
  if (contents.length !== 1 || !isPlain) throw refuse(422, 'value', 'A note is one attachment of text/plain with its data.');
  const context = isObject(note['context']) ? note['context'] : {};
  const encounters = Array.isArray(context['encounter']) ? context['encounter'] : [];
  const [, id = ''] = /^Encounter\/([^/]+)$/.exec(isObject(encounters[0]) ? String(encounters[0]['reference']) : '') ?? [];
  const patient = isObject(note['subject']) ? String(note['subject']['reference']).replace(/^Patient\//, '') : '';
  const encounter = store.current('Encounter', id);
  const isOfPatient = encounter !== undefined && !encounter.deleted && index.isOfPatient(encounter, patient);
  if (!isOfPatient) throw refuse(422, 'required', 'A note needs an encounter of its patient.', 'DocumentReference.context.encounter');
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

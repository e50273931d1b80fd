import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod/mini';
import { SiteSettings } from '../src/app/settings.ts';
import { IssuersFile } from '../src/launch/issuers-schema.ts';
import { markdownTable, writeGeneratedPart } from './generated-part.ts';
import { ISSUERS_WORDS, type KeyWords, SITE_WORDS } from './settings-words.ts';

/** A part of a JSON Schema, as plain JSON. */
export type JsonSchema = { readonly [keyword: string]: unknown };

type Words = Readonly<Record<string, KeyWords>>;

/** The JSON Schema (draft 2020-12) of `site.json`. */
export function siteSchema(): JsonSchema {
  return described('Settings of one practice for Intervisit (site.json)', SiteSettings, SITE_WORDS);
}

/** The JSON Schema (draft 2020-12) of `issuers.json`. What an entry has under `site` is a part of `site.json`. */
export function issuersSchema(): JsonSchema {
  const schema = described('EHRs that may launch Intervisit (issuers.json)', IssuersFile, ISSUERS_WORDS);
  const { $schema: _dialect, title: _title, ...site } = siteSchema();
  const part = partOf(withoutKey(site, '$schema'));
  const withSite = changedAt(schema, ['properties', 'issuers', 'items', 'properties', 'site'], (found) => {
    const { propertyNames: _names, additionalProperties: _any, ...rest } = found;
    return { ...rest, $ref: '#/$defs/site' };
  });
  return { ...withSite, $defs: { site: part } };
}

/** Every key of a schema, by its path, with what the schema says of it: `issuers[].name`, `allows.*`. */
export function keysOf(schema: JsonSchema, above = ''): readonly (readonly [string, JsonSchema])[] {
  const inside = Object.entries(objectAt(schema, 'properties')).flatMap(([name, value]) => {
    const path = above === '' ? name : `${above}.${name}`;
    return [[path, asObject(value)] as const, ...keysOf(asObject(value), path)];
  });
  const items = objectAt(schema, 'items');
  const others = objectAt(schema, 'additionalProperties');
  const map = isPlain(others) ? [] : [[`${above}.*`, others] as const, ...keysOf(others, `${above}.*`)];
  return [...inside, ...(isPlain(items) ? [] : keysOf(items, `${above}[]`)), ...map];
}

function described(title: string, schema: z.core.$ZodType, words: Words): JsonSchema {
  const generated = asObject(JSON.parse(JSON.stringify(z.toJSONSchema(schema, { io: 'input' }))));
  const { $schema, ...rest } = generated;
  return { $schema, title, ...worded(rest, words, '') };
}

function worded(schema: JsonSchema, words: Words, path: string): JsonSchema {
  const own = words[path];
  const deeper = {
    ...changedIf(schema, 'properties', (properties) =>
      Object.fromEntries(
        Object.entries(properties).map(([name, value]) => [name, worded(asObject(value), words, path === '' ? name : `${path}.${name}`)]),
      ),
    ),
    ...changedIf(schema, 'items', (items) => worded(items, words, `${path}[]`)),
    ...changedIf(schema, 'additionalProperties', (others) => worded(others, words, `${path}.*`)),
  };
  return {
    ...(own && { description: own.says.replaceAll('`', '') }),
    ...schema,
    ...deeper,
    ...own?.keywords,
    ...(own?.examples && { examples: own.examples }),
  };
}

/** The schema of a part of what the given one describes: nothing is required, at any depth but within lists. */
function partOf(schema: JsonSchema): JsonSchema {
  const { required: _required, ...rest } = schema;
  return {
    ...rest,
    ...changedIf(rest, 'properties', (properties) =>
      Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, partOf(asObject(value))])),
    ),
  };
}

function withoutKey(schema: JsonSchema, name: string): JsonSchema {
  return {
    ...schema,
    ...changedIf(schema, 'properties', (all) => Object.fromEntries(Object.entries(all).filter(([key]) => key !== name))),
  };
}

function changedAt(schema: JsonSchema, [step, ...path]: readonly string[], change: (found: JsonSchema) => JsonSchema): JsonSchema {
  return step === undefined ? change(schema) : { ...schema, [step]: changedAt(objectAt(schema, step), path, change) };
}

function changedIf(schema: JsonSchema, keyword: string, change: (found: JsonSchema) => JsonSchema): JsonSchema {
  const found = objectAt(schema, keyword);
  return isPlain(found) ? {} : { [keyword]: change(found) };
}

function objectAt(schema: JsonSchema, keyword: string): JsonSchema {
  return asObject(schema[keyword]);
}

function asObject(value: unknown): JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** A schema that asks for nothing, or none at all. */
function isPlain(schema: JsonSchema): boolean {
  return Object.keys(schema).length === 0;
}

/** The tables of docs/settings.md. */
export function settingsTables(): string {
  const { $defs: _defs, ...issuers } = issuersSchema();
  return ['## issuers.json', '', tableOf(issuers, ISSUERS_WORDS), '', '## site.json', '', tableOf(siteSchema(), SITE_WORDS)].join('\n');
}

function tableOf(schema: JsonSchema, words: Words): string {
  const rows = keysOf(schema).map(([path, found]) => {
    const own = words[path];
    const shown = (own?.examples ?? []).map((example) => `\`${JSON.stringify(example)}\``).join(', ');
    return [`\`${path}\``, kindOf(found), own?.says ?? '', shown];
  });
  return markdownTable(['key', 'kind', 'what it does', 'for example'], rows);
}

function kindOf(schema: JsonSchema): string {
  const { enum: values, type, minimum, maximum, anyOf, $ref } = schema;
  if (Array.isArray(values)) return values.join(', ');
  if ($ref !== undefined) return 'part of site.json';
  if (Array.isArray(anyOf)) return anyOf.map((one) => kindOf(asObject(one))).join(' or ');
  switch (type) {
    case 'string':
      return 'text';
    case 'integer':
      return `${String(minimum)} to ${String(maximum)}`;
    case 'boolean':
      return 'true or false';
    case 'array':
      return `list of ${kindOf(objectAt(schema, 'items'))}`;
    case 'null':
      return 'null';
    default:
      return isPlain(objectAt(schema, 'properties')) ? 'map' : 'object';
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const root = join(import.meta.dirname, '..');
  for (const [name, schema] of [
    ['issuers', issuersSchema()],
    ['site', siteSchema()],
  ] as const) {
    writeFileSync(join(root, 'public', `${name}.schema.json`), `${JSON.stringify(schema, null, 2)}\n`);
  }
  writeGeneratedPart(join(root, 'docs', 'settings.md'), settingsTables());
}

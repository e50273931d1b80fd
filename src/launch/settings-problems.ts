import * as z from 'zod/mini';

/** One thing wrong with a settings file, at the place it is wrong. Never holds a value of the file. */
export interface FieldProblem {
  /** `issuers.0.clientId`; empty for the file as a whole. */
  readonly field: string;
  /** What is wrong and what is expected, to follow the field's name: `is missing; expected text`. */
  readonly message: string;
  /** The kind of value that stands there: `nothing`, `text`, `a list of 3`. */
  readonly found: string;
}

/** What a settings file says, or all that is wrong with it. */
export type Checked<Settings> = { readonly data: Settings } | { readonly problems: readonly FieldProblem[] };

/**
 * The settings as their schema reads them, or what is wrong with every field that is. A key that the schema does not know
 * is wrong: a misspelt one would be a setting that silently does nothing.
 */
export function checkSettings<Schema extends z.ZodMiniType>(schema: Schema, json: unknown): Checked<z.output<Schema>> {
  const checked = schema.safeParse(json, { reportInput: true, error: wording });
  return checked.success ? { data: checked.data } : { problems: checked.error.issues.flatMap(problemsOf) };
}

/** The kind of a value, in words; never the value. */
function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'string') return value.trim() === '' ? 'empty text' : 'text';
  if (typeof value === 'number') return 'a number';
  return typeof value === 'boolean' ? 'true or false' : 'an object';
}

/** The one of the names that was meant, where one is near enough to what was written. */
function nearest(written: string, names: readonly string[]): string | undefined {
  const plain = plainly(written);
  const ranked = names
    .map((name) => ({ name, steps: stepsBetween(plain, plainly(name)) }))
    .filter(({ name, steps }) => steps <= Math.max(1, Math.floor(plainly(name).length / 3)))
    .toSorted((a, b) => a.steps - b.steps);
  return ranked[0]?.name;
}

function problemsOf(issue: z.core.$ZodIssue): readonly FieldProblem[] {
  const field = issue.path.map(String).join('.');
  if (issue.code !== 'unrecognized_keys') return [{ field, message: issue.message + meantAmong(issue), found: kindOf(issue.input) }];
  const messages = issue.message.split('\n');
  const within = z.record(z.string(), z.unknown()).safeParse(issue.input).data ?? {};
  return issue.keys.map((key, index) => ({
    field: field === '' ? key : `${field}.${key}`,
    message: messages[index] ?? UNKNOWN,
    found: kindOf(within[key]),
  }));
}

/** A schema's own check may name, as `among`, the words that it takes. */
function meantAmong(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_key') return issue.issues.map(meantAmong).join('');
  const among: unknown = issue.code === 'custom' ? issue.params?.['among'] : undefined;
  if (!Array.isArray(among) || typeof issue.input !== 'string') return '';
  return didYouMean(
    nearest(
      issue.input.split('.')[0] ?? '',
      among.filter((word) => typeof word === 'string'),
    ),
  );
}

function didYouMean(name: string | undefined): string {
  return name === undefined ? '' : `; did you mean ${name}?`;
}

const UNKNOWN = 'is not known here';
const NO_SECRET = 'must not stand here: whoever opens the app can read this file';

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/** The message of an issue for which the schema has none of its own. One line for each key that is not known. */
function wording(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(key, issue.inst)).join('\n');
    case 'invalid_type':
      return mismatch(issue.input, EXPECTED[issue.expected] ?? issue.expected);
    case 'invalid_value': {
      const values = issue.values.map(String);
      const meant = typeof issue.input === 'string' ? nearest(issue.input, values) : undefined;
      return mismatch(issue.input, `one of ${values.join(', ')}`) + didYouMean(meant);
    }
    case 'invalid_key':
      return issue.issues[0]?.message ?? UNKNOWN;
    case 'too_small':
      return `is empty; expected ${issue.origin === 'array' ? 'at least one entry' : 'text'}`;
    case 'invalid_format':
      return `is not ${issue.format === 'date' ? 'a date such as 2026-11-22' : 'written as it has to be'}`;
    case 'custom':
    case 'invalid_element':
    case 'invalid_union':
    case 'not_multiple_of':
    case 'too_big':
    default:
      return 'cannot be used';
  }
}

function mismatch(value: unknown, expected: string): string {
  return value === undefined ? `is missing; expected ${expected}` : `is not ${expected}`;
}

function unknownKey(key: string, schema: unknown): string {
  if (/secret|password|private.?key/i.test(key)) return NO_SECRET;
  const shape = shapeOf(schema);
  const deeper = placesBelow(shape, '').find((place) => plainly(place.split('.').at(-1) ?? '') === plainly(key));
  return UNKNOWN + didYouMean(nearest(key, Object.keys(shape)) ?? deeper);
}

function placesBelow(shape: Readonly<Record<string, unknown>>, above: string): readonly string[] {
  return Object.entries(shape).flatMap(([name, schema]) => [above + name, ...placesBelow(shapeOf(schema), `${above}${name}.`)]);
}

/** The keys of an object's schema; empty for every other. */
function shapeOf(schema: unknown): Readonly<Record<string, unknown>> {
  if (schema instanceof z.core.$ZodObject) return schema._zod.def.shape;
  if (schema instanceof z.core.$ZodOptional || schema instanceof z.core.$ZodNullable) return shapeOf(schema._zod.def.innerType);
  return {};
}

/** `client_id`, `ClientID` and `clientId` are one word. */
function plainly(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** How many letters to change, drop or put in to get from one word to the other. */
function stepsBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of one.split('').entries()) {
    const next = [index + 1];
    for (const [column, wanted] of other.split('').entries()) {
      const kept = (row[column] ?? 0) + (letter === wanted ? 0 : 1);
      next.push(Math.min(kept, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

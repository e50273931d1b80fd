import * as z from 'zod/mini';
import type { Reference } from '../ccm/chart.ts';
import type { RawResource } from './client.ts';

/**
 * One thing in the chart that could not be used. Holds no patient data: `path` is the place of the trouble within the
 * resource (`period.start`, `code.coding.0.system`), never a value.
 */
export interface Problem {
  /** Resource type as the server named it. */
  readonly type: string;
  readonly reference?: Reference;
  readonly path: string;
  readonly kind: ProblemKind;
}

/**
 * `unreadable`: not the shape FHIR gives it. `undatable`: a date is missing or is none, so the resource cannot be placed
 * in a month. `wrong-patient`: it belongs to another patient, or says of nobody whose it is. `never-closed`: an inpatient
 * stay without an end that began too long ago to be believed.
 */
export type ProblemKind = 'unreadable' | 'undatable' | 'wrong-patient' | 'never-closed';

const FHIR_ID = /^[A-Za-z0-9\-._:]{1,128}$/;

/** `Condition/123`, or undefined where the resource has no usable id. */
export function referenceOf(resource: { readonly resourceType?: unknown; readonly id?: unknown }): Reference | undefined {
  const { resourceType, id } = resource;
  return typeof resourceType === 'string' && typeof id === 'string' && FHIR_ID.test(id) ? `${resourceType}/${id}` : undefined;
}

/** A problem with this resource, at this place in it. */
export function problemWith(resource: RawResource, path: string, kind: ProblemKind): Problem {
  const reference = referenceOf(resource);
  return { type: resource.resourceType, ...(reference === undefined ? {} : { reference }), path, kind };
}

/**
 * A reader of single resources: it gives the resource itself, typed, where it fits the schema, and a problem naming the
 * first place that does not fit where it does not. It never throws and never copies.
 */
export function readerOf<Schema extends z.core.$ZodType<object>>(schema: Schema): (resource: RawResource) => z.output<Schema> | Problem {
  const fits = compile(schema);
  const isFit = (resource: unknown): resource is z.output<Schema> => fits(resource);
  return (resource) => {
    if (isFit(resource)) return resource;
    const path = z.safeParse(schema, resource).error?.issues[0]?.path.join('.') ?? '';
    return problemWith(resource, path, 'unreadable');
  };
}

/** Tells the problem from the resource in what a reader gave. */
export function isProblem(read: object): read is Problem {
  return !('resourceType' in read) && 'kind' in read;
}

type Check = (value: unknown) => boolean;

// zod walks and copies every object: over 1,500 resources cold that is 70 ms, and four times that on a slow machine. The same
// schema as plain predicates takes a tenth; zod itself runs only to say where a misfit is.
function compile(schema: z.core.$ZodType): Check {
  if (isRefined(schema)) return (value) => z.safeParse(schema, value).success;
  if (schema instanceof z.core.$ZodString) return (value) => typeof value === 'string';
  if (schema instanceof z.core.$ZodNumber) return (value) => typeof value === 'number' && Number.isFinite(value);
  if (schema instanceof z.core.$ZodBoolean) return (value) => typeof value === 'boolean';
  if (schema instanceof z.core.$ZodLiteral) return (value) => schema._zod.values.has(typeof value === 'string' ? value : undefined);
  if (schema instanceof z.core.$ZodNullable) {
    const inner = compile(schema._zod.def.innerType);
    return (value) => value === null || inner(value);
  }
  if (schema instanceof z.core.$ZodExactOptional) {
    const inner = compile(schema._zod.def.innerType);
    return (value) => value === undefined || inner(value);
  }
  if (schema instanceof z.core.$ZodArray) {
    const element = compile(schema._zod.def.element);
    return (value) => {
      if (!Array.isArray(value)) return false;
      for (const item of value) if (!element(item)) return false;
      return true;
    };
  }
  if (schema instanceof z.core.$ZodObject) return compileObject(schema);
  return (value) => z.safeParse(schema, value).success;
}

// A format such as a date is a kind of string that is its own check.
function isRefined(schema: z.core.$ZodType): boolean {
  return schema instanceof z.core.$ZodCheck || (schema._zod.def.checks ?? []).length > 0;
}

// Most properties are text that may be absent: looked at by themselves, they need no call each.
function compileObject(schema: z.core.$ZodObject): Check {
  const texts: string[] = [];
  const checks: { readonly key: string; readonly isOptional: boolean; readonly fits: Check }[] = [];
  for (const [key, inner] of Object.entries(schema._zod.def.shape)) {
    const isOptional = inner instanceof z.core.$ZodExactOptional;
    const one: z.core.$ZodType = isOptional ? inner._zod.def.innerType : inner;
    if (isOptional && one instanceof z.core.$ZodString && !isRefined(one)) texts.push(key);
    else checks.push({ key, isOptional, fits: compile(one) });
  }
  return (value) => {
    if (!isRecord(value)) return false;
    for (const key of texts) {
      const one = value[key];
      if (one !== undefined && typeof one !== 'string') return false;
    }
    for (const { key, isOptional, fits } of checks) {
      const one = value[key];
      if ((one !== undefined || !isOptional) && !fits(one)) return false;
    }
    return true;
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

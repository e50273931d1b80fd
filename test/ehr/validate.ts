import { OperationOutcomeError, validateResource } from '@medplum/core';
import type { OperationOutcomeIssue, Resource, StructureDefinition } from '@medplum/fhirtypes';
import { Fhir } from 'fhir/fhir.js';
import { isResourceTypeName, prepareType } from './definitions.ts';
import { isObject } from './json.ts';
import type { Issue } from './outcome.ts';

/** Profiles that a resource is validated against besides R4 itself. */
export type ProfilesFor = (resource: Readonly<Record<string, unknown>>) => readonly StructureDefinition[];

let bindings: Fhir | undefined;

/**
 * What is wrong with a resource; an empty list means that it may be stored. Three checks cover for one another: the first validator
 * knows structure, types and invariants but no terminology; the second knows the required bindings; neither sees the last few.
 */
export function validate(resource: Readonly<Record<string, unknown>>, profilesFor: ProfilesFor = () => []): readonly Issue[] {
  const type = resource['resourceType'];
  if (typeof type !== 'string' || !isResourceTypeName(type)) {
    return [{ severity: 'error', code: 'structure', diagnostics: 'Unknown resource type.' }];
  }
  for (const name of typesWithin(resource)) prepareType(name);
  const issues = [
    ...ownChecks(resource, type),
    ...structure(resource, undefined),
    ...profilesFor(resource).flatMap((profile) => structure(resource, profile)),
    ...requiredBindings(resource),
  ];
  const texts = new Set<string>();
  return issues.filter((issue) => {
    const text = JSON.stringify(issue);
    return texts.has(text) ? false : texts.add(text);
  });
}

function structure(resource: Readonly<Record<string, unknown>>, profile: StructureDefinition | undefined): readonly Issue[] {
  const from = profile === undefined ? '' : ` (${profile.url}|${profile.version})`;
  try {
    const found = validateResource(resource as unknown as Resource, profile === undefined ? {} : { profile });
    // Two values of one choice are only a warning to the library.
    return found.filter((issue) => issue.details?.text?.startsWith('Conflicting choice')).map((issue) => asIssue(issue, from));
  } catch (error) {
    if (!(error instanceof OperationOutcomeError)) throw error;
    const wrong = error.outcome.issue.filter((issue) => issue.severity === 'error' || issue.details?.text?.startsWith('Conflicting'));
    return wrong.map((issue) => asIssue(issue, from));
  }
}

function asIssue(issue: OperationOutcomeIssue, from: string): Issue {
  const found: Issue = {
    severity: 'error',
    code: issue.code === 'invariant' ? 'invariant' : 'structure',
    diagnostics: `${issue.details?.text ?? issue.diagnostics ?? 'Invalid'}${from}`,
  };
  return issue.expression === undefined ? found : { ...found, expression: issue.expression };
}

function requiredBindings(resource: object): readonly Issue[] {
  bindings ??= new Fhir();
  return bindings
    .validate(resource)
    .messages.filter((message) => ['error', 'fatal'].includes(message.severity ?? ''))
    .filter((message) => !isFalseAlarm(message.message ?? ''))
    .map((message) => ({
      severity: 'error',
      code: 'value',
      diagnostics: message.message ?? 'Invalid',
      expression: [message.location ?? ''],
    }));
}

/** The second validator takes references by a search or a temporary id for references to a wrong type. */
function isFalseAlarm(message: string): boolean {
  return /reference/i.test(message) && /\?|urn:uuid/.test(message);
}

function ownChecks(value: unknown, path: string): readonly Issue[] {
  if (Array.isArray(value)) {
    const empty = value.length === 0 ? [wrong('An array is empty.', path)] : [];
    return [...empty, ...value.flatMap((item, index) => ownChecks(item, `${path}[${index}]`))];
  }
  if (!isObject(value)) return value === '' ? [wrong('A string is empty.', path)] : [];
  const found: Issue[] = Object.keys(value).length === 0 ? [wrong('An object is empty.', path)] : [];
  const { start, end } = value;
  if (typeof start === 'string' && typeof end === 'string' && isBefore(end, start))
    found.push(wrong('A period ends before it starts.', path));
  return [...found, ...Object.entries(value).flatMap(([key, item]) => ownChecks(item, `${path}.${key}`))];
}

/** Dates of different precision are compared as far as both go. */
function isBefore(left: string, right: string): boolean {
  const instants = left.includes('T') && right.includes('T');
  if (instants) return Date.parse(left) < Date.parse(right);
  const length = Math.min(left.length, right.length, 10);
  return left.slice(0, length) < right.slice(0, length);
}

function wrong(diagnostics: string, path: string): Issue {
  return { severity: 'error', code: 'invariant', diagnostics, expression: [path] };
}

function typesWithin(value: unknown): ReadonlySet<string> {
  const types = new Set<string>();
  const visit = (one: unknown): void => {
    if (Array.isArray(one)) one.forEach(visit);
    else if (isObject(one)) {
      if (typeof one['resourceType'] === 'string') types.add(one['resourceType']);
      Object.values(one).forEach(visit);
    }
  };
  visit(value);
  return types;
}

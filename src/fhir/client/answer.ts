import { FhirError, type OutcomeIssue } from '../fhir-error.ts';

/** Raw JSON as the server sent it. Nothing about it has been checked but that it is an object with a resourceType. */
export interface RawResource {
  readonly resourceType: string;
  readonly id?: string;
  readonly [key: string]: unknown;
}

/** One answer, read to its end. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Whether the value is a JSON object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether the value is an object that could be a FHIR resource. */
export function isRawResource(value: unknown): value is RawResource {
  if (!isObject(value)) return false;
  return typeof value['resourceType'] === 'string' && (value['id'] === undefined || typeof value['id'] === 'string');
}

/** The JSON of a text, or undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The resource in an answer's body.
 *
 * @param what method and type, for the error
 * @throws FhirError `unreadable` for HTML, an empty or cut-off body, another type or, where one is given, another id.
 */
export function resourceIn(answer: Answer, what: string, type: string, id?: string): RawResource {
  const resource = parseJson(answer.text);
  if (!isRawResource(resource) || resource.resourceType !== type || (id !== undefined && resource.id !== id)) {
    throw new FhirError('unreadable', what, { status: answer.status, outcome: outcomeIn(answer.text) });
  }
  return resource;
}

/** The issues of an OperationOutcome in a body; undefined where the body is something else. */
export function outcomeIn(text: string): readonly OutcomeIssue[] | undefined {
  const resource = parseJson(text);
  return isRawResource(resource) && resource.resourceType === 'OperationOutcome' ? issuesOf(resource) : undefined;
}

/** The issues of an OperationOutcome, those that are no objects left out. */
export function issuesOf(outcome: RawResource): readonly OutcomeIssue[] {
  const issues = Array.isArray(outcome['issue']) ? outcome['issue'] : [];
  return issues.filter(isObject).map((issue) => {
    const details = detailsText(issue['details']);
    const diagnostics = issue['diagnostics'];
    return {
      severity: textOr(issue['severity'], 'error'),
      code: textOr(issue['code'], 'unknown'),
      ...(details !== undefined && { details }),
      ...(typeof diagnostics === 'string' && { diagnostics }),
      expression: texts(issue['expression'] ?? issue['location']),
    };
  });
}

function detailsText(details: unknown): string | undefined {
  if (!isObject(details)) return undefined;
  if (typeof details['text'] === 'string') return details['text'];
  const first: unknown = Array.isArray(details['coding']) ? details['coding'][0] : undefined;
  return isObject(first) && typeof first['display'] === 'string' ? first['display'] : undefined;
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

import type { RawResource } from '../fhir/client.ts';
import type { ReadingProblem } from './output.ts';

/** Why nothing can be done with a resource, or undefined. */
export function uselessBecause(resource: RawResource, fullUrl?: unknown): string | undefined {
  if (resource.resourceType !== 'Patient' || typeof resource.id === 'string') return undefined;
  return resource.id === undefined && typeof fullUrl === 'string' && fullUrl.startsWith('urn:uuid:')
    ? undefined
    : 'is a Patient without an id';
}

const PATIENT_FIELDS = ['subject', 'patient', 'beneficiary', 'individual', 'for'];

/** The id of the patient a resource is about, or undefined where it names none. */
export function patientOf(resource: RawResource): string | undefined {
  if (resource.resourceType === 'Patient') return typeof resource.id === 'string' ? resource.id : undefined;
  for (const field of PATIENT_FIELDS) {
    const value = resource[field];
    if (typeof value !== 'object' || value === null || !('reference' in value) || typeof value.reference !== 'string') continue;
    const id = /(?:^|\/)Patient\/([^/]+)/.exec(value.reference)?.[1] ?? /^urn:uuid:(.+)$/.exec(value.reference)?.[1];
    if (id !== undefined) return id;
  }
  return undefined;
}

const MOST_NESTED = 5;

/** What in a Bundle is no resource. An entry of a request or response alone is none of its faults. */
export function entryProblems(bundle: RawResource, where: string, depth: number): readonly ReadingProblem[] {
  return entriesOf(bundle).flatMap((entry, index): readonly ReadingProblem[] => {
    const place = `${where}.entry[${index}]`;
    if (!isObject(entry)) return [{ where: place, what: 'is not an entry' }];
    const { resource, fullUrl, request, response } = entry;
    if (!isResource(resource))
      return resource === undefined && (request ?? response) !== undefined ? [] : [{ where: place, what: 'holds no FHIR resource' }];
    if (resource.resourceType === 'Bundle') {
      return depth === MOST_NESTED
        ? [{ where: place, what: 'is nested too deeply' }]
        : entryProblems(resource, `${place}.resource`, depth + 1);
    }
    const problem = uselessBecause(resource, fullUrl);
    return problem === undefined ? [] : [{ where: place, what: problem }];
  });
}

/** The entries of a Bundle, whatever they are. */
export function entriesOf(bundle: RawResource): readonly unknown[] {
  return Array.isArray(bundle['entry']) ? bundle['entry'] : [];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether it has the one thing that every FHIR resource has, its type. */
export function isResource(value: unknown): value is RawResource {
  return isObject(value) && typeof value['resourceType'] === 'string';
}

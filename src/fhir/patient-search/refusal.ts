import { FhirError } from '../fhir-error.ts';

/** Whether the server understood the search and did not take it so; in another way it may. */
export function isAboutTheSearch(error: unknown): error is FhirError {
  return error instanceof FhirError && (error.kind === 'rejected' || (error.kind === 'not-supported' && error.status === 400));
}

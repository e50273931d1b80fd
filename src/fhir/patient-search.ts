import type { SearchOptions, SearchResult } from './client.ts';
import { FhirError } from './fhir-error.ts';
import { isAboutTheSearch } from './patient-search/refusal.ts';
import type { ResourceSource } from './source.ts';

export type SearchParams = Readonly<Record<string, string | readonly string[]>>;

/** The refusals of searches as they stand. By type and the names of what narrows a search. */
const refusals = new WeakMap<ResourceSource, Map<string, FhirError>>();

/**
 * The patient's resources of a type. A server that refuses the search as it stands is asked in other ways: by the
 * categories it wants to hear, without what narrows the search, by `subject`; and from then on in the way it answered. So
 * more may come than was asked for, but every resource once. `complete` is false also where a category was not to be had.
 *
 * @param params what narrows the search; the patient goes without saying
 * @throws FhirError of the search as it stands where no way is left, or what a way fails with that is no refusal of it.
 */
export async function searchOfPatient(
  source: ResourceSource,
  type: string,
  patientId: string,
  params: SearchParams,
  options: SearchOptions = {},
): Promise<SearchResult> {
  const refused = refusals.get(source) ?? new Map<string, FhirError>();
  refusals.set(source, refused);
  const key = [type, ...Object.keys(params).toSorted()].join(' ');
  if (!refused.has(key)) {
    try {
      return await source.search(type, { patient: patientId, ...params }, options);
    } catch (error) {
      if (!isAboutTheSearch(error)) throw error;
      refused.set(key, error);
    }
  }
  // Few servers need them, so they are not loaded with the first screen.
  const { searchOtherwise } = await import('./patient-search/other-ways.ts');
  return searchOtherwise(source, { key, type, patientId, params }, options, refused.get(key));
}

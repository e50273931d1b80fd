import type { RawResource, SearchOptions, SearchResult } from '../client.ts';
import { FhirError } from '../fhir-error.ts';
import type { SearchParams } from '../patient-search.ts';
import type { ResourceSource } from '../source.ts';
import { isAboutTheSearch } from './refusal.ts';

/**
 * Categories to ask for where a server wants one, in groups: a later group is asked only if the earlier gave nothing.
 * US Core's code for care plans is every plan at some EHRs and the longitudinal one at others; the SNOMED CT codes are
 * longitudinal, encounter and outpatient care plan.
 */
const CATEGORIES: Readonly<Record<string, readonly (readonly string[])[]>> = {
  CarePlan: [['assess-plan'], ['38717003', '734163000', '736271009']],
  Condition: [['problem-list-item', 'encounter-diagnosis', 'health-concern']],
};

/** Types that some servers know by `subject` alone. */
const BY_SUBJECT: ReadonlySet<string> = new Set(['CarePlan', 'ChargeItem', 'Condition', 'Encounter', 'Observation', 'Procedure']);

/** Which of the other ways a server answers, or its refusal of all. */
const lessons = new WeakMap<ResourceSource, Map<string, number | FhirError>>();

export interface PatientSearch {
  /** Names the kind of search: its type and what narrows it. */
  readonly key: string;
  readonly type: string;
  readonly patientId: string;
  readonly params: SearchParams;
}

/**
 * A search that the server refused as it stands, in the ways that are left.
 *
 * @param refused what the search as it stands was refused with
 * @throws FhirError that refusal where no way is left, or what a way fails with that is no refusal of it.
 */
export async function searchOtherwise(
  source: ResourceSource,
  search: PatientSearch,
  options: SearchOptions,
  refused: FhirError | undefined,
): Promise<SearchResult> {
  const learned = lessons.get(source) ?? new Map<string, number | FhirError>();
  lessons.set(source, learned);
  const lesson = learned.get(search.key) ?? 0;
  if (lesson instanceof FhirError) throw lesson;
  let refusal = refused;
  for (const [index, way] of waysTo(source, search, options).entries()) {
    if (index < lesson) continue;
    try {
      const result = await way();
      learned.set(search.key, index);
      return result;
    } catch (error) {
      if (!isAboutTheSearch(error)) throw error;
      refusal ??= error;
    }
  }
  refusal ??= new FhirError('rejected', `GET ${search.type}`);
  learned.set(search.key, refusal);
  throw refusal;
}

function waysTo(
  source: ResourceSource,
  { type, patientId, params }: PatientSearch,
  options: SearchOptions,
): readonly (() => Promise<SearchResult>)[] {
  const { _count: count, ...narrowing } = params;
  const patient = { patient: patientId };
  const groups = 'category' in params ? undefined : CATEGORIES[type];
  const ask = (asked: SearchParams) => (): Promise<SearchResult> => source.search(type, asked, options);
  return [
    ...(groups === undefined ? [] : [() => byCategory(source, type, { ...patient, ...params }, groups, options)]),
    ...(count === undefined || Object.keys(narrowing).length === 0 ? [] : [ask({ ...patient, _count: count })]),
    ...(Object.keys(params).length === 0 ? [] : [ask(patient)]),
    ...(BY_SUBJECT.has(type) ? [ask({ subject: `Patient/${patientId}` })] : []),
  ];
}

async function byCategory(
  source: ResourceSource,
  type: string,
  params: SearchParams,
  groups: readonly (readonly string[])[],
  options: SearchOptions,
): Promise<SearchResult> {
  const counts = new Map<string, number>();
  const failures: FhirError[] = [];
  let isAnswered = false;
  for (const codes of groups) {
    const answers = await Promise.all(
      codes.map((category) => {
        const onProgress = (count: number): void => options.onProgress?.(sumOf(counts.set(category, count)));
        return source.search(type, { ...params, category }, { ...options, onProgress }).catch(asFailure);
      }),
    );
    const found = answers.filter((answer): answer is SearchResult => !(answer instanceof FhirError));
    failures.push(...answers.filter((answer) => answer instanceof FhirError));
    isAnswered ||= found.length > 0;
    const resources = distinct(found.flatMap((answer) => answer.resources));
    if (resources.length > 0) return { resources, complete: found.every(({ complete }) => complete) && failures.every(isAboutTheSearch) };
  }
  const [failure] = failures.filter((one) => !isAboutTheSearch(one));
  if (failure !== undefined) throw failure;
  const [refusal] = failures;
  if (!isAnswered && refusal !== undefined) throw refusal;
  return { resources: [], complete: true };
}

/** A category may be unknown to the server or not granted; without a session or a caller there is nothing more to ask. */
function asFailure(error: unknown): FhirError {
  if (error instanceof FhirError && error.kind !== 'session-expired' && error.kind !== 'cancelled') return error;
  throw error;
}

function sumOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

function distinct(resources: readonly RawResource[]): readonly RawResource[] {
  return [...new Map(resources.map((resource, index) => [resource.id ?? index, resource])).values()];
}

import type { RawResource, SearchResult } from './client.ts';
import { FhirError } from './fhir-error.ts';
import type { ResourceSource } from './source.ts';
import { referenceText } from './terminology.ts';

/**
 * A source over resources in memory: one Bundle of any kind (nested ones are opened), or a list of resources and Bundles.
 *
 * References by `urn:uuid:` to something in the Bundle become `Type/id`; a resource without an id gets one from its
 * `urn:uuid:` address. References to what is not there, absolute, conditional and logical ones stay as they are. A search
 * ignores its parameters but for the patient: resources that name another patient are left out, those that name none are not.
 * Entries that are no resources are passed over. Of several resources with the same type and id the last counts.
 */
export function bundleSource(input: unknown): ResourceSource {
  const resources: RawResource[] = [];
  const addresses = new Map<string, string>();
  eachEntry(input, 0, undefined, (found, fullUrl) => {
    const resource = withId(found, fullUrl);
    resources.push(resource);
    if (fullUrl?.startsWith('urn:') === true && typeof resource.id === 'string')
      addresses.set(fullUrl, `${resource.resourceType}/${resource.id}`);
  });
  const byType = new Map<string, Map<string, RawResource>>();
  let nameless = 0;
  for (const resource of resources) {
    let sameType = byType.get(resource.resourceType);
    if (sameType === undefined) byType.set(resource.resourceType, (sameType = new Map<string, RawResource>()));
    if (typeof resource.id !== 'string') nameless += 1;
    const key = typeof resource.id === 'string' ? resource.id : `#${nameless}`;
    sameType.set(key, addresses.size === 0 ? resource : withAddressesResolved(resource, addresses));
  }
  const indexes = new Map<string, SubjectIndex>();
  const indexOf = (type: string): SubjectIndex => {
    const known = indexes.get(type);
    if (known !== undefined) return known;
    const index = indexed(byType.get(type)?.values() ?? []);
    indexes.set(type, index);
    return index;
  };
  return {
    holdsEverything: true,
    read(type, id) {
      const resource = byType.get(type)?.get(id);
      return resource === undefined ? Promise.reject(new FhirError('not-found', `read ${type}`)) : Promise.resolve(resource);
    },
    search(type, params, options): Promise<SearchResult> {
      const patient = params['patient'] ?? params['subject'];
      const matches = typeof patient === 'string' ? about(patient, indexOf(type)) : [...(byType.get(type)?.values() ?? [])];
      options?.onProgress?.(matches.length);
      return Promise.resolve({ resources: matches, complete: true });
    },
  };
}

/** References of the patients in a Bundle or list, in order: what `read('Patient', id)` will find. */
export function patientIdsIn(source: ResourceSource): Promise<readonly string[]> {
  return source.search('Patient', {}).then(({ resources }) => resources.map(({ id }) => id).filter((id) => typeof id === 'string'));
}

const MOST_NESTED = 5;

type Visit = (resource: RawResource, fullUrl: string | undefined) => void;

function eachEntry(input: unknown, depth: number, fullUrl: string | undefined, visit: Visit): void {
  if (depth > MOST_NESTED) return;
  if (Array.isArray(input)) {
    for (const one of input) eachEntry(one, depth + 1, fullUrl, visit);
    return;
  }
  if (!isResource(input)) return;
  if (input.resourceType !== 'Bundle') {
    visit(input, fullUrl);
    return;
  }
  const entries: readonly unknown[] = Array.isArray(input['entry']) ? input['entry'] : [];
  for (const entry of entries) {
    if (!isObject(entry)) continue;
    eachEntry(entry['resource'], depth + 1, typeof entry['fullUrl'] === 'string' ? entry['fullUrl'] : undefined, visit);
  }
}

function withId(resource: RawResource, fullUrl: string | undefined): RawResource {
  if (resource.id !== undefined || fullUrl?.startsWith('urn:uuid:') !== true) return resource;
  return { ...resource, id: fullUrl.slice('urn:uuid:'.length) };
}

/** The resource with known addresses in its references replaced; the very same object where there are none. */
function withAddressesResolved(resource: RawResource, addresses: ReadonlyMap<string, string>): RawResource {
  const resolved = resolve(resource, addresses);
  return isResource(resolved) ? resolved : resource;
}

function resolve(value: unknown, addresses: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => resolve(item, addresses));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  if (!isObject(value)) return value;
  let copy: Record<string, unknown> | undefined;
  for (const [key, inner] of Object.entries(value)) {
    const isReference = key === 'reference' && typeof inner === 'string';
    const replaced = isReference ? (addresses.get(inner) ?? inner) : resolve(inner, addresses);
    if (replaced !== inner) {
      copy ??= { ...value };
      copy[key] = replaced;
    }
  }
  return copy ?? value;
}

/** Resources of one type by the patient they name, and those that name none, each with its place among all of them. */
interface SubjectIndex {
  readonly byPatient: ReadonlyMap<string, readonly Placed[]>;
  readonly ofNobody: readonly Placed[];
}

interface Placed {
  readonly place: number;
  readonly resource: RawResource;
}

// A file of thousands of patients is searched for each of them: without an index that would take the square of its size.
function indexed(resources: Iterable<RawResource>): SubjectIndex {
  const byPatient = new Map<string, Placed[]>();
  const ofNobody: Placed[] = [];
  let place = 0;
  for (const resource of resources) {
    const patient = patientNamed(resource);
    const same = patient === undefined ? ofNobody : (byPatient.get(patient) ?? []);
    if (patient !== undefined) byPatient.set(patient, same);
    same.push({ place, resource });
    place += 1;
  }
  return { byPatient, ofNobody };
}

function about(patientId: string, { byPatient, ofNobody }: SubjectIndex): readonly RawResource[] {
  const theirs = byPatient.get(`Patient/${patientId}`) ?? [];
  const all = ofNobody.length === 0 ? theirs : [...theirs, ...ofNobody].toSorted((a, b) => a.place - b.place);
  return all.map(({ resource }) => resource);
}

function patientNamed(resource: RawResource): string | undefined {
  const subject = resource['subject'] ?? resource['patient'] ?? resource['beneficiary'];
  const reference =
    isObject(subject) && typeof subject['reference'] === 'string' ? referenceText({ reference: subject['reference'] }) : undefined;
  return reference?.startsWith('Patient/') === true ? reference : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isResource(value: unknown): value is RawResource {
  return isObject(value) && typeof value['resourceType'] === 'string';
}

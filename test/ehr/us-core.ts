import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { loadDataType } from '@medplum/core';
import type { StructureDefinition } from '@medplum/fhirtypes';
import { isObject } from './json.ts';
import type { ProfilesFor } from './validate.ts';

const US_CORE = 'http://hl7.org/fhir/us/core/StructureDefinition/';

/** Profiles a resource is held to though it does not claim them: what EHRs certified in the US would ask of it. */
const IMPLIED: Readonly<Record<string, readonly { readonly profile: string; readonly category?: string }[]>> = {
  Encounter: [{ profile: 'us-core-encounter' }],
  CarePlan: [{ profile: 'us-core-careplan', category: 'assess-plan' }],
  Goal: [{ profile: 'us-core-goal' }],
  Condition: [
    { profile: 'us-core-condition-problems-health-concerns', category: 'problem-list-item' },
    { profile: 'us-core-condition-encounter-diagnosis', category: 'encounter-diagnosis' },
  ],
};

const packages = new Map<string, ReadonlyMap<string, StructureDefinition>>();

/** Profiles of the US Core packages (.tgz) that a resource claims in `meta.profile` or that its type and category imply. */
export function usCoreProfiles(paths: readonly string[]): ProfilesFor {
  const all = paths.map((path) => packages.get(path) ?? readPackage(path));
  return (resource) => {
    const wanted = [...claimed(resource), ...implied(resource)];
    return all.flatMap((profiles) => {
      const found = new Set(wanted.map(([url, version]) => ofVersion(profiles.get(url), version)));
      return [...found].filter((profile) => profile !== undefined);
    });
  };
}

function ofVersion(profile: StructureDefinition | undefined, version: string | undefined): StructureDefinition | undefined {
  return version === undefined || profile?.version === version ? profile : undefined;
}

function claimed(resource: Readonly<Record<string, unknown>>): readonly [string, string | undefined][] {
  const meta = resource['meta'];
  const profiles = isObject(meta) && Array.isArray(meta['profile']) ? meta['profile'] : [];
  return profiles
    .filter((one) => typeof one === 'string')
    .map((one) => {
      const [url = '', version] = one.split('|');
      return [url, version];
    });
}

function implied(resource: Readonly<Record<string, unknown>>): readonly [string, undefined][] {
  const candidates = IMPLIED[String(resource['resourceType'])] ?? [];
  return candidates
    .filter(({ category }) => category === undefined || codesOf(resource['category']).includes(category))
    .map(({ profile }) => [US_CORE + profile, undefined]);
}

function codesOf(concepts: unknown): readonly unknown[] {
  if (!Array.isArray(concepts)) return [];
  return concepts
    .flatMap((concept) => (isObject(concept) && Array.isArray(concept['coding']) ? concept['coding'] : []))
    .map((coding) => (isObject(coding) ? coding['code'] : undefined));
}

function readPackage(path: string): ReadonlyMap<string, StructureDefinition> {
  const profiles = new Map<string, StructureDefinition>();
  for (const [name, text] of untar(gunzipSync(readFileSync(path)))) {
    if (!/^package\/StructureDefinition-[^/]+\.json$/.test(name)) continue;
    const structure = mended(JSON.parse(text) as StructureDefinition);
    profiles.set(structure.url, structure);
    // Extensions are looked up by URL when a profile slices by them.
    if (structure.type === 'Extension') loadDataType(structure);
  }
  packages.set(path, profiles);
  return profiles;
}

/** Where the published snapshots and the validator do not agree: 6.1 writes `telecom or endpoint`, 8.0 `telecom.exists() or …`. */
function mended(structure: StructureDefinition): StructureDefinition {
  for (const element of structure.snapshot?.element ?? []) {
    for (const constraint of element.constraint ?? []) {
      if (/^\w+( or \w+)+$/.test(constraint.expression ?? '')) {
        constraint.expression = constraint.expression?.replaceAll(/\w+(?= or |$)/g, '$&.exists()') ?? '';
      }
    }
    if (element.contentReference !== undefined && structure.type === 'Provenance') {
      delete element.contentReference;
      element.type = [{ code: 'BackboneElement' }];
    }
  }
  return structure;
}

/** Files of a tar archive: 512-byte headers with name, size in octal digits and type. */
function* untar(archive: Uint8Array): Generator<readonly [name: string, text: string]> {
  const decoder = new TextDecoder();
  const field = (start: number, length: number): string => decoder.decode(archive.subarray(start, start + length)).split('\0')[0] ?? '';
  for (let at = 0; at + 512 <= archive.length;) {
    const name = field(at, 100);
    const size = Number.parseInt(field(at + 124, 12).trim() || '0', 8);
    const isFile = ['0', ''].includes(field(at + 156, 1));
    if (isFile && name !== '') yield [name, decoder.decode(archive.subarray(at + 512, at + 512 + size))];
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

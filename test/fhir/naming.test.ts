import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ACTIVITIES } from '../../src/ccm/activities.ts';
import { attestationNote } from '../../src/fhir/attestations.ts';
import { objectsIn, textIn } from '../../src/fhir/fields.ts';
import { CCM_CODES, CCM_SYSTEM, isCcmCode } from '../../src/fhir/naming.ts';
import { validate } from '../ehr/validate.ts';
import { anAttestation } from '../builders/writes.ts';

const FOLDER = new URL('../../public/fhir/', import.meta.url);
const read = (name: string): Readonly<Record<string, unknown>> => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'));

test.each(readdirSync(FOLDER))('%s is valid R4 and has the address it says', (name) => {
  const resource = read(name);
  expect(validate(resource)).toEqual([]);
  expect(resource['url']).toBe(`https://w3id.org/intervisit/fhir/${name.replace('-', '/').replace('.json', '')}`);
});

test('the published CodeSystem and the code have the same codes and words', () => {
  const published = objectsIn(read('CodeSystem-ccm.json'), 'concept')
    .flatMap((group) => objectsIn(group, 'concept'))
    .map((concept) => [textIn(concept, 'code'), textIn(concept, 'display')]);
  const used = new Map(Object.values(CCM_CODES).flatMap((codes) => Object.entries(codes)));
  expect(published).toHaveLength(used.size);
  expect(new Map(published.map(([code = '', display = '']) => [code, display]))).toEqual(used);
  expect(read('CodeSystem-ccm.json')['url']).toBe(CCM_SYSTEM);
});

test('activities are those of the rules, no more and no fewer', () => {
  expect(Object.keys(CCM_CODES.activity).toSorted()).toEqual(Object.keys(ACTIVITIES).toSorted());
  expect(isCcmCode('activity', 'toString')).toBe(false);
});

test('every part of a statement’s extension is in its definition', () => {
  const note = attestationNote(anAttestation({ month: '2026-10', target: 'Condition/1' }));
  const elements = objectsIn(read('StructureDefinition-ccm-attestation.json')['differential'], 'element');
  const defined = elements.flatMap((element) => textIn(element, 'sliceName') ?? []);
  expect(objectsIn(note.extension?.[0], 'extension').map((part) => textIn(part, 'url'))).toEqual(defined);
});

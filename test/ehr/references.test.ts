import { convertToSearchableReferences, evalFhirPathTyped } from '@medplum/core';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { searchParametersOf } from './definitions.ts';
import { referencesOf } from './references.ts';

const FOLDER = join(import.meta.dirname, '../fhir/examples');
const EXAMPLES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name) => [name, JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Record<string, unknown>] as const);

test.each(EXAMPLES)('%s: paths lead to the same references as FHIRPath', (_, resource) => {
  const type = String(resource['resourceType']);
  const parameters = Object.values(searchParametersOf(type)).filter((parameter) => parameter.type === 'reference');
  const compared = parameters.map((parameter) => {
    // Where there is no plain path, the library answers, logical references and all.
    const byPath = referencesOf(type, parameter.code, resource).filter((reference) => !reference.startsWith('identifier:'));
    const evaluated = evalFhirPathTyped(parameter.expression ?? '', [{ type, value: resource }]);
    const byFhirPath = convertToSearchableReferences(evaluated).filter((reference) => !reference.startsWith('identifier:'));
    return { code: parameter.code, byPath: [...new Set(byPath)].toSorted(), byFhirPath: byFhirPath.toSorted() };
  });
  for (const { code, byPath, byFhirPath } of compared) expect([code, byPath]).toEqual([code, byFhirPath]);
});

test('a reference counts as what it names, wherever it points', () => {
  const subjects = [
    'Patient/1',
    'https://elsewhere.example/fhir/Patient/2',
    'Patient/3/_history/4',
    'Patient?identifier=x',
    'Group/5',
    '#patient',
  ];
  const found = subjects.flatMap((reference) =>
    referencesOf('Encounter', 'patient', { resourceType: 'Encounter', subject: { reference } }),
  );
  expect(found).toEqual(['Patient/1', 'https://elsewhere.example/fhir/Patient/2', 'Patient/3/_history/4', 'Patient?identifier=x']);
});

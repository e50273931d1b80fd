import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { screen, type Screened } from '../../src/cli/screen/screen.ts';
import { SAMPLE_PATIENTS } from '../ehr/patients/sample-patients.ts';
import { chartOf, ndjson, PRACTICE, type Resource } from './packaging.ts';
import { assessFiles, type OutputLine, temporaryFolder } from './run-assess.ts';

const SAMPLES = join(process.env['INTERVISIT_SAMPLES'] ?? join(import.meta.dirname, '..', '..', '..', 'shared'), 'patients');

const folder = temporaryFolder();
afterAll(folder.remove);

function exportWith(name: string, resources: readonly unknown[]): string {
  const path = join(folder.path, name);
  mkdirSync(path);
  writeFileSync(join(path, 'all.ndjson'), ndjson(resources));
  return path;
}

async function bothWays(path: string): Promise<{ readonly screened: Screened; readonly assessed: readonly OutputLine[] }> {
  const screened = await screen(path, '2026-10', () => undefined);
  return { screened, assessed: (await assessFiles(join(path, 'all.ndjson'))).lines };
}

function diseases({ assessment }: OutputLine): readonly unknown[] {
  const list: unknown = assessment['distinctChronicConditions'];
  return Array.isArray(list) ? list : [];
}

function blockers({ assessment }: OutputLine): readonly unknown[] {
  const list: unknown = assessment['blockers'];
  return Array.isArray(list) ? list : [];
}

describe('the screen against assess', { timeout: 120_000 }, () => {
  test('of the sample patients it counts the same diseases and minutes, and leaves out only who could not be billed', async () => {
    const charts = SAMPLE_PATIENTS.filter(({ id }) => id !== 'demo-0011').map(({ id }) => chartOf(id));
    const { screened, assessed } = await bothWays(exportWith('own', [...PRACTICE, ...charts.flat()]));
    const byId = new Map(screened.candidates.map((candidate) => [`Patient/${candidate.patient}`, candidate]));
    const leftOut: string[] = [];
    for (const line of assessed) {
      const candidate = byId.get(line.id);
      if (candidate === undefined) {
        leftOut.push(line.id);
        continue;
      }
      const { staff, qhp } = line.assessment['countedMinutes'] as { readonly staff: number; readonly qhp: number };
      expect({
        patient: `Patient/${candidate.patient}`,
        diseases: candidate.chronic_conditions,
        minutes: { staff: candidate.staff_minutes, qhp: candidate.practitioner_minutes },
        consented: candidate.consent_since !== null,
        medicare: candidate.medicare_confidence,
      }).toEqual({
        patient: line.id,
        diseases: diseases(line).length,
        minutes: { staff, qhp },
        consented: !blockers(line).includes('CONS-1'),
        medicare: 3,
      });
    }
    // One disease, one disease coded twice, conditions as text alone, and one who died.
    expect(leftOut).toEqual(['Patient/demo-0003', 'Patient/demo-0004', 'Patient/demo-0008', 'Patient/demo-0012']);
    expect(screened.errors).toEqual([]);
  });

  test('a stay in the month, a code billed by somebody else, and no sign of Medicare each keep a patient out', async () => {
    const chart = chartOf('demo-0001');
    const variants: readonly (readonly [string, (resources: readonly Resource[]) => readonly Resource[]])[] = [
      ['as-is', (resources) => resources],
      ['stay', (resources) => [...resources, encounter('IMP', '2026-10-03')]],
      ['old-stay', (resources) => [...resources, encounter('IMP', '2026-08-03')]],
      ['billed', (resources) => [...resources, charge('billable')]],
      ['taken-back', (resources) => [...resources, charge('entered-in-error')]],
      ['no-medicare', (resources) => resources.filter(({ resourceType }) => resourceType !== 'Coverage').map(withoutMbi)],
    ];
    const resources = variants.flatMap(
      ([id, change]) => JSON.parse(JSON.stringify(change(chart)).replaceAll('demo-0001', id)) as readonly Resource[],
    );
    const { candidates } = await screen(exportWith('variants', [...PRACTICE, ...resources]), '2026-10', () => undefined);
    expect(candidates.map(({ patient }) => patient).toSorted()).toEqual(['as-is', 'old-stay', 'taken-back']);
  });

  test('what a view cannot be made of costs itself alone', async () => {
    const odd = { resourceType: 'Condition', id: 'odd', subject: 7, code: { coding: 'I10' } };
    const { screened } = await bothWays(exportWith('odd', [...PRACTICE, ...chartOf('demo-0001'), odd]));
    expect(screened.candidates).toHaveLength(1);
  });

  test.skipIf(!existsSync(SAMPLES))(
    'of the published charts it counts the same diseases as assess (skipped without the samples)',
    async () => {
      const bundles = ['synthea-2021', 'synthea-2022-mcc'].flatMap((name) =>
        readdirSync(join(SAMPLES, name))
          .filter((file) => file.endsWith('.json.gz'))
          .slice(0, 12)
          .map((file) => resolved(gunzipSync(readFileSync(join(SAMPLES, name, file))).toString())),
      );
      const charts = bundles.map((resources) => [
        ...resources,
        ...resources.filter(({ resourceType }) => resourceType === 'Patient').map(({ id }) => medicare(id ?? '')),
      ]);
      const { screened, assessed } = await bothWays(exportWith('published', charts.flat()));
      expect(screened.candidates.length).toBeGreaterThan(3);
      const counted = new Map(assessed.map((line) => [line.id, diseases(line).length]));
      expect(screened.candidates.map(({ patient, chronic_conditions }) => [patient, chronic_conditions])).toEqual(
        screened.candidates.map(({ patient }) => [patient, counted.get(`Patient/${patient}`)]),
      );
    },
  );
});

function medicare(patient: string): Resource {
  return {
    resourceType: 'Coverage',
    id: `medicare-${patient}`,
    status: 'active',
    beneficiary: { reference: `Patient/${patient}` },
    payor: [{ display: 'Medicare' }],
    type: { coding: [{ system: 'https://nahdo.org/sopt', code: '121' }] },
  };
}

function encounter(code: string, day: string): Resource {
  return {
    resourceType: 'Encounter',
    id: `added-${code}-${day}`,
    status: 'finished',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code },
    subject: { reference: 'Patient/demo-0001' },
    period: { start: `${day}T08:00:00-04:00`, end: `${day}T18:00:00-04:00` },
  };
}

function charge(status: string): Resource {
  return {
    resourceType: 'ChargeItem',
    id: `added-${status}`,
    status,
    code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '99490' }] },
    subject: { reference: 'Patient/demo-0001' },
    occurrenceDateTime: '2026-10-05',
  };
}

function withoutMbi(resource: Resource): Resource {
  return resource.resourceType === 'Patient' ? { ...resource, identifier: [] } : resource;
}

/** A transaction's resources, its addresses made references, as an export has them. */
function resolved(text: string): readonly Resource[] {
  const bundle = JSON.parse(text) as { readonly entry: readonly { readonly fullUrl: string; readonly resource: Resource }[] };
  const types = new Map(bundle.entry.map(({ fullUrl, resource }) => [fullUrl, `${resource.resourceType}/${resource.id ?? ''}`]));
  return bundle.entry.map(({ resource }) =>
    JSON.parse(
      JSON.stringify(resource).replaceAll(
        /"reference":"(urn:uuid:[^"]+)"/g,
        (_all, address: string) => `"reference":"${types.get(address) ?? address}"`,
      ),
    ),
  );
}

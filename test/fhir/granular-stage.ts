import { assessMonth } from '../../src/ccm/assess-month.ts';
import { loadChronicConditions } from '../../src/ccm/conditions.ts';
import { policyWith } from '../../src/ccm/policy.ts';
import { readScopes } from '../../src/fhir/capabilities/granted-scopes.ts';
import { readChart, readMore, type ReadChartOptions } from '../../src/fhir/chart.ts';
import { aStage, PATIENT } from '../builders/writes.ts';

/** ICD-10-CM codes by where they stand. */
interface Diagnosed {
  readonly problems: readonly string[];
  readonly diagnoses: readonly string[];
}

function condition(code: string, category: string, index: number): object {
  return {
    resourceType: 'Condition',
    id: `${category}-${index}`,
    clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }] },
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-category', code: category }] }],
    code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code }], text: code },
    subject: { reference: `Patient/${PATIENT}` },
  };
}

/** What the chart of an EHR that grants these scopes says of ELIG-1 and of the time logged, and how the Conditions were read. */
export async function ccmVerdict(scope: string, { problems, diagnoses }: Diagnosed) {
  const resources = [
    ...problems.map((code, index) => condition(code, 'problem-list-item', index)),
    ...diagnoses.map((code, index) => condition(code, 'encounter-diagnosis', index)),
  ];
  const { target } = await aStage({ resources, scope });
  const options: ReadChartOptions = {
    patientId: PATIENT,
    month: '2026-10',
    asOf: '2026-10-20',
    settings: { timeZone: 'America/New_York' },
    grantedParts: readScopes(scope).parts,
  };
  const { chart, reads } = await readMore(target.client, await readChart(target.client, options), options);
  const assessment = assessMonth(chart, '2026-10', policyWith(await loadChronicConditions()), '2026-10-20');
  return {
    verdict: assessment.findings.find(({ ruleId }) => ruleId === 'ELIG-1')?.verdict,
    ...reads['Condition'],
    timeEntries: chart.timeEntries,
    why: chart.unknownBecause?.timeEntries,
  };
}

import { describe, expect, test } from 'vitest';
import { assessMonth } from '../../src/ccm/assess-month.ts';
import type { Chart } from '../../src/ccm/chart.ts';
import { loadChronicConditions } from '../../src/ccm/conditions.ts';
import type { MonthAssessment } from '../../src/ccm/month-assessment.ts';
import { policyWith, type PolicySwitches } from '../../src/ccm/policy.ts';
import core from './core.json' with { type: 'json' };

interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly month: string;
  readonly policy?: Partial<PolicySwitches>;
  readonly given: Chart;
  readonly expect: Expected;
}

/** The public contract: `distinctChronicConditions` by number, lists of rules as sets, the rest as it stands. */
interface Expected extends Pick<
  MonthAssessment,
  'eligible' | 'billable' | 'countedMinutes' | 'codes' | 'minutesToNext' | 'nextCode' | 'earliestDateOfService' | 'estAllowed'
> {
  readonly distinctChronicConditions: readonly string[];
  readonly blockers: readonly string[];
  readonly warnings: readonly string[];
  readonly unknowns?: readonly string[];
  readonly excludedMinutes: readonly { readonly minutes: number; readonly ruleId: string }[];
  readonly alternatives: readonly unknown[];
  readonly otherPrograms?: readonly unknown[];
}

const chronicConditions = await loadChronicConditions();
const scenarios: readonly Scenario[] = JSON.parse(JSON.stringify(core.scenarios));

function comparable(assessment: Expected): unknown {
  return {
    eligible: assessment.eligible,
    billable: assessment.billable,
    distinctChronicConditions: assessment.distinctChronicConditions.length,
    blockers: new Set(assessment.blockers),
    warnings: new Set(assessment.warnings),
    unknowns: new Set(assessment.unknowns ?? []),
    countedMinutes: assessment.countedMinutes,
    excludedMinutes: new Map(assessment.excludedMinutes.map((one) => [one.ruleId, one.minutes])),
    codes: assessment.codes,
    alternatives: assessment.alternatives,
    minutesToNext: assessment.minutesToNext,
    nextCode: assessment.nextCode,
    earliestDateOfService: assessment.earliestDateOfService,
    otherPrograms: assessment.otherPrograms ?? [],
    estAllowed: assessment.estAllowed,
  };
}

describe('the published scenarios', () => {
  test('there are 60 of them', () => {
    expect(scenarios).toHaveLength(60);
  });

  test.each(scenarios)('$id $title', (scenario) => {
    const policy = policyWith(chronicConditions, scenario.policy);
    const assessment = assessMonth(scenario.given, scenario.month, policy, '2026-11-21');
    expect(comparable(assessment)).toEqual(comparable(scenario.expect));
  });
});

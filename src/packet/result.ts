import { assessMonth } from '../ccm/assess-month.ts';
import type { Chart } from '../ccm/chart.ts';
import { withSiteMap, type SiteConditionEntry } from '../ccm/chronic-conditions/site-map.ts';
import type { ChronicConditions } from '../ccm/conditions.ts';
import type { ConditionJudgement, MonthAssessment } from '../ccm/month-assessment.ts';
import { isLoose, textOf } from '../ccm/plain-values.ts';
import { policyWith, readSwitches, type Policy } from '../ccm/policy.ts';
import type { PacketRecord, PacketResult } from './data.ts';

/** The parts of a packet that its month is judged on. */
export type Judged = Pick<PacketRecord, 'facts' | 'month' | 'policy' | 'asOf'>;

/**
 * What this program's rules make of a packet's facts.
 * @param chronicConditions the published code lists; the packet's own condition map stands above them.
 */
export function resultOf({ facts, month, policy, asOf }: Judged, chronicConditions: ChronicConditions): PacketResult {
  // The core takes any chart whatsoever: what is not understood in it is unknown, never an exception.
  return resultFrom(assessMonth(facts as unknown as Chart, month, policyOf(policy, chronicConditions), asOf));
}

/** The part of an assessment that a packet keeps: all but estimates of payment, which prove nothing. */
export function resultFrom(assessment: MonthAssessment): PacketResult {
  const { family, alternatives, otherPrograms } = assessment;
  return {
    proposal: assessment.proposal,
    eligible: assessment.eligible,
    billable: assessment.billable,
    family,
    codes: [...assessment.codes],
    alternatives: alternatives.map((coding) => ({ codes: [...coding.codes], family: coding.family })),
    countedMinutes: assessment.countedMinutes,
    countedSeconds: assessment.countedSeconds,
    excludedMinutes: [...assessment.excludedMinutes],
    blockers: [...assessment.blockers],
    warnings: [...assessment.warnings],
    unknowns: [...assessment.unknowns],
    minutesToNext: assessment.minutesToNext,
    nextCode: assessment.nextCode,
    earliestDateOfService: assessment.earliestDateOfService,
    defaultDateOfService: assessment.defaultDateOfService,
    distinctChronicConditions: [...assessment.distinctChronicConditions],
    otherPrograms: otherPrograms.map(({ program, codes, needs }) => ({ program, codes: [...codes], needs: [...needs] })),
    conditions: assessment.conditions.map(conditionOf),
    findings: assessment.findings.map(({ ruleId, verdict, effect, evidence }) => ({
      ruleId,
      verdict,
      effect,
      evidence: evidence.map((one) => ({ ...one })),
    })),
    time: assessment.time.map(({ entry, localDate, countedSeconds, bucket, excluded, unknownBecause }) => ({
      entry,
      localDate,
      countedSeconds,
      bucket,
      excluded: excluded.map((one) => ({ ...one })),
      ...(unknownBecause !== undefined && { unknownBecause }),
    })),
    timeKnown: assessment.timeKnown,
  };
}

function conditionOf({ condition, verdict, reason, ruleId, group, matched }: ConditionJudgement): PacketResult['conditions'][number] {
  const { display, codes, clinicalStatus, verificationStatus, override, reference } = condition;
  return {
    display,
    codes: codes.map(({ system, code }) => ({ system, code })),
    ...(typeof clinicalStatus === 'string' && { clinicalStatus }),
    ...(typeof verificationStatus === 'string' && { verificationStatus }),
    verdict,
    reason,
    ruleId,
    ...(group !== undefined && { group }),
    ...(matched !== undefined && { matched: `${matched.system} ${matched.code}` }),
    ...(override !== undefined && { overriddenBy: `${override.by}, ${override.date}: ${override.reason}` }),
    ...(reference !== undefined && { reference }),
  };
}

function policyOf({ switches, conditionMap }: PacketRecord['policy'], published: ChronicConditions): Policy {
  const entries = (conditionMap?.entries ?? []).flatMap((entry) => mapEntry(entry) ?? []);
  return policyWith(entries.length === 0 ? published : withSiteMap(published, { entries }), readSwitches(switches).switches);
}

/** The switches of a packet that are none, or have a value that they cannot have. */
export function wrongSwitches({ switches }: PacketRecord['policy']): readonly string[] {
  return readSwitches(switches).problems.map(({ name }) => name);
}

function mapEntry(entry: Readonly<Record<string, unknown>>): SiteConditionEntry | undefined {
  const code = codeIn(entry);
  if (code === undefined) return undefined;
  const { verdict, countsAs } = { verdict: entry['verdict'], countsAs: entry['countsAs'] };
  const group = textOf(entry['group']);
  const groupName = textOf(entry['groupName']);
  if (verdict === 'chronic' || verdict === 'review' || verdict === 'not-chronic') {
    return { ...code, verdict, ...(group !== undefined && { group }), ...(groupName !== undefined && { groupName }) };
  }
  const [first, ...more] = Array.isArray(countsAs) ? countsAs.flatMap((one: unknown) => codeIn(one) ?? []) : [];
  return first === undefined ? undefined : { ...code, countsAs: [first, ...more], isLoose: entry['isLoose'] === true };
}

function codeIn(value: unknown): { readonly system: string; readonly code: string } | undefined {
  if (!isLoose(value)) return undefined;
  const system = textOf(value['system']);
  const code = textOf(value['code']);
  return system === undefined || code === undefined ? undefined : { system, code };
}

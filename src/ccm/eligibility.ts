import { firstDay, lastDay } from './calendar.ts';
import type { ChronicGroup } from './conditions.ts';
import type { Facts } from './facts.ts';
import { evidence, found, informs, judged, missing, type Evidence, type Finding } from './finding.ts';
import { judgeInitiatingVisit } from './initiating-visit.ts';
import { modelInForce, modelsCover } from './models.ts';
import type { ConditionJudgement } from './month-assessment.ts';
import { touchesMonth } from './stays.ts';

/** CCM is for patients with at least this many distinct chronic conditions. */
const CONDITIONS_NEEDED = 2;

/** Findings of ELIG-1 to ELIG-14 and of the payer rules that depend on the patient's coverage. */
export function judgeEligibility(
  facts: Facts,
  judgements: readonly ConditionJudgement[],
  counted: readonly ChronicGroup[],
): readonly Finding[] {
  return [
    ...judgeConditionCount(facts, judgements, counted),
    judgeRisk(facts),
    ...judgeInitiatingVisit(facts),
    ...judgeCoverage(facts),
    ...judgeStays(facts),
    judgeHospice(facts),
    informs('ELIG-11'),
    informs('ELIG-12'),
    judgeModel(facts),
    informs('ELIG-14'),
  ];
}

function judgeConditionCount(
  facts: Facts,
  judgements: readonly ConditionJudgement[],
  counted: readonly ChronicGroup[],
): readonly Finding[] {
  const open = openConditions(judgements, counted) + (facts.conditions?.unreadable ?? 0);
  const because = facts.conditions ? [] : [missing('chronic-condition', facts.why('conditions'))];
  return [
    judged('ELIG-1', hasEnough(facts, counted.length, open), [...countedEvidence(judgements), ...because]),
    informs('ELIG-3', [
      evidence('conditions-counted', countOf(judgements, 'counts')),
      evidence('conditions-to-review', countOf(judgements, 'review') + (facts.conditions?.unreadable ?? 0)),
      evidence('conditions-not-counted', countOf(judgements, 'does-not-count')),
    ]),
    informs('ELIG-3a'),
  ];
}

function hasEnough(facts: Facts, counted: number, open: number): boolean | undefined {
  if (counted >= CONDITIONS_NEEDED) return true;
  return facts.conditions && counted + open < CONDITIONS_NEEDED ? false : undefined;
}

/** Verifications by which the record itself says that a diagnosis is not established (ELIG-3). */
const NOT_ESTABLISHED: ReadonlySet<unknown> = new Set(['provisional', 'differential', 'unconfirmed']);

/**
 * Distinct conditions a person could still find to count. A diagnosis that is not established is none of them: nothing
 * about it is unknown, and a clinician who disagrees overrides it.
 */
function openConditions(judgements: readonly ConditionJudgement[], counted: readonly ChronicGroup[]): number {
  const groups = new Set(counted.map((one) => one.group));
  let open = 0;
  for (const judgement of judgements) {
    if (judgement.verdict !== 'review' || NOT_ESTABLISHED.has(judgement.condition.verificationStatus)) continue;
    if (judgement.group === undefined) open += 1;
    else if (!groups.has(judgement.group)) {
      groups.add(judgement.group);
      open += 1;
    }
  }
  return open;
}

function countOf(judgements: readonly ConditionJudgement[], verdict: ConditionJudgement['verdict']): number {
  return judgements.reduce((sum, judgement) => (judgement.verdict === verdict ? sum + 1 : sum), 0);
}

/** A condition that no code names has a group made of the chart's own words, which evidence does not repeat. */
function countedEvidence(judgements: readonly ConditionJudgement[]): readonly Evidence[] {
  return judgements
    .filter((judgement) => judgement.verdict === 'counts')
    .map((judgement) => evidence('chronic-condition', judgement.matched && judgement.group, { reference: judgement.condition.reference }));
}

function judgeRisk(facts: Facts): Finding {
  const risk = facts.risk;
  if (risk === null) return judged('ELIG-2', false, [evidence('risk-attestation', false)]);
  if (risk === undefined) return judged('ELIG-2', undefined, [missing('risk-attestation', facts.why('riskAttestation'))]);
  const signed = risk.date !== undefined && risk.by !== undefined;
  const holds = risk.attested === true && !signed ? undefined : risk.attested;
  return judged('ELIG-2', holds, [evidence('risk-attestation', risk.date, { reference: risk.reference, by: risk.by })]);
}

function judgeCoverage(facts: Facts): readonly Finding[] {
  const coverage = facts.coverage;
  const findings: Finding[] = [judgePartB(facts)];
  if (coverage?.type === 'medicare-advantage')
    findings.push(found('PAYER-2', 'not-met', 'warns', [evidence('coverage-type', coverage.type)]));
  if (coverage?.medicaid === true) findings.push(informs('PAYER-1', [evidence('medicaid', true)]));
  return [...findings, informs('PAYER-3'), informs('PAYER-4'), informs('PAYER-5')];
}

function judgePartB(facts: Facts): Finding {
  const coverage = facts.coverage;
  if (!coverage) return judged('ELIG-7', undefined, [missing('coverage-type', facts.why('coverage'))]);
  const shown = [
    evidence('coverage-type', coverage.type?.startsWith('medicare') ? 'medicare' : coverage.type && 'other', {
      reference: coverage.reference,
    }),
    evidence('coverage-start', coverage.partBStart),
    evidence('coverage-end', coverage.partBEnd),
  ];
  if (coverage.type !== undefined && !coverage.type.startsWith('medicare')) return judged('ELIG-7', false, shown);
  const [first, last] = [firstDay(facts.month), lastDay(facts.month)];
  const begun = coverage.partBStart === undefined ? undefined : coverage.partBStart <= last;
  const ongoing = coverage.partBEnd === undefined ? undefined : coverage.partBEnd === null || coverage.partBEnd >= first;
  if (begun === false || ongoing === false) return judged('ELIG-7', false, shown);
  return judged('ELIG-7', begun && ongoing && coverage.type !== undefined ? true : undefined, shown);
}

function judgeStays(facts: Facts): readonly Finding[] {
  const stays = (facts.stays?.items ?? []).filter((stay) => touchesMonth(stay, facts.month));
  const shown = (paid: boolean): readonly Evidence[] =>
    stays
      .filter((stay) => (stay.type !== 'nursing-facility-non-part-a') === paid)
      .map((stay) => evidence('stay', stay.start, { reference: stay.reference }));
  const findings: Finding[] = [];
  if (shown(true).length > 0) findings.push(found('ELIG-8', 'not-met', 'excludes', shown(true)));
  if (shown(false).length > 0) findings.push(informs('ELIG-9', shown(false)));
  return findings;
}

function judgeHospice(facts: Facts): Finding {
  const election = facts.hospiceElection;
  if (election === undefined) return judged('ELIG-10', undefined, [missing('hospice-election', facts.why('hospiceElection'))]);
  return judged('ELIG-10', election === null || election > lastDay(facts.month), [evidence('hospice-election', election)]);
}

function judgeModel(facts: Facts): Finding {
  if (!modelsCover(facts.month)) return judged('ELIG-13', true);
  if (facts.model === undefined) return judged('ELIG-13', undefined, [missing('model-participation', facts.why('modelParticipation'))]);
  const model = facts.model === null ? undefined : modelInForce(facts.model, facts.month);
  return judged('ELIG-13', model === undefined, [
    evidence('model-participation', facts.model),
    ...(model ? [evidence('model-participation-from', model.from)] : []),
  ]);
}

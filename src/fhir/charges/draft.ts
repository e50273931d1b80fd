import type { Chart, TimeEntry } from '../../ccm/chart.ts';
import type { EntryJudgement, MonthAssessment } from '../../ccm/month-assessment.ts';
import { formatSeconds } from '../time/header-line.ts';
import { baseCodeOf } from './charge-item.ts';
import type { ChargeChoices, ChargeDraft } from './charge.ts';

interface Counted {
  readonly entry: TimeEntry | undefined;
  readonly judgement: EntryJudgement;
}

/**
 * The charges of a month as a person chose them, base codes before their add-ons. Every counted entry, the plan and the
 * consent are named as support; the note freezes the figures. `chart` must be the one that was assessed.
 */
export function chargeDrafts(assessment: MonthAssessment, chart: Chart, choices: ChargeChoices): readonly ChargeDraft[] {
  const { codes, carePlan, consent, remark, ...common } = choices;
  const counted = countedEntries(assessment, chart);
  const context = counted.findLast(({ judgement }) => judgement.reference?.startsWith('Encounter/'))?.judgement.reference;
  const supporting = [
    ...counted.flatMap(({ entry, judgement }) =>
      judgement.reference === undefined ? [] : [{ reference: judgement.reference, display: shortly(entry, judgement) }],
    ),
    ...(carePlan === undefined ? [] : [{ reference: carePlan, display: 'Comprehensive care plan' }]),
    ...(consent === undefined ? [] : [{ reference: consent.reference, display: `CCM consent ${consent.date}` }]),
  ];
  const basis = basisOf(assessment, counted, remark);
  const drafts = codes.map(({ code, units }): ChargeDraft => {
    const partOf = baseCodeOf(code);
    return {
      ...common,
      code,
      units,
      ...(partOf === undefined ? {} : { partOf }),
      month: assessment.month,
      ...(context === undefined ? {} : { context }),
      supporting,
      basis,
      rulesVersion: assessment.rulesVersion,
    };
  });
  return drafts.toSorted((a, b) => Number(a.partOf !== undefined) - Number(b.partOf !== undefined));
}

function countedEntries({ time }: MonthAssessment, chart: Chart): readonly Counted[] {
  return time
    .filter(({ countedSeconds }) => countedSeconds > 0)
    .map((judgement) => {
      const entry = chart.timeEntries?.[judgement.entry];
      const reference = judgement.reference ?? entry?.reference;
      return { entry, judgement: reference === undefined ? judgement : { ...judgement, reference } };
    })
    .toSorted((a, b) => a.judgement.localDate.localeCompare(b.judgement.localDate));
}

function shortly(entry: TimeEntry | undefined, { countedSeconds, bucket, localDate }: EntryJudgement): string {
  const who = entry?.performer === 'physician-qhp' || bucket === 'qhp' ? 'physician/QHP' : 'clinical staff';
  return `${formatSeconds(countedSeconds)} ${who} ${localDate}`;
}

function basisOf(assessment: MonthAssessment, counted: readonly Counted[], remark: string | undefined): string {
  const { countedMinutes, defaultDateOfService, rulesVersion } = assessment;
  const entries = counted.map(({ entry, judgement }) => shortly(entry, judgement)).join('; ');
  const minutes = [
    ...(countedMinutes.staff > 0 ? [`${countedMinutes.staff} min clinical staff`] : []),
    ...(countedMinutes.qhp > 0 ? [`${countedMinutes.qhp} min physician/QHP`] : []),
  ].join(' and ');
  const sentences = [
    `Basis: ${minutes === '' ? '0 min' : minutes} in ${counted.length} ${counted.length === 1 ? 'entry' : 'entries'} (${entries}).`,
    ...excludedSentence(assessment),
    ...(defaultDateOfService === null ? [] : [`Threshold of the last unit reached ${defaultDateOfService}.`]),
    `Rule set ccm-rules ${rulesVersion}.`,
    ...(remark === undefined || remark.trim() === '' ? [] : [remark]),
  ];
  return sentences.join(' ');
}

function excludedSentence({ excludedMinutes }: MonthAssessment): readonly string[] {
  if (excludedMinutes.length === 0) return [];
  return [`Not counted: ${excludedMinutes.map(({ minutes, ruleId }) => `${minutes} min (${ruleId})`).join(', ')}.`];
}

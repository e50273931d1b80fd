import type { Chart, LocalDate, TimeEntry } from '../../ccm/chart.ts';
import { familyOf } from '../../ccm/families.ts';
import type { EntryJudgement, MonthAssessment, ProposedCode } from '../../ccm/month-assessment.ts';
import { serviceDaysOf } from '../../ccm/service-days.ts';
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
  const { dateOfService, diagnoses } = choices;
  const counted = countedEntries(assessment, chart);
  const context = counted.findLast(({ judgement }) => judgement.reference?.startsWith('Encounter/'))?.judgement.reference;
  const entries = counted.flatMap(({ entry, judgement }) =>
    judgement.reference === undefined ? [] : [{ reference: judgement.reference, display: shortly(entry, judgement) }],
  );
  const supporting = [
    ...entries,
    ...(carePlan === undefined ? [] : [{ reference: carePlan, display: 'Comprehensive care plan' }]),
    ...(consent === undefined ? [] : [{ reference: consent.reference, display: `CCM consent ${consent.date}` }]),
    ...diagnoses.flatMap(({ condition, display }) => (condition === undefined ? [] : [{ reference: condition, display }])),
  ];
  const totals = totalsOf(assessment);
  const basis = basisOf(assessment, counted, { totals, remark, dateOfService, codes, chart });
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
      entries: entries.map(({ reference }) => reference),
      basis,
      totals,
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

function totalsOf({ countedMinutes }: MonthAssessment): string {
  const minutes = [
    ...(countedMinutes.staff > 0 ? [`${countedMinutes.staff} min clinical staff`] : []),
    ...(countedMinutes.qhp > 0 ? [`${countedMinutes.qhp} min physician/QHP`] : []),
  ].join(' and ');
  return minutes === '' ? '0 min' : minutes;
}

interface Grounds {
  readonly totals: string;
  readonly remark: string | undefined;
  readonly dateOfService: LocalDate | undefined;
  readonly codes: readonly ProposedCode[];
  readonly chart: Chart;
}

// A person's own words come last: a date in them must not be taken for the day of service.
function basisOf(assessment: MonthAssessment, counted: readonly Counted[], grounds: Grounds): string {
  const { totals, remark, dateOfService } = grounds;
  const entries = counted.map(({ entry, judgement }) => shortly(entry, judgement)).join('; ');
  const reached = lastUnitReached(assessment, grounds);
  const sentences = [
    `Basis: ${totals} in ${counted.length} ${counted.length === 1 ? 'entry' : 'entries'} (${entries}).`,
    ...excludedSentence(assessment),
    ...(reached === null ? [] : [`Threshold of the last unit reached ${reached}.`]),
    ...(dateOfService === undefined ? [] : [`Date of service ${dateOfService}.`]),
    `Rule set ccm-rules ${assessment.rulesVersion}.`,
    ...(remark === undefined || remark.trim() === '' ? [] : [remark]),
  ];
  return sentences.join(' ');
}

function lastUnitReached(assessment: MonthAssessment, { codes, chart }: Grounds): LocalDate | null {
  const family = codes.map(({ code }) => familyOf(code)).find((one) => one !== undefined);
  const days = family === undefined ? null : serviceDaysOf({ codes, family }, assessment, chart);
  return days?.byDefault ?? null;
}

function excludedSentence({ excludedMinutes }: MonthAssessment): readonly string[] {
  if (excludedMinutes.length === 0) return [];
  return [`Not counted: ${excludedMinutes.map(({ minutes, ruleId }) => `${minutes} min (${ruleId})`).join(', ')}.`];
}

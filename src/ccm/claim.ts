import { isRuralOrFederal, type Codings } from './billing-codes.ts';
import type { LocalDate } from './chart.ts';
import type { Facts } from './facts.ts';
import { FAMILIES, minutesAtLastUnit } from './families.ts';
import { evidence, informs, judged, type Finding } from './finding.ts';
import type { ConditionJudgement } from './month-assessment.ts';
import type { RuleId } from './rules.ts';
import type { CountedTime } from './time.ts';
import { visitDaysOf } from './visit-days.ts';

/** Local days of a claim (BILL-1); null where no base code is proposed. */
export interface ServiceDates {
  /** The day the base code's threshold was reached; add-ons and G0506 never move it. */
  readonly earliest: LocalDate | null;
  /** The day the last proposed unit was reached. */
  readonly byDefault: LocalDate | null;
}

/** The dates on which the proposed family's thresholds were reached. Time after death is not counted, so neither is later. */
export function serviceDates(codings: Codings, time: CountedTime): ServiceDates {
  if (codings.family === null) return { earliest: null, byDefault: null };
  const { builtFrom, firstMinutes } = FAMILIES[codings.family];
  return {
    earliest: dayReaching(firstMinutes, builtFrom, time),
    byDefault: dayReaching(minutesAtLastUnit(codings.family, codings.codes), builtFrom, time),
  };
}

function dayReaching(minutes: number, builtFrom: 'total' | 'qhp', time: CountedTime): LocalDate | null {
  let seconds = 0;
  for (const day of time.days) {
    seconds += builtFrom === 'qhp' ? day.qhpSeconds : day.staffSeconds + day.qhpSeconds;
    if (seconds >= minutes * 60) return day.date;
  }
  return null;
}

/** Findings of BILL-1 to BILL-3 and BILL-5 to BILL-9, and of the payment and audit rules. */
export function judgeClaim(
  facts: Facts,
  codings: Codings,
  dates: ServiceDates,
  conditions: readonly ConditionJudgement[],
): readonly Finding[] {
  const { earliest, byDefault } = dates;
  const shown = earliest === null ? [] : [evidence('date-of-service', earliest), evidence('default-date-of-service', byDefault)];
  return [
    informs('BILL-1', shown),
    informs('BILL-2'),
    ...(codings.family === null ? [] : [judgeDiagnoses(conditions), judgeVisitOnDate(facts, earliest)]),
    informs('BILL-6', facts.coverage?.qmb === true ? [evidence('qmb', true)] : []),
    ...(isRuralOrFederal(facts.setting) ? [informs('BILL-7')] : []),
    informs('BILL-8'),
    informs('BILL-9'),
    ...GENERAL.map((ruleId) => informs(ruleId)),
  ];
}

const GENERAL: readonly RuleId[] = [
  'PAY-0',
  'PAY-1',
  'PAY-2',
  'PAY-3',
  'PAY-4',
  'PAY-5',
  'PAY-6',
  'AUD-1',
  'AUD-2',
  'AUD-3',
  'AUD-4',
  'AUD-5',
  'AUD-6',
  'AUD-7',
];

const ICD_10_CM = 'http://hl7.org/fhir/sid/icd-10-cm';
const DIAGNOSES_NEEDED = 2;

function judgeDiagnoses(conditions: readonly ConditionJudgement[]): Finding {
  const codes = new Set<string>();
  for (const judgement of conditions) {
    if (judgement.verdict !== 'counts') continue;
    for (const code of judgement.condition.codes) if (code.system === ICD_10_CM) codes.add(code.code);
  }
  return judged('BILL-3', codes.size >= DIAGNOSES_NEEDED, [evidence('icd-10-codes', codes.size)]);
}

function judgeVisitOnDate(facts: Facts, earliest: LocalDate | null): Finding {
  const clash = earliest !== null && visitDaysOf(facts).has(earliest);
  return judged('BILL-5', !clash, clash ? [evidence('visit', earliest)] : []);
}

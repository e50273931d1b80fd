import type { ChartCondition, ConditionCode, LocalDate } from '../ccm/chart.ts';
import type { RawResource } from './client.ts';
import { addMonths, type Days } from './dates.ts';
import { isProblem, type Problem, problemWith, readerOf, referenceOf } from './parse.ts';
import { type CodeableConcept, ConditionResource } from './schemas.ts';
import { canonicalSystem, displayOf, statusCode } from './terminology.ts';

const read = readerOf(ConditionResource);

/**
 * One Condition in the chart's words, or the problem with it, and beside it the problems that cost it only a date.
 *
 * Systems are canonical; a system we do not know (IMO, local lists) stays as it is and decides nothing. An onset known by
 * year or month is its first day, an abatement its last: the widest time that the record allows. An onset by age needs
 * `birthDate`. Whether a condition counts is the core's business (ELIG-3); nothing is left out here but what is unreadable.
 */
export function readCondition(
  resource: RawResource,
  days: Days,
  birthDate: string | undefined,
  problems: Problem[],
): ChartCondition | undefined {
  const condition = read(resource);
  if (isProblem(condition)) {
    problems.push(condition);
    return undefined;
  }
  const onset = onsetOf(condition, days, birthDate);
  const abatement = abatementOf(condition, days, birthDate);
  if (onset === undefined && condition.onsetDateTime !== undefined) problems.push(problemWith(resource, 'onsetDateTime', 'undatable'));
  if (abatement === undefined && condition.abatementDateTime !== undefined)
    problems.push(problemWith(resource, 'abatementDateTime', 'undatable'));
  const clinicalStatus = statusCode(condition.clinicalStatus);
  const verificationStatus = statusCode(condition.verificationStatus);
  const reference = referenceOf(resource);
  // Assigned one by one: spreading optional parts would cost more than all the rest of reading a condition.
  const facts: { -readonly [Key in keyof ChartCondition]: ChartCondition[Key] } = {
    display: displayOf(condition.code),
    codes: codesIn(condition.code),
  };
  if (clinicalStatus !== undefined) facts.clinicalStatus = clinicalStatus;
  if (verificationStatus !== undefined) facts.verificationStatus = verificationStatus;
  if (onset !== undefined) facts.onset = onset;
  if (abatement !== undefined) facts.abatement = abatement;
  if (reference !== undefined) facts.reference = reference;
  return facts;
}

function codesIn(concept: CodeableConcept | undefined): readonly ConditionCode[] {
  const codes: ConditionCode[] = [];
  for (const { system, code } of concept?.coding ?? []) {
    const trimmed = code?.trim() ?? '';
    if (system !== undefined && trimmed !== '') codes.push({ system: canonicalSystem(system), code: trimmed });
  }
  return codes;
}

function onsetOf(condition: ConditionResource, days: Days, birthDate: string | undefined): LocalDate | undefined {
  return (
    days.first(condition.onsetDateTime) ??
    days.first(condition.onsetPeriod?.start) ??
    atAge(condition.onsetAge ?? condition.onsetRange?.low, days.first(birthDate), 0)
  );
}

function abatementOf(condition: ConditionResource, days: Days, birthDate: string | undefined): LocalDate | undefined {
  return (
    days.last(condition.abatementDateTime) ??
    days.last(condition.abatementPeriod?.end) ??
    atAge(condition.abatementAge ?? condition.abatementRange?.high, days.last(birthDate), 1)
  );
}

const AGE_MONTHS: Readonly<Record<string, number>> = { a: 12, year: 12, years: 12, yr: 12, y: 12, mo: 1, month: 1, months: 1 };

/** The day on which somebody reaches an age, or `more` of its unit later; days and weeks do not occur in what we count. */
function atAge(
  age: { readonly value?: number; readonly unit?: string; readonly code?: string } | undefined,
  birth: LocalDate | undefined,
  more: number,
): LocalDate | undefined {
  if (age?.value === undefined || birth === undefined) return undefined;
  const unit = AGE_MONTHS[(age.code ?? age.unit ?? '').toLowerCase()];
  const plausible = age.value >= 0 && age.value <= 1_800;
  return unit === undefined || !plausible ? undefined : addMonths(birth, Math.floor(age.value + more) * unit);
}

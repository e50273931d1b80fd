import { FAMILIES, FAMILY_ORDER, thresholds } from '../ccm/families.ts';
import type { CodeFamily, MonthAssessment, ProposedCode } from '../ccm/month-assessment.ts';
import { findingSentence } from './finding-text.ts';
import { formatDuration, formatMonth, plural } from './format.ts';

interface Threshold {
  /** Whole minutes. */
  readonly at: number;
  /** The code that begins here. */
  readonly code: string;
}

/** What the month strip shows: the minutes that build codes, and where codes begin. */
export interface MonthProgress {
  readonly minutes: number;
  readonly seconds: number;
  readonly thresholds: readonly Threshold[];
  /** The next threshold that can still be reached; null where there is none. */
  readonly next: Threshold | null;
}

export function monthProgress(assessment: MonthAssessment): MonthProgress {
  const family = familyInPlay(assessment);
  const bucket = FAMILIES[family].builtFrom;
  const minutes = assessment.countedMinutes[bucket];
  const marks = familyThresholds(family);
  const toNext = assessment.minutesToNext;
  const next = toNext === null ? null : { at: minutes + toNext, code: assessment.nextCode ?? codeAt(marks, minutes + toNext) };
  return { minutes, seconds: assessment.countedSeconds[bucket], thresholds: marks, next };
}

function familyThresholds(family: CodeFamily): readonly Threshold[] {
  const { base, addOn } = FAMILIES[family];
  return thresholds(family).map((at, index) => ({ at, code: index === 0 ? base : (addOn?.code ?? base) }));
}

/** Before a code is proposed the next one says which family the minutes are heading for. */
function familyInPlay(assessment: MonthAssessment): CodeFamily {
  if (assessment.family !== null) return assessment.family;
  return FAMILY_ORDER.find((family) => FAMILIES[family].base === assessment.nextCode) ?? 'STAFF';
}

function codeAt(marks: readonly Threshold[], at: number): string {
  return marks.find((mark) => mark.at === at)?.code ?? '';
}

/** `14 of 20 min, 6 to go, 9 days left`; below one minute to go it counts in seconds. */
export function monthSentence(assessment: MonthAssessment): string {
  const { minutes, seconds, thresholds: marks, next } = monthProgress(assessment);
  if (assessment.findings.some(({ ruleId, verdict }) => ruleId === 'SCOPE-1' && verdict === 'not-met')) {
    return 'No rules for this month';
  }
  const left = daysLeftText(assessment.daysLeft);
  if (next !== null) {
    const short = next.at * 60 - seconds;
    const gone = short < 60 ? formatDuration(seconds) : String(minutes);
    const missing = short < 60 ? `${short} s` : String(next.at - minutes);
    const state = assessment.daysLeft === 0 ? 'short' : 'to go';
    return `${gone} of ${next.at} min, ${missing} ${state}, ${left}`;
  }
  if (assessment.proposal === 'blocked') return `${minutes} min counted, no code can be proposed, ${left}`;
  const last = marks.at(-1)?.at ?? 0;
  const why = minutes >= last ? 'every unit reached' : 'nothing more can be reached';
  return `${minutes} min counted, ${why}, ${left}`;
}

/** `9 days left`; today is one of them. */
function daysLeftText(daysLeft: number): string {
  return daysLeft === 0 ? 'the month has ended' : `${plural(daysLeft, 'day')} left`;
}

/** The answer of the month in one sentence or two. `recorded`: the EHR already shows the proposed charges. */
export function verdictSentence(assessment: MonthAssessment, recorded = false): string {
  const { minutes, next } = monthProgress(assessment);
  const codes = codesText(assessment.codes);
  const more = next === null ? '' : ` ${next.at - minutes} more reach ${next.code}.`;
  switch (assessment.proposal) {
    case 'billable':
      return recorded
        ? `${codes} ${assessment.codes.length === 1 ? 'is' : 'are'} recorded for ${formatMonth(assessment.month)}.${more}`
        : `${codes} can be recorded for ${formatMonth(assessment.month)}.${more}`;
    case 'needs-confirmation':
      return `${codes} proposed, once ${plural(assessment.unknowns.length, 'open question')} ${
        assessment.unknowns.length === 1 ? 'is' : 'are'
      } answered.`;
    case 'not-yet':
      return `${eligibleText(assessment)} ${minutesText(assessment)}`;
    case 'blocked':
      return blockedText(assessment);
    default:
      return assessment.proposal satisfies never;
  }
}

function blockedText({ blockers, eligible }: MonthAssessment): string {
  const [first, ...others] = blockers;
  const head = eligible ? 'Blocked.' : 'Not billable.';
  const more = others.length === 0 ? '' : ` ${plural(others.length, 'more rule stands', 'more rules stand')} in the way.`;
  return first === undefined ? head : `${head} ${findingSentence({ ruleId: first, verdict: 'not-met' })}${more}`;
}

function eligibleText(assessment: MonthAssessment): string {
  const open = assessment.unknowns.length;
  if (open === 0) return 'Eligible.';
  return `No bar found, ${plural(open, 'question')} open.`;
}

function minutesText(assessment: MonthAssessment): string {
  const { minutes, next } = monthProgress(assessment);
  if (next === null) return `${plural(minutes, 'minute')} counted; nothing more can be reached this month.`;
  const verb = assessment.daysLeft === 0 ? 'were missing for' : 'more reach';
  return `${minutes} of ${next.at} minutes; ${next.at - minutes} ${verb} ${next.code}.`;
}

/** `99490 and 99439 ×2`. */
export function codesText(codes: readonly ProposedCode[]): string {
  return codes.map(({ code, units }) => (units === 1 ? code : `${code} ×${units}`)).join(' and ');
}

/** What logging `seconds` more would do, if nothing overlaps: `14 min + 6 min = 20 min, reaches 99490`. */
export function afterLogging(assessment: MonthAssessment, seconds: number): string {
  const progress = monthProgress(assessment);
  const total = progress.seconds + seconds;
  const sum = `${formatDuration(progress.seconds)} + ${formatDuration(seconds)} = ${formatDuration(total)}`;
  const reached = progress.thresholds.findLast(({ at }) => total >= at * 60 && progress.seconds < at * 60);
  if (reached !== undefined) return `${sum}, reaches ${reached.code}`;
  const next = progress.thresholds.find(({ at }) => total < at * 60);
  return next === undefined ? sum : `${sum}, ${formatDuration(next.at * 60 - total)} short of ${next.code}`;
}

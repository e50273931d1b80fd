import type { Chart } from '../ccm/chart.ts';
import { FAMILIES, FAMILY_ORDER, thresholds } from '../ccm/families.ts';
import type { CodeFamily, MonthAssessment, ProposedCode } from '../ccm/month-assessment.ts';
import { barringText } from './barring-text.ts';
import { sentenceIn } from './finding-sentence.ts';
import { formatDate, formatDayMonth, formatDuration, formatMonth, plural, sentenceCase } from './format.ts';
import { timeUnknown, timeUnknownSentence } from './unseen.ts';

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

type Death = Chart['deathDate'];

/** `14 of 20 min, 6 to go, 9 days left`; below one minute to go it counts in seconds. */
export function monthSentence(assessment: MonthAssessment, death?: Death): string {
  if (!isCovered(assessment)) return 'No rules for this month';
  if (timeUnknown(assessment) !== null) return `Time not known, ${endText(assessment, death)}`;
  const { minutes, seconds, thresholds: marks, next } = monthProgress(assessment);
  const left = endText(assessment, death);
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

/** Whether there are rules for the month (SCOPE-1). */
export function isCovered({ blockers, findings }: Pick<MonthAssessment, 'blockers' | 'findings'>): boolean {
  return !blockers.includes('SCOPE-1') && !findings.some(({ ruleId, verdict }) => ruleId === 'SCOPE-1' && verdict === 'not-met');
}

/** `9 days left`, today being one of them; after a death no day of the month is. */
function endText({ daysLeft, month }: MonthAssessment, death: Death): string {
  if (typeof death === 'string' && death.slice(0, 7) <= month) return `died ${formatDayMonth(death)}`;
  return daysLeft === 0 ? 'the month has ended' : `${plural(daysLeft, 'day')} left`;
}

/** The answer of the month in a sentence or two. `recorded`: the EHR already shows the proposed charges. */
export function verdictSentence(assessment: MonthAssessment, recorded = false, death?: Death): string {
  const died = typeof death === 'string' && death.slice(0, 7) <= assessment.month ? `Died ${formatDate(death)}. ` : '';
  return `${died}${answerOf(assessment, recorded, died !== '')}`;
}

function answerOf(assessment: MonthAssessment, recorded: boolean, hasDied: boolean): string {
  if (!isCovered(assessment)) return `Intervisit has no rules for ${formatMonth(assessment.month)}.`;
  const { minutes, next } = monthProgress(assessment);
  const codes = codesText(assessment.codes);
  const more = next === null ? '' : ` ${next.at - minutes} more reach ${next.code}.`;
  switch (assessment.proposal) {
    case 'billable':
      return recorded
        ? `${codes} ${assessment.codes.length === 1 ? 'is' : 'are'} recorded for ${formatMonth(assessment.month)}.${more}`
        : `${codes} can be recorded for ${formatMonth(assessment.month)}.${more}`;
    case 'needs-confirmation':
      if (assessment.codes.length === 0)
        return [hasDied ? '' : eligibleText(assessment), minutesText(assessment)].filter(Boolean).join(' ');
      return `${codes} proposed, once ${plural(assessment.unknowns.length, 'open question')} ${
        assessment.unknowns.length === 1 ? 'is' : 'are'
      } answered.`;
    case 'not-yet':
      return [hasDied ? '' : eligibleText(assessment), minutesText(assessment)].filter(Boolean).join(' ');
    case 'blocked':
      return blockedText(assessment);
    default:
      return assessment.proposal satisfies never;
  }
}

function blockedText({ blockers, findings }: MonthAssessment): string {
  const [first, ...others] = blockers;
  const more = others.length === 0 ? '' : ` ${plural(others.length, 'more rule blocks', 'more rules block')} the month.`;
  if (first === undefined) return 'Blocked.';
  const evidence = findings.find(({ ruleId }) => ruleId === first)?.evidence ?? [];
  return `Blocked. ${sentenceIn(barringText(first), { ruleId: first, verdict: 'not-met', evidence })}${more}`;
}

function eligibleText(assessment: MonthAssessment): string {
  const open = assessment.unknowns.length;
  if (open === 0) return 'Eligible.';
  return `Nothing speaks against it so far; ${plural(open, 'question is', 'questions are')} open.`;
}

function minutesText(assessment: MonthAssessment): string {
  const unknown = timeUnknown(assessment);
  if (unknown !== null) return timeUnknownSentence(unknown);
  const { minutes, next } = monthProgress(assessment);
  if (next === null) return `${plural(minutes, 'minute')} counted; nothing more can be reached this month.`;
  const verb = assessment.daysLeft === 0 ? 'were missing for' : 'more reach';
  return `${minutes} of ${next.at} minutes; ${next.at - minutes} ${verb} ${next.code}.`;
}

/** `99490 and 99439 ×2`. */
export function codesText(codes: readonly ProposedCode[]): string {
  return codes.map(({ code, units }) => (units === 1 ? code : `${code} ×${units}`)).join(' and ');
}

/** What logging `seconds` more would do, if nothing overlaps: `14 min + 6 min = 20 min, reaches 99490`. Null where the sum is not known. */
export function afterLogging(assessment: MonthAssessment, seconds: number): string | null {
  if (timeUnknown(assessment) !== null) return null;
  const progress = monthProgress(assessment);
  const total = progress.seconds + seconds;
  const sum = `${formatDuration(progress.seconds)} + ${formatDuration(seconds)} = ${formatDuration(total)}`;
  const reached = progress.thresholds.findLast(({ at }) => total >= at * 60 && progress.seconds < at * 60);
  if (reached !== undefined) return `${sum}, reaches ${reached.code}`;
  const next = progress.thresholds.find(({ at }) => total < at * 60);
  return next === undefined ? sum : `${sum}, ${formatDuration(next.at * 60 - total)} short of ${next.code}`;
}

/** Where the month stands after an entry was saved; `reached` is the code that its minutes have reached, null where none is new. */
export function afterSaving(
  before: MonthAssessment,
  after: MonthAssessment,
): { readonly sentence: string; readonly reached: string | null } | null {
  if (timeUnknown(after) !== null) return null;
  const was = monthProgress(before);
  const now = monthProgress(after);
  const mark = now.thresholds.findLast(({ at }) => now.minutes >= at && was.minutes < at);
  if (mark === undefined) return { sentence: `${sentenceCase(monthSentence(after))}.`, reached: null };
  const of = now.minutes === mark.at ? `${now.minutes} of ${mark.at} min` : `${now.minutes} min counted`;
  return { sentence: `${of}: ${mark.code} is reached.`, reached: mark.code };
}

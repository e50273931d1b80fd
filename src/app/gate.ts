import type { Finding } from '../ccm/finding.ts';
import type { MonthAssessment } from '../ccm/month-assessment.ts';
import type { RuleId } from '../ccm/rules.ts';
import { findingSentence, settleText } from './finding-text.ts';
import { formatDuration } from './format.ts';
import { isAnswerable } from './matters.ts';
import { monthProgress, monthSentence } from './month-words.ts';
import { type Question, questionsIn } from './questions.ts';

/** One line of the checklist before a charge. */
export interface GateLine {
  readonly name: string;
  readonly state: 'pass' | 'fail' | 'not-yet' | 'unknown' | 'attention';
  /** What was found, one sentence per rule that matters. */
  readonly says: readonly string[];
  /** What would settle it, where it does not pass. */
  readonly settle: readonly string[];
  /** What blocks or is not known in it, each with its place in the app. */
  readonly questions: readonly Question[];
  /** The rules that do not pass. */
  readonly standing: readonly RuleId[];
}

const LINES: readonly { readonly name: string; readonly rules: readonly string[]; readonly pass: string }[] = [
  { name: 'Month covered', rules: ['SCOPE'], pass: 'Intervisit has rules for this month.' },
  { name: 'Chronic conditions', rules: ['ELIG-1', 'ELIG-3'], pass: 'Two or more distinct chronic conditions count.' },
  { name: 'Significant risk', rules: ['ELIG-2'], pass: 'Stated by a clinician.' },
  { name: 'Initiating visit', rules: ['ELIG-4', 'ELIG-5', 'ELIG-5a', 'ELIG-6'], pass: 'Seen in time, or an initiating visit was made.' },
  { name: 'Medicare Part B', rules: ['ELIG-7'], pass: 'Active in this month.' },
  {
    name: 'Stays, hospice and models',
    rules: ['ELIG-8', 'ELIG-9', 'ELIG-10', 'ELIG-11', 'ELIG-12', 'ELIG-13'],
    pass: 'Nothing in the way.',
  },
  { name: 'Consent', rules: ['CONS'], pass: 'On record and in force.' },
  { name: 'Care plan, and copy given', rules: ['PLAN'], pass: 'In place, and the patient has a copy.' },
  {
    name: 'Practice and practitioner',
    rules: ['PRAC', 'WHO'],
    pass: 'The practice meets the requirements, and the practitioner may bill.',
  },
  { name: 'No conflicting billing seen', rules: ['CONC'], pass: 'Nothing in this EHR conflicts in this month.' },
  { name: 'Time entries', rules: ['TIME', 'ACT'], pass: 'Every counted minute stands.' },
  { name: 'Codes and claim', rules: ['CODE', 'SEL', 'BILL', 'PAYER', 'AUD'], pass: 'Units and diagnoses are in order.' },
];

/** What needs a person comes first. */
const ORDER: readonly GateLine['state'][] = ['fail', 'unknown', 'not-yet', 'attention', 'pass'];

/** The gate as a checklist: everything that could keep a charge from being recorded, settled or not. */
export function gateLines(assessment: MonthAssessment): readonly GateLine[] {
  const lines = [minutesLine(assessment), ...LINES.map((line) => gateLine(line, assessment))];
  return lines.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
}

function minutesLine(assessment: MonthAssessment): GateLine {
  const { minutes, thresholds } = monthProgress(assessment);
  const reached = minutes >= (thresholds[0]?.at ?? Infinity);
  const leftOut = assessment.time.flatMap(({ excluded }) => excluded).filter(({ ruleId }) => ruleId === 'CONS-5');
  const beforeConsent = leftOut.reduce((sum, { seconds }) => sum + seconds, 0);
  return {
    name: 'Minutes',
    state: !assessment.timeKnown ? 'unknown' : reached ? 'pass' : 'not-yet',
    says: [
      assessment.timeKnown ? `${monthSentence(assessment)}.` : 'The time logged in this month is not known.',
      ...(beforeConsent === 0 ? [] : [`${formatDuration(beforeConsent)} from before the day of consent cannot count.`]),
    ],
    // No further minute is of use where something blocks or no day is left that counts.
    settle: reached || assessment.minutesToNext === null || assessment.daysLeft === 0 ? [] : ['Log the work that has been done.'],
    questions: [],
    standing: beforeConsent === 0 ? [] : ['CONS-5'],
  };
}

function gateLine(line: (typeof LINES)[number], assessment: MonthAssessment): GateLine {
  const mine = (ruleIds: readonly RuleId[]) =>
    assessment.findings.filter((finding) => isOf(finding, line.rules) && ruleIds.includes(finding.ruleId));
  const blocking = mine(assessment.blockers);
  const unknown = mine(assessment.unknowns);
  const warning = mine(assessment.warnings);
  const standing = [...blocking, ...unknown, ...warning];
  return {
    name: line.name,
    state: blocking.length > 0 ? 'fail' : unknown.length > 0 ? 'unknown' : warning.length > 0 ? 'attention' : 'pass',
    says: standing.length === 0 ? [line.pass] : standing.map(findingSentence),
    settle: standing.flatMap((finding) => settleText(finding, isAnswerable(finding, assessment.findings)) ?? []),
    questions: questionsIn([...blocking, ...unknown], assessment),
    standing: standing.map(({ ruleId }) => ruleId),
  };
}

function isOf({ ruleId }: Finding, rules: readonly string[]): boolean {
  return rules.some((rule) => ruleId === rule || (!rule.includes('-') && ruleId.startsWith(`${rule}-`)));
}

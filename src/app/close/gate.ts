import type { Finding } from '../../ccm/finding.ts';
import { formatDate, list, sentenceCase } from '../format.ts';
import { complexityRow } from './complexity-row.ts';
import { type GateFacts, type GateRow, type GateState, isOf, judgedBy } from './gate-row.ts';
import { minutesRow } from './minutes-row.ts';
import { duplicateRow, lonelyAddOnRow, sourcesRow } from './other-billing-rows.ts';
import { planRow } from './plan-row.ts';

interface PlainRow {
  readonly name: string;
  readonly rules: readonly string[];
  readonly pass: string;
  /** What it rests on, where it passes; undefined where the chart does not say. */
  readonly rests?: (facts: GateFacts) => string | undefined;
}

const PLAIN_ROWS: readonly PlainRow[] = [
  { name: 'Month covered', rules: ['SCOPE'], pass: 'Intervisit has rules for this month.' },
  {
    name: 'Consent',
    rules: ['CONS'],
    pass: 'On record and in force.',
    rests: ({ chart: { consent } }) => (consent == null ? undefined : `Given ${formatDate(consent.date)}.`),
  },
  { name: 'Initiating visit', rules: ['ELIG-4', 'ELIG-5', 'ELIG-5a', 'ELIG-6'], pass: 'Seen in time, or an initiating visit was made.' },
  {
    name: 'Two chronic conditions',
    rules: ['ELIG-1', 'ELIG-3', 'ELIG-3a', 'ELIG-14'],
    pass: 'Two or more distinct chronic conditions count.',
    rests: ({ assessment }) => `${sentenceCase(list(assessment.distinctChronicConditions))}.`,
  },
  {
    name: 'Risk statement',
    rules: ['ELIG-2'],
    pass: 'Significant risk is stated by a clinician.',
    rests: ({ chart: { riskAttestation } }) =>
      riskAttestation == null ? undefined : `${riskAttestation.by}, ${formatDate(riskAttestation.date)}.`,
  },
  {
    name: 'Billing practitioner',
    rules: ['WHO'],
    pass: 'Of a kind that may bill.',
    rests: ({ chart: { billingPractitioner } }) => (billingPractitioner?.name === undefined ? undefined : `${billingPractitioner.name}.`),
  },
  { name: 'Practice', rules: ['PRAC'], pass: 'The practice states all that is asked of it.' },
  {
    name: 'Overlapping service',
    rules: ['CONC-3', 'CONC-4', 'CONC-9', 'CONC-10', 'CONC-14', 'CONC-18'],
    pass: 'No service that excludes CCM is seen in this month (AUD-1).',
  },
  { name: 'Services beside CCM', rules: ['CONC'], pass: 'None with which a minute could be shared.' },
  { name: 'Medicare Part B', rules: ['ELIG-7'], pass: 'Active in this month.' },
  { name: 'Stays, hospice and models', rules: ['ELIG'], pass: 'Nothing in the way.' },
  { name: 'Time entries', rules: ['TIME', 'ACT'], pass: 'Every counted minute stands.' },
  { name: 'Units', rules: ['CODE', 'SEL'], pass: 'Units are within their limits, and from one family of codes.' },
  { name: 'Claim', rules: ['BILL', 'PAY', 'PAYER', 'AUD'], pass: 'Nothing to look at.' },
];

/** Rules that rows of their own speak of. */
const ELSEWHERE: readonly string[] = ['PLAN', 'CODE-16', 'CODE-17', 'CONC-1', 'CONC-2'];

/** What needs a person comes first; within that, in the order of the rows. */
const ORDER: readonly GateState[] = ['fail', 'unknown', 'not-yet', 'attention', 'pass', 'not-needed'];

/** Everything that must stand behind a charge: what holds it comes first, then what is open, then what is in order. */
export function gateRows(facts: GateFacts): readonly GateRow[] {
  const taken = new Set<Finding>(facts.assessment.findings.filter((finding) => isOf(finding, ELSEWHERE)));
  const plain = PLAIN_ROWS.map((row) => plainRow(row, facts, taken));
  const [scope, consent, visit, conditions, risk, ...rest] = plain;
  const rows = [
    scope,
    minutesRow(facts),
    consent,
    visit,
    conditions,
    risk,
    planRow(facts),
    complexityRow(facts),
    duplicateRow(facts),
    lonelyAddOnRow(facts),
    ...rest,
    sourcesRow(facts),
  ].filter((row) => row !== undefined);
  const shown = rows.filter(({ name, state }) => name !== 'Month covered' || state !== 'pass');
  return shown.toSorted((a, b) => Number(b.holds) - Number(a.holds) || ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
}

// A rule that two rows would take goes to the first of them.
function plainRow({ name, rules, pass, rests }: PlainRow, facts: GateFacts, taken: Set<Finding>): GateRow {
  const { assessment } = facts;
  const findings = assessment.findings.filter((finding) => isOf(finding, rules) && !taken.has(finding));
  findings.forEach((finding) => taken.add(finding));
  const judged = judgedBy(findings, assessment, pass);
  const evidence = judged.state === 'pass' ? rests?.(facts) : undefined;
  return { name, ...judged, says: evidence === undefined ? judged.says : [...judged.says, evidence] };
}

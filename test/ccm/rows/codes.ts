import { aBilledCode, aTimeEntry } from '../../builders/chart.ts';
import { INFORMS, MET, UNDECIDED, UNKNOWN_BUT_HARMLESS, WARNS, type RuleRow } from './row.ts';

const PROPOSES = ['met', 'proposes'] as const;
const NOT_REACHED = ['not-met', 'none'] as const;

function staff(minutes: number): NonNullable<RuleRow['chart']> {
  return { timeEntries: [aTimeEntry({ minutes })] };
}

function practitioner(minutes: number): NonNullable<RuleRow['chart']> {
  return { timeEntries: [aTimeEntry({ minutes, performer: 'physician-qhp' })] };
}

const revised = { mdmComplexity: 'moderate', carePlanSubstantiallyRevised: true } as const;

export const CODE_ROWS: readonly RuleRow[] = [
  { rule: 'CODE-1', when: '19 minutes', chart: staff(19), gives: NOT_REACHED },
  { rule: 'CODE-1', when: '20 minutes', chart: staff(20), gives: PROPOSES },
  { rule: 'CODE-1', when: '30 practitioner minutes, which another code describes', chart: practitioner(30), gives: MET },
  { rule: 'CODE-2', when: '39 minutes', chart: staff(39), gives: NOT_REACHED },
  { rule: 'CODE-2', when: '40 minutes', chart: staff(40), gives: PROPOSES },
  { rule: 'CODE-2', when: '79 minutes', chart: staff(79), gives: PROPOSES },
  { rule: 'CODE-2', when: '80 minutes', chart: staff(80), gives: ['met', 'limits'] },
  { rule: 'CODE-3', when: '29 practitioner minutes', chart: practitioner(29), gives: NOT_REACHED },
  { rule: 'CODE-3', when: '30 practitioner minutes', chart: practitioner(30), gives: PROPOSES },
  { rule: 'CODE-4', when: '59 practitioner minutes', chart: practitioner(59), gives: NOT_REACHED },
  { rule: 'CODE-4', when: '60 practitioner minutes', chart: practitioner(60), gives: PROPOSES },
  { rule: 'CODE-4', when: '119 practitioner minutes', chart: practitioner(119), gives: PROPOSES },
  { rule: 'CODE-4', when: '120 practitioner minutes', chart: practitioner(120), gives: ['met', 'warns'] },
  {
    rule: 'CODE-4',
    when: '120 practitioner minutes where the policy allows three',
    chart: practitioner(120),
    policy: { max99437: 3 },
    gives: ['met', 'warns'],
  },
  { rule: 'CODE-5', when: '59 minutes', chart: { ...staff(59), ...revised }, gives: NOT_REACHED },
  { rule: 'CODE-5', when: '60 minutes', chart: { ...staff(60), ...revised }, gives: PROPOSES },
  { rule: 'CODE-6', when: '89 minutes', chart: { ...staff(89), ...revised }, gives: NOT_REACHED },
  { rule: 'CODE-6', when: '90 minutes', chart: { ...staff(90), ...revised }, gives: PROPOSES },
  { rule: 'CODE-6', when: '390 minutes', chart: { ...staff(390), ...revised }, gives: ['met', 'limits'] },
  { rule: 'CODE-8', when: 'any month', gives: INFORMS },
  { rule: 'CODE-9', when: 'any month', gives: INFORMS },
  { rule: 'CODE-10', when: 'an RHC in 2024', month: '2024-12', chart: { settingType: 'rhc' }, gives: ['met', 'informs'] },
  { rule: 'CODE-10', when: 'an FQHC in its last month', month: '2025-09', chart: { settingType: 'fqhc' }, gives: ['met', 'informs'] },
  { rule: 'CODE-10', when: 'an RHC after its last month', month: '2025-10', chart: { settingType: 'rhc' }, gives: 'silent' },
  { rule: 'CODE-10', when: 'a practice', month: '2024-12', gives: 'silent' },
  {
    rule: 'CODE-10',
    when: 'the setting is not known in 2024 but nothing is earned',
    month: '2024-12',
    unknown: ['settingType'],
    gives: UNKNOWN_BUT_HARMLESS,
  },
  { rule: 'CODE-11', when: 'an RHC in 2025', month: '2025-01', chart: { settingType: 'rhc' }, gives: INFORMS },
  { rule: 'CODE-11', when: 'an RHC in 2024', month: '2024-12', chart: { settingType: 'rhc' }, gives: 'silent' },
  { rule: 'CODE-11', when: 'the setting is not known in 2026', unknown: ['settingType'], gives: UNKNOWN_BUT_HARMLESS },
  { rule: 'CODE-12', when: 'a month of 2025', month: '2025-01', gives: INFORMS },
  { rule: 'CODE-12', when: 'a month of 2024', month: '2024-12', gives: 'silent' },
  { rule: 'CODE-13', when: 'a month of 2026', month: '2026-01', gives: INFORMS },
  { rule: 'CODE-13', when: 'a month of 2025', month: '2025-12', gives: 'silent' },
  { rule: 'CODE-14', when: 'any month', gives: INFORMS },
  ...(['CODE-1', 'CODE-2', 'CODE-3', 'CODE-4', 'CODE-5', 'CODE-6'] as const).map((rule): RuleRow => ({
    rule,
    when: 'the time is not known',
    unknown: ['timeEntries'],
    gives: UNKNOWN_BUT_HARMLESS,
  })),
  { rule: 'CODE-15', when: 'nothing recorded', gives: INFORMS },
  { rule: 'CODE-15', when: 'the proposed family recorded', chart: { ownCharges: [aBilledCode('99490')] }, gives: INFORMS },
  { rule: 'CODE-15', when: 'another family recorded', chart: { ownCharges: [aBilledCode('99491')] }, gives: WARNS },
  {
    rule: 'CODE-15',
    when: 'another family recorded and nothing proposed',
    chart: { ...staff(19), ownCharges: [aBilledCode('99491')] },
    gives: INFORMS,
  },
  { rule: 'CODE-16', when: '99487 with a revised plan', chart: { ...staff(60), ...revised }, gives: MET },
  {
    rule: 'CODE-16',
    when: '99487 without a revised plan',
    chart: { ...staff(60), ...revised, carePlanSubstantiallyRevised: false },
    gives: ['not-met', 'warns'],
  },
  { rule: 'CODE-16', when: 'no 99487', gives: NOT_REACHED },
  {
    rule: 'CODE-16',
    when: '99487 and nothing known of a revision',
    chart: { ...staff(60), mdmComplexity: 'high' },
    unknown: ['carePlanSubstantiallyRevised'],
    gives: UNKNOWN_BUT_HARMLESS,
  },
  {
    rule: 'CODE-16',
    when: 'a strict policy and no revision',
    chart: { ...staff(60), ...revised, carePlanSubstantiallyRevised: false },
    policy: { complexRequiresSubstantialRevision: true },
    gives: NOT_REACHED,
  },
  {
    rule: 'CODE-16',
    when: 'a strict policy and nothing known of a revision',
    chart: { ...staff(60), mdmComplexity: 'high' },
    unknown: ['carePlanSubstantiallyRevised'],
    policy: { complexRequiresSubstantialRevision: true },
    gives: UNDECIDED,
  },
  { rule: 'CODE-17', when: 'moderate decision making by the practitioner', chart: { ...staff(60), ...revised }, gives: MET },
  { rule: 'CODE-17', when: 'low decision making', chart: staff(60), gives: NOT_REACHED },
  {
    rule: 'CODE-17',
    when: 'moderate decision making by somebody else',
    chart: { ...staff(60), ...revised, mdmByBillingPractitioner: false },
    gives: ['not-met', 'warns'],
  },
  {
    rule: 'CODE-17',
    when: 'the same below 60 minutes',
    chart: { ...staff(59), ...revised, mdmByBillingPractitioner: false },
    gives: NOT_REACHED,
  },
  { rule: 'CODE-17', when: 'complexity not known at 60 minutes', chart: staff(60), unknown: ['mdmComplexity'], gives: UNDECIDED },
  {
    rule: 'CODE-17',
    when: 'complexity not known at 59 minutes',
    chart: staff(59),
    unknown: ['mdmComplexity'],
    gives: UNKNOWN_BUT_HARMLESS,
  },
  {
    rule: 'CODE-17',
    when: 'whose decision making is not known',
    chart: { ...staff(60), ...revised },
    unknown: ['mdmByBillingPractitioner'],
    gives: UNDECIDED,
  },
  {
    rule: 'CODE-17',
    when: 'whose low decision making is not known',
    chart: staff(60),
    unknown: ['mdmByBillingPractitioner'],
    gives: NOT_REACHED,
  },
  {
    rule: 'CODE-17',
    when: 'complexity not known where staff codes come first',
    chart: staff(60),
    unknown: ['mdmComplexity'],
    policy: { selection: 'staff-first' },
    gives: UNKNOWN_BUT_HARMLESS,
  },

  { rule: 'SEL-1', when: 'a code is earned', gives: PROPOSES },
  { rule: 'SEL-1', when: 'no code is earned', chart: staff(19), gives: MET },
  { rule: 'SEL-2', when: 'complex and staff codes at 89 minutes', chart: { ...staff(89), ...revised }, gives: INFORMS },
  { rule: 'SEL-2', when: 'complex and staff codes at 90 minutes', chart: { ...staff(90), ...revised }, gives: 'silent' },
  { rule: 'SEL-3', when: 'practitioner and staff codes', chart: practitioner(30), gives: INFORMS },
  { rule: 'SEL-3', when: 'staff codes alone', gives: 'silent' },
  { rule: 'SEL-4', when: 'any month', gives: INFORMS },
  { rule: 'BILL-4', when: 'more minutes than units', chart: staff(80), gives: ['met', 'limits'] },
  { rule: 'BILL-4', when: 'as many units as minutes earn', chart: staff(60), gives: MET },
];

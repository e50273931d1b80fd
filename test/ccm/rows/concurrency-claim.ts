import type { RuleId } from '../../../src/ccm/rules.ts';
import { aBilledCode, aCondition, aCoverage, aTimeEntry, aVisit } from '../../builders/chart.ts';
import { BLOCKS, INFORMS, MET, UNDECIDED, UNKNOWN_BUT_HARMLESS, WARNS, type RuleRow } from './row.ts';

function billed(code: string, practitioner: 'same' | 'same-group' | 'other' = 'same'): NonNullable<RuleRow['chart']> {
  return { otherBilledCodes: [aBilledCode(code, { practitioner })] };
}

const barring: readonly (readonly [RuleId, readonly string[]])[] = [
  ['CONC-3', ['G0181', 'G0182']],
  ['CONC-4', ['90951', '90960', '90970']],
  ['CONC-9', ['99424', '99425', '99426', '99427']],
  ['CONC-10', ['G0556', 'G0557', 'G0558']],
];

const allowed: readonly (readonly [RuleId, readonly string[]])[] = [
  ['CONC-5', ['99495', '99496']],
  ['CONC-6', ['99453', '99454', '99457', '99458', '99445', '99470']],
  ['CONC-7', ['98975', '98978', '98980', '98981', '98979', '98984', '98986']],
  ['CONC-8', ['99484', '99492', '99494', 'G2214']],
  ['CONC-11', ['G0019', 'G0022', 'G0023', 'G0024', 'G0140', 'G0146']],
  ['CONC-12', ['99358', '99359']],
  ['CONC-13', ['99366', '99374', '93792', '98960', '98966', '99071', '99091', '99421', '99605']],
  ['CONC-16', ['G3002', 'G3003']],
];

const surgery = { practitioner: 'same', start: '2026-02-10', end: '2026-05-11' } as const;
const snomedOnly = aCondition({ display: 'Hypertension', codes: [{ system: 'http://snomed.info/sct', code: '59621000' }] });

function recorded(...codes: readonly string[]): NonNullable<RuleRow['chart']> {
  return { ownCharges: codes.map((code) => aBilledCode(code)) };
}

export const CONCURRENCY_CLAIM_ROWS: readonly RuleRow[] = [
  { rule: 'CONC-1', when: 'nobody else billed', gives: MET },
  ...['99490', '99439', '99491', '99437', '99487', '99489'].map((code): RuleRow => ({
    rule: 'CONC-1',
    when: `another billed ${code}`,
    chart: billed(code, 'other'),
    gives: BLOCKS,
  })),
  { rule: 'CONC-1', when: 'the month is already billed', chart: billed('99490'), gives: BLOCKS },
  {
    rule: 'CONC-1',
    when: 'another billed the month before',
    chart: { otherBilledCodes: [aBilledCode('99490', { practitioner: 'other', date: '2026-02-28' })] },
    gives: MET,
  },
  {
    rule: 'CONC-1',
    when: 'another clinic billed G0511 while it existed',
    month: '2025-09',
    chart: { otherBilledCodes: [aBilledCode('G0511', { practitioner: 'other', date: '2025-09-18' })] },
    gives: BLOCKS,
  },
  { rule: 'CONC-1', when: 'G0511 after it ended', chart: billed('G0511', 'other'), gives: MET },
  { rule: 'CONC-1', when: 'other billing is not known', unknown: ['otherBilledCodes'], gives: UNDECIDED },
  { rule: 'CONC-2', when: 'own charges that nobody was asked for', gives: MET },
  { rule: 'CONC-2', when: 'own charges of one family', chart: recorded('99490', '99439'), gives: MET },
  { rule: 'CONC-2', when: 'own charges of two families', chart: recorded('99487', '99490'), gives: BLOCKS },
  { rule: 'CONC-2', when: 'an own add-on of another family', chart: recorded('99437', '99490'), gives: BLOCKS },
  { rule: 'CONC-2', when: 'own 99490 and G0506', chart: recorded('99490', 'G0506'), gives: MET },
  {
    rule: 'CONC-2',
    when: 'another family recorded in the month before',
    chart: { ownCharges: [aBilledCode('99490'), aBilledCode('99487', { date: '2026-02-28' })] },
    gives: MET,
  },
  {
    rule: 'CONC-2',
    when: 'the EHR does not let own charges be seen',
    chart: { unknownBecause: { ownCharges: 'not-granted' } },
    gives: UNKNOWN_BUT_HARMLESS,
  },
  ...barring.flatMap(([rule, codes]): readonly RuleRow[] => [
    ...codes.map((code): RuleRow => ({ rule, when: `${code} by the same`, chart: billed(code), gives: BLOCKS })),
    { rule, when: `${codes[0]} by the same group`, chart: billed(codes[0] ?? '', 'same-group'), gives: BLOCKS },
    { rule, when: `${codes[0]} by another`, chart: billed(codes[0] ?? '', 'other'), gives: WARNS },
    { rule, when: 'nothing else billed', gives: MET },
    { rule, when: 'other billing is not known', unknown: ['otherBilledCodes'], gives: UNDECIDED },
  ]),
  { rule: 'CONC-4', when: 'a code just outside the dialysis range', chart: billed('90971'), gives: MET },
  { rule: 'CONC-10', when: 'before APCM existed', month: '2024-12', gives: 'silent' },
  {
    rule: 'CONC-3',
    when: 'oversight by another where the policy blocks',
    chart: billed('G0181', 'other'),
    policy: { cpoOtherPractitioner: 'block' },
    gives: BLOCKS,
  },
  {
    rule: 'CONC-3',
    when: 'oversight by another where the policy allows',
    chart: billed('G0181', 'other'),
    policy: { cpoOtherPractitioner: 'allow' },
    gives: INFORMS,
  },
  ...allowed.flatMap(([rule, codes]): readonly RuleRow[] => [
    ...codes.map((code): RuleRow => ({ rule, when: `${code} by the same`, chart: billed(code), gives: WARNS })),
    { rule, when: `${codes[0]} by another`, chart: billed(codes[0] ?? '', 'other'), gives: WARNS },
    { rule, when: 'nothing else billed', gives: MET },
    { rule, when: 'other billing is not known', unknown: ['otherBilledCodes'], gives: UNKNOWN_BUT_HARMLESS },
  ]),
  {
    rule: 'CONC-5',
    when: 'TCM under the older text of some payers',
    chart: billed('99495'),
    policy: { payerRules: 'older-cpt' },
    gives: BLOCKS,
  },
  {
    rule: 'CONC-6',
    when: '99445 before it existed',
    month: '2025-12',
    chart: { otherBilledCodes: [aBilledCode('99445', { date: '2025-12-18' })] },
    gives: MET,
  },
  {
    rule: 'CONC-13',
    when: 'a telephone visit while it existed',
    month: '2024-12',
    chart: { otherBilledCodes: [aBilledCode('99441', { date: '2024-12-18' })] },
    gives: WARNS,
  },
  { rule: 'CONC-13', when: 'a telephone visit after it ended', chart: billed('99441'), gives: MET },
  { rule: 'CONC-14', when: 'no surgery', gives: MET },
  { rule: 'CONC-14', when: 'in the practitioner’s own global period', chart: { globalSurgery: surgery }, gives: BLOCKS },
  { rule: 'CONC-14', when: 'in a colleague’s', chart: { globalSurgery: { ...surgery, practitioner: 'same-group' } }, gives: BLOCKS },
  { rule: 'CONC-14', when: 'in another’s', chart: { globalSurgery: { ...surgery, practitioner: 'other' } }, gives: MET },
  {
    rule: 'CONC-14',
    when: 'in another’s where the policy blocks any',
    chart: { globalSurgery: { ...surgery, practitioner: 'other' } },
    policy: { globalPeriod: 'block-any' },
    gives: BLOCKS,
  },
  {
    rule: 'CONC-14',
    when: 'in the own one where the policy warns',
    chart: { globalSurgery: surgery },
    policy: { globalPeriod: 'warn' },
    gives: WARNS,
  },
  {
    rule: 'CONC-14',
    when: 'in the own one where the policy allows',
    chart: { globalSurgery: surgery },
    policy: { globalPeriod: 'allow' },
    gives: MET,
  },
  {
    rule: 'CONC-14',
    when: 'a global period that ended the month before',
    chart: { globalSurgery: { ...surgery, end: '2026-02-28' } },
    gives: MET,
  },
  {
    rule: 'CONC-14',
    when: 'a global period that ends on the first',
    chart: { globalSurgery: { ...surgery, end: '2026-03-01' } },
    gives: BLOCKS,
  },
  { rule: 'CONC-14', when: 'surgery is not known', unknown: ['globalSurgery'], gives: UNDECIDED },
  {
    rule: 'CONC-14',
    when: 'surgery is not known and would only warn',
    unknown: ['globalSurgery'],
    policy: { globalPeriod: 'warn' },
    gives: UNKNOWN_BUT_HARMLESS,
  },
  { rule: 'CONC-15', when: 'home-health certification', chart: billed('G0180'), gives: INFORMS },
  { rule: 'CONC-15', when: 'nothing else billed', gives: MET },
  { rule: 'CONC-17', when: 'a visit billed in the month', chart: billed('99214'), gives: INFORMS },
  { rule: 'CONC-17', when: 'nothing else billed', gives: 'silent' },
  { rule: 'CONC-18', when: 'an RHC and nobody else', chart: { settingType: 'rhc' }, gives: MET },
  {
    rule: 'CONC-18',
    when: 'an RHC and another’s principal care',
    chart: { settingType: 'rhc', ...billed('99424', 'other') },
    gives: BLOCKS,
  },
  { rule: 'CONC-18', when: 'a practice and another’s principal care', chart: billed('99424', 'other'), gives: 'silent' },
  {
    rule: 'CONC-18',
    when: 'an RHC and other billing not known',
    chart: { settingType: 'rhc' },
    unknown: ['otherBilledCodes'],
    gives: UNDECIDED,
  },
  {
    rule: 'CONC-18',
    when: 'a setting not known and another’s principal care',
    chart: billed('99424', 'other'),
    unknown: ['settingType'],
    gives: UNDECIDED,
  },
  { rule: 'CONC-18', when: 'before it applied', month: '2024-12', chart: { settingType: 'rhc' }, gives: 'silent' },
  { rule: 'CONC-19', when: 'any month', gives: INFORMS },

  { rule: 'BILL-1', when: 'any month', gives: INFORMS },
  { rule: 'BILL-2', when: 'any month', gives: INFORMS },
  { rule: 'BILL-3', when: 'two ICD-10-CM codes', gives: MET },
  {
    rule: 'BILL-3',
    when: 'one of two conditions without an ICD-10-CM code',
    chart: { conditions: [aCondition(), snomedOnly] },
    gives: WARNS,
  },
  { rule: 'BILL-3', when: 'no claim', chart: { conditions: [aCondition(), snomedOnly], timeEntries: [] }, gives: 'silent' },
  { rule: 'BILL-5', when: 'no visit on the date of service', chart: { visits: [aVisit(), aVisit({ date: '2026-03-10' })] }, gives: MET },
  { rule: 'BILL-5', when: 'a visit on the date of service', chart: { visits: [aVisit(), aVisit({ date: '2026-03-09' })] }, gives: WARNS },
  { rule: 'BILL-6', when: 'any month', chart: { coverage: aCoverage({ qmb: true }) }, gives: INFORMS },
  { rule: 'BILL-7', when: 'an FQHC', chart: { settingType: 'fqhc' }, gives: INFORMS },
  { rule: 'BILL-7', when: 'a practice', gives: 'silent' },
  { rule: 'BILL-8', when: 'any month', gives: INFORMS },
  { rule: 'BILL-9', when: 'any month', gives: INFORMS },
  ...(['PAY-0', 'PAY-4', 'PAY-5', 'AUD-1', 'AUD-2', 'AUD-3', 'AUD-4', 'AUD-5', 'AUD-6', 'AUD-7'] as const).map((rule): RuleRow => ({
    rule,
    when: 'any month',
    chart: { timeEntries: [aTimeEntry()] },
    gives: INFORMS,
  })),
  { rule: 'PAY-1', when: '2024', month: '2024-12', gives: INFORMS },
  { rule: 'PAY-1', when: '2025', month: '2025-01', gives: 'silent' },
  { rule: 'PAY-2', when: '2025', month: '2025-01', gives: INFORMS },
  { rule: 'PAY-2', when: '2026', month: '2026-01', gives: 'silent' },
  { rule: 'PAY-3', when: '2026', month: '2026-01', gives: INFORMS },
  { rule: 'PAY-3', when: '2025', month: '2025-12', gives: 'silent' },
  { rule: 'PAY-6', when: '2026', gives: INFORMS },
  { rule: 'PAY-6', when: '2025', month: '2025-12', gives: 'silent' },
];

import { aBilledCode, aCondition, aCoverage, aTimeEntry, aVisit } from '../../../builders/chart.ts';
import { known, unknown, type EvidenceRow } from './row.ts';

const claim = { reference: 'ChargeItem/9' } as const;
const maybe = known('same-group-specialty-may-differ', true);
const surgery = { practitioner: 'same', start: '2026-02-10', end: '2026-05-11' } as const;
const unseen = { unknownBecause: { otherBilledCodes: 'not-granted' } } as const;

export const CONCURRENCY_CLAIM_EVIDENCE: readonly EvidenceRow[] = [
  { rule: 'CONC-3', when: 'nothing else billed', shows: [] },
  {
    rule: 'CONC-3',
    when: 'oversight of the same practitioner: the code and where it was read',
    chart: { otherBilledCodes: [aBilledCode('99214'), aBilledCode('G0181', claim)] },
    shows: [known('billed-code', 'G0181', claim)],
  },
  {
    rule: 'CONC-3',
    when: 'oversight of a colleague, whose specialty may differ',
    chart: { otherBilledCodes: [aBilledCode('G0181', { ...claim, practitioner: 'same-group' })] },
    shows: [known('billed-code', 'G0181', claim), maybe],
  },
  {
    rule: 'CONC-3',
    when: 'oversight of the same practitioner and of a colleague',
    chart: { otherBilledCodes: [aBilledCode('G0182'), aBilledCode('G0181', { practitioner: 'same-group' })] },
    shows: [known('billed-code', 'G0182'), known('billed-code', 'G0181'), maybe],
  },
  {
    rule: 'CONC-3',
    when: 'oversight of another, which only warns',
    chart: { otherBilledCodes: [aBilledCode('G0181', { ...claim, practitioner: 'other' })] },
    shows: [known('billed-code', 'G0181', claim)],
  },
  {
    rule: 'CONC-3',
    when: 'billing may not be seen',
    unknown: ['otherBilledCodes'],
    chart: unseen,
    shows: [unknown('other-billing', 'not-granted')],
  },
  {
    rule: 'CONC-3',
    when: 'oversight of another and a code that cannot be read',
    chart: { otherBilledCodes: [aBilledCode('G0181', { ...claim, practitioner: 'other' }), JSON.parse('{}')] },
    shows: [unknown('other-billing', 'unreadable'), known('billed-code', 'G0181', claim)],
  },
  {
    rule: 'CONC-5',
    when: 'TCM and a code that cannot be read: what is known warns',
    chart: { otherBilledCodes: [aBilledCode('99495', claim), JSON.parse('{}')] },
    shows: [known('billed-code', '99495', claim)],
  },
  { rule: 'CONC-2', when: 'own charges that nobody was asked for', shows: [] },
  {
    rule: 'CONC-2',
    when: 'own charges may not be seen',
    chart: { unknownBecause: { ownCharges: 'not-granted' } },
    shows: [unknown('own-charges', 'not-granted')],
  },
  {
    rule: 'CONC-14',
    when: 'the practitioner’s own global period',
    chart: { globalSurgery: surgery },
    shows: [known('global-surgery', '2026-02-10')],
  },
  {
    rule: 'CONC-14',
    when: 'a colleague’s, whose specialty may differ',
    chart: { globalSurgery: { ...surgery, practitioner: 'same-group' } },
    shows: [known('global-surgery', '2026-02-10'), maybe],
  },
  { rule: 'CONC-14', when: 'another’s', chart: { globalSurgery: { ...surgery, practitioner: 'other' } }, shows: [] },
  {
    rule: 'CONC-14',
    when: 'surgery may not be seen',
    unknown: ['globalSurgery'],
    chart: { unknownBecause: { globalSurgery: 'not-granted' } },
    shows: [unknown('global-surgery', 'not-granted')],
  },
  {
    rule: 'CONC-17',
    when: 'a visit, a wellness visit and something else: the visits',
    chart: { otherBilledCodes: [aBilledCode('99214', claim), aBilledCode('G0439'), aBilledCode('99457')] },
    shows: [known('billed-code', '99214', claim), known('billed-code', 'G0439')],
  },
  {
    rule: 'CONC-18',
    when: 'an RHC and another’s principal care',
    chart: { settingType: 'rhc', otherBilledCodes: [aBilledCode('99424', { ...claim, practitioner: 'other' })] },
    shows: [known('billed-code', '99424', claim)],
  },
  { rule: 'CONC-18', when: 'an RHC and nobody else', chart: { settingType: 'rhc' }, shows: [] },
  {
    rule: 'CONC-18',
    when: 'an RHC and billing that may not be seen',
    unknown: ['otherBilledCodes'],
    chart: { settingType: 'rhc', ...unseen },
    shows: [unknown('other-billing', 'not-granted')],
  },
  {
    rule: 'CONC-18',
    when: 'a setting that could not be read and another’s principal care',
    unknown: ['settingType'],
    chart: { otherBilledCodes: [aBilledCode('99424', { ...claim, practitioner: 'other' })], unknownBecause: { settingType: 'unreadable' } },
    shows: [unknown('setting', 'unreadable'), known('billed-code', '99424', claim)],
  },

  {
    rule: 'BILL-1',
    when: 'the days on which the first and the last unit were reached',
    chart: { timeEntries: [aTimeEntry({ date: '2026-03-03', minutes: 25 }), aTimeEntry({ date: '2026-03-21' })] },
    shows: [known('date-of-service', '2026-03-03'), known('default-date-of-service', '2026-03-21')],
  },
  { rule: 'BILL-1', when: 'no code', chart: { timeEntries: [] }, shows: [] },
  { rule: 'BILL-3', when: 'two ICD-10-CM codes', shows: [known('icd-10-codes', 2)] },
  {
    rule: 'BILL-3',
    when: 'one condition that counts and one that does not',
    chart: {
      conditions: [
        aCondition(),
        aCondition({ display: 'Hypertension', codes: [{ system: 'http://snomed.info/sct', code: '59621000' }] }),
        aCondition({ codes: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'J20.9' }] }),
      ],
    },
    shows: [known('icd-10-codes', 1)],
  },
  { rule: 'BILL-5', when: 'no visit on the date of service', shows: [] },
  {
    rule: 'BILL-5',
    when: 'a visit on the date of service',
    chart: { visits: [aVisit(), aVisit({ date: '2026-03-09' })] },
    shows: [known('visit', '2026-03-09')],
  },
  { rule: 'BILL-6', when: 'a qualified Medicare beneficiary', chart: { coverage: aCoverage({ qmb: true }) }, shows: [known('qmb', true)] },
  { rule: 'BILL-6', when: 'no such status', shows: [] },
];

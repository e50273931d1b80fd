import { aBilledCode, aCondition, aConfirmation, aTimeEntry, aVisit } from '../../../builders/chart.ts';
import { known, unknown, type EvidenceRow } from './row.ts';

type Given = NonNullable<EvidenceRow['chart']>;

const staff = (minutes: number): Given => ({ timeEntries: [aTimeEntry({ minutes })] });
const practitioner = (minutes: number): Given => ({ timeEntries: [aTimeEntry({ minutes, performer: 'physician-qhp' })] });
const revised = { mdmComplexity: 'moderate', carePlanSubstantiallyRevised: true } as const;
const word = known('confirmation', '2026-03-20', { by: 'Dr. Testa Fictional', reference: 'CarePlan/p' });
const wordOn = (rule: string): Given => ({ confirmations: [aConfirmation(rule, { reference: 'CarePlan/p' })] });

const starting: Given = {
  ccmStartDate: '2026-03-10',
  visits: [aVisit({ date: '2026-03-10', code: '99204', ccmDiscussed: true })],
  timeEntries: [aTimeEntry({ date: '2026-03-18' })],
};
const planned = { date: '2026-03-10', personallyByBillingPractitioner: true, beyondUsualEffort: true, previouslyBilled: false };
const allOfG0506 = [
  known('g0506-date', '2026-03-10'),
  known('g0506-personally', true),
  known('g0506-beyond-usual-effort', true),
  known('g0506-previously-billed', false),
  known('g0506-visit', true),
];

export const CODE_EVIDENCE: readonly EvidenceRow[] = [
  ...(['CODE-1', 'CODE-2', 'CODE-5', 'CODE-6'] as const).map((rule): EvidenceRow => ({
    rule,
    when: 'the minutes of staff and practitioner together',
    chart: { timeEntries: [aTimeEntry({ minutes: 14 }), aTimeEntry({ date: '2026-03-06', minutes: 10, performer: 'physician-qhp' })] },
    shows: [known('minutes', 24)],
  })),
  ...(['CODE-3', 'CODE-4'] as const).map((rule): EvidenceRow => ({
    rule,
    when: 'the practitioner’s minutes alone',
    chart: { timeEntries: [aTimeEntry({ minutes: 14 }), aTimeEntry({ date: '2026-03-06', minutes: 10, performer: 'physician-qhp' })] },
    shows: [known('practitioner-minutes', 10)],
  })),
  ...(['CODE-1', 'CODE-3', 'CODE-6'] as const).map((rule): EvidenceRow => ({
    rule,
    when: 'the log may not be seen',
    unknown: ['timeEntries'],
    chart: { unknownBecause: { timeEntries: 'not-granted' } },
    shows: [unknown(rule === 'CODE-3' ? 'practitioner-minutes' : 'minutes', 'not-granted')],
  })),
  { rule: 'CODE-10', when: 'an RHC in 2024', month: '2024-12', chart: { settingType: 'rhc' }, shows: [known('setting', 'rhc')] },
  { rule: 'CODE-11', when: 'an FQHC in 2026', chart: { settingType: 'fqhc' }, shows: [known('setting', 'fqhc')] },
  {
    rule: 'CODE-11',
    when: 'the setting could not be read',
    unknown: ['settingType'],
    chart: { unknownBecause: { settingType: 'unreadable' } },
    shows: [unknown('setting', 'unreadable')],
  },
  { rule: 'CODE-15', when: 'nothing recorded', shows: [] },
  {
    rule: 'CODE-15',
    when: 'the proposed family recorded',
    chart: { ownCharges: [aBilledCode('99490', { reference: 'ChargeItem/1' })] },
    shows: [known('own-charge', '99490', { reference: 'ChargeItem/1' })],
  },
  {
    rule: 'CODE-15',
    when: 'another family recorded than the one proposed',
    chart: { ownCharges: [aBilledCode('99491', { reference: 'ChargeItem/1' })] },
    shows: [known('own-charge', '99491', { reference: 'ChargeItem/1' }), known('family', 'STAFF')],
  },

  { rule: 'CODE-16', when: 'a revised plan', chart: { ...staff(60), ...revised }, shows: [known('plan-revised', true)] },
  {
    rule: 'CODE-16',
    when: 'whether the plan was revised is not supported',
    unknown: ['carePlanSubstantiallyRevised'],
    chart: { ...staff(60), mdmComplexity: 'high', unknownBecause: { carePlanSubstantiallyRevised: 'not-supported' } },
    shows: [unknown('plan-revised', 'not-supported')],
  },
  {
    rule: 'CODE-16',
    when: 'a strict policy and a person’s word',
    unknown: ['carePlanSubstantiallyRevised'],
    chart: { ...staff(60), mdmComplexity: 'high', ...wordOn('CODE-16') },
    policy: { complexRequiresSubstantialRevision: true },
    shows: [unknown('plan-revised', 'not-recorded'), word],
  },
  {
    rule: 'CODE-16',
    when: 'a strict policy and a word that the chart makes needless',
    chart: { ...staff(60), ...revised, ...wordOn('CODE-16') },
    policy: { complexRequiresSubstantialRevision: true },
    shows: [known('plan-revised', true)],
  },
  {
    rule: 'CODE-17',
    when: 'low decision making by the practitioner',
    shows: [known('complexity', 'low'), known('complexity-by-practitioner', true)],
  },
  {
    rule: 'CODE-17',
    when: 'neither may be seen',
    unknown: ['mdmComplexity', 'mdmByBillingPractitioner'],
    chart: { ...staff(60), unknownBecause: { mdmComplexity: 'not-granted', mdmByBillingPractitioner: 'not-supported' } },
    shows: [unknown('complexity', 'not-granted'), unknown('complexity-by-practitioner', 'not-supported')],
  },
  {
    rule: 'CODE-17',
    when: 'complexity is not recorded, and a person’s word',
    unknown: ['mdmComplexity'],
    chart: { ...staff(60), ...wordOn('CODE-17') },
    shows: [unknown('complexity', 'not-recorded'), known('complexity-by-practitioner', true), word],
  },
  {
    rule: 'CODE-17',
    when: 'a word that the chart makes needless',
    chart: { ...staff(60), ...revised, ...wordOn('CODE-17') },
    shows: [known('complexity', 'moderate'), known('complexity-by-practitioner', true)],
  },

  { rule: 'CODE-7', when: 'everything asked for', chart: { ...starting, g0506: planned }, shows: allOfG0506 },
  {
    rule: 'CODE-7',
    when: 'nothing recorded of it',
    chart: { ...starting, g0506: { date: '2026-03-10' } },
    shows: [
      known('g0506-date', '2026-03-10'),
      unknown('g0506-personally', 'not-recorded'),
      unknown('g0506-beyond-usual-effort', 'not-recorded'),
      unknown('g0506-previously-billed', 'not-recorded'),
      known('g0506-visit', true),
    ],
  },
  {
    rule: 'CODE-7',
    when: 'billed before, not in person, on a day without a visit',
    chart: {
      ...starting,
      g0506: { date: '2026-03-09', personallyByBillingPractitioner: false, beyondUsualEffort: false, previouslyBilled: true },
    },
    shows: [
      known('g0506-date', '2026-03-09'),
      known('g0506-personally', false),
      known('g0506-beyond-usual-effort', false),
      known('g0506-previously-billed', true),
      known('g0506-visit', false),
    ],
  },
  {
    rule: 'CODE-7',
    when: 'no day, so no visit of that day',
    chart: { ...starting, g0506: JSON.parse('{"personallyByBillingPractitioner":true,"beyondUsualEffort":true,"previouslyBilled":false}') },
    shows: [unknown('g0506-date', 'not-recorded'), ...allOfG0506.slice(1, 4), unknown('g0506-visit', 'not-recorded')],
  },
  {
    rule: 'CODE-7',
    when: 'visits are not known',
    unknown: ['visits'],
    chart: { ...starting, g0506: planned },
    shows: [...allOfG0506.slice(0, 4), unknown('g0506-visit', 'not-recorded')],
  },
  { rule: 'CODE-7', when: 'no G0506', shows: [] },
  { rule: 'CODE-7', when: 'G0506 of another month', chart: { ...starting, g0506: { ...planned, date: '2026-02-10' } }, shows: [] },
  { rule: 'CODE-7', when: 'an RHC', chart: { ...starting, g0506: planned, settingType: 'rhc' }, shows: [known('setting', 'rhc')] },
  {
    rule: 'CODE-7',
    when: 'the EHR has no such data',
    unknown: ['g0506'],
    chart: { ...starting, unknownBecause: { g0506: 'not-supported' } },
    shows: [unknown('g0506-date', 'not-supported')],
  },
  {
    rule: 'CODE-7',
    when: 'the EHR has no such data, and a person’s word',
    unknown: ['g0506'],
    chart: { ...starting, ...wordOn('CODE-7') },
    shows: [unknown('g0506-date', 'not-recorded'), word],
  },

  { rule: 'SEL-1', when: 'a code is earned', shows: [known('family', 'STAFF')] },
  { rule: 'SEL-1', when: 'no code is earned', chart: staff(19), shows: [] },
  { rule: 'SEL-2', when: 'complex and staff codes', chart: { ...staff(89), ...revised }, shows: [known('minutes', 89)] },
  { rule: 'SEL-3', when: 'practitioner and staff codes', chart: practitioner(31), shows: [known('practitioner-minutes', 31)] },
  {
    rule: 'BILL-4',
    when: 'more minutes than units',
    chart: staff(80),
    shows: [known('proposed-code', '99490'), known('proposed-code', '99439')],
  },
  { rule: 'BILL-4', when: 'as many units as minutes earn', chart: staff(60), shows: [] },
  {
    rule: 'CODE-9',
    when: 'principal care fits',
    chart: { conditions: [aCondition()], ...staff(60) },
    shows: [known('proposed-code', '99426'), known('proposed-code', '99427')],
  },
  {
    rule: 'CODE-8',
    when: 'the practitioner’s principal care fits',
    chart: { conditions: [aCondition()], ...practitioner(60) },
    shows: [known('proposed-code', '99424'), known('proposed-code', '99425')],
  },
  { rule: 'CODE-8', when: 'no other program fits', shows: [] },
  ...(
    [
      ['collaborative-initial', 'G0568'],
      ['collaborative-subsequent', 'G0569'],
      ['general', 'G0570'],
    ] as const
  ).map(([behavioralHealth, code]): EvidenceRow => ({
    rule: 'CODE-13',
    when: `${behavioralHealth} behavioural health beside APCM`,
    chart: { primaryCare: { responsibleForAllPrimaryCare: true, behavioralHealth } },
    shows: [known('proposed-code', code)],
  })),
  {
    rule: 'CODE-12',
    when: 'APCM fits, by level and behavioural add-on, the level alone',
    chart: { primaryCare: { responsibleForAllPrimaryCare: true, behavioralHealth: 'general' } },
    shows: [known('proposed-code', 'G0557')],
  },
  {
    rule: 'CODE-12',
    when: 'one condition',
    chart: { conditions: [aCondition()], primaryCare: { responsibleForAllPrimaryCare: true } },
    shows: [known('proposed-code', 'G0556')],
  },
];

import type { ChartCondition, Stay, Visit } from '../../../../src/ccm/chart.ts';
import { aCondition, aCoverage, aStay, aVisit } from '../../../builders/chart.ts';
import { known, unknown, type EvidenceRow } from './row.ts';

const ICD_10_CM = 'http://hl7.org/fhir/sid/icd-10-cm';
const diabetes = aCondition({ reference: 'Condition/dm' });
const hypertension = aCondition({
  display: 'Essential hypertension',
  codes: [{ system: ICD_10_CM, code: 'I10' }],
  reference: 'Condition/htn',
});
const bronchitis = aCondition({ display: 'Acute bronchitis', codes: [{ system: ICD_10_CM, code: 'J20.9' }] });
const textOnly = aCondition({ display: 'Sugar trouble of old', codes: [] });
const decided = aCondition({
  display: 'Sugar trouble of old',
  codes: [],
  reference: 'Condition/words',
  override: { counts: true, reason: 'Known for years', by: 'prac-1', date: '2026-03-02' },
});
const unreadableCondition: ChartCondition = JSON.parse('"what"');
const unreadableVisit: Visit = JSON.parse('{"date":"soon"}');
const unreadableStay: Stay = JSON.parse('null');
const seen = aVisit({ reference: 'Encounter/v' });
const emergency = aVisit({ code: '99284', date: '2024-12-24', reference: 'Encounter/er' });

export const ELIGIBILITY_EVIDENCE: readonly EvidenceRow[] = [
  { rule: 'SCOPE-1', when: 'a covered month', shows: [known('month', '2026-03')] },
  { rule: 'SCOPE-1', when: 'a month the tables do not cover', month: '2027-01', shows: [known('month', '2027-01')] },
  { rule: 'SCOPE-1', when: 'a thirteenth month, which is not repeated', month: '2026-13', shows: [] },

  {
    rule: 'ELIG-1',
    when: 'two conditions: the group of each and where it was read',
    chart: { conditions: [diabetes, bronchitis, hypertension] },
    shows: [
      known('chronic-condition', 'diabetes', { reference: 'Condition/dm' }),
      known('chronic-condition', 'hypertension', { reference: 'Condition/htn' }),
    ],
  },
  {
    rule: 'ELIG-1',
    when: 'a condition that no code names: its words are not repeated',
    chart: { conditions: [diabetes, decided] },
    shows: [
      known('chronic-condition', 'diabetes', { reference: 'Condition/dm' }),
      known('chronic-condition', undefined, { reference: 'Condition/words' }),
    ],
  },
  {
    rule: 'ELIG-1',
    when: 'conditions may not be seen',
    unknown: ['conditions'],
    chart: { unknownBecause: { conditions: 'not-granted' } },
    shows: [unknown('chronic-condition', 'not-granted')],
  },
  {
    rule: 'ELIG-3',
    when: 'conditions of every kind, the unreadable among those to review',
    chart: { conditions: [diabetes, hypertension, textOnly, bronchitis, unreadableCondition] },
    shows: [known('conditions-counted', 2), known('conditions-to-review', 2), known('conditions-not-counted', 1)],
  },
  { rule: 'ELIG-2', when: 'nobody attested', chart: { riskAttestation: null }, shows: [known('risk-attestation', false)] },
  {
    rule: 'ELIG-2',
    when: 'the EHR failed to answer',
    unknown: ['riskAttestation'],
    chart: { unknownBecause: { riskAttestation: 'not-answered' } },
    shows: [unknown('risk-attestation', 'not-answered')],
  },
  {
    rule: 'ELIG-2',
    when: 'attested',
    chart: { riskAttestation: { attested: true, date: '2026-01-05', by: 'prac-1', reference: 'CarePlan/cp' } },
    shows: [known('risk-attestation', '2026-01-05', { reference: 'CarePlan/cp', by: 'prac-1' })],
  },

  {
    rule: 'ELIG-4',
    when: 'visits may not be seen',
    unknown: ['visits'],
    chart: { unknownBecause: { visits: 'not-granted' } },
    shows: [unknown('visits', 'not-granted')],
  },
  {
    rule: 'ELIG-4',
    when: 'the start of CCM could not be read',
    unknown: ['ccmStartDate'],
    chart: { unknownBecause: { ccmStartDate: 'unreadable' } },
    shows: [unknown('start-of-ccm', 'unreadable')],
  },
  {
    rule: 'ELIG-4',
    when: 'no visit in the year before the start',
    chart: { visits: [] },
    shows: [known('start-of-ccm', '2025-01-10')],
  },
  {
    rule: 'ELIG-4',
    when: 'no qualifying visit and one that cannot be read',
    chart: { visits: [emergency, unreadableVisit] },
    shows: [
      unknown('visits', 'unreadable'),
      known('start-of-ccm', '2025-01-10'),
      known('visit', '2024-12-24', { reference: 'Encounter/er' }),
    ],
  },
  {
    rule: 'ELIG-4',
    when: 'whether the patient was new is not supported',
    unknown: ['newPatient'],
    chart: { visits: [seen], unknownBecause: { newPatient: 'not-supported' } },
    shows: [unknown('new-patient', 'not-supported'), known('visit', '2024-11-15', { reference: 'Encounter/v' })],
  },
  {
    rule: 'ELIG-4',
    when: 'several visits: the latest',
    chart: { visits: [aVisit({ date: '2024-06-01' }), seen, aVisit({ date: '2024-08-01' })] },
    shows: [known('visit', '2024-11-15', { reference: 'Encounter/v' })],
  },
  {
    rule: 'ELIG-4',
    when: 'two visits of one day: the first given',
    chart: { visits: [seen, aVisit({ reference: 'Encounter/w' })] },
    shows: [known('visit', '2024-11-15', { reference: 'Encounter/v' })],
  },
  {
    rule: 'ELIG-5',
    when: 'only an emergency visit in the year',
    chart: { visits: [emergency] },
    shows: [known('start-of-ccm', '2025-01-10'), known('visit', '2024-12-24', { reference: 'Encounter/er' })],
  },
  {
    rule: 'ELIG-5',
    when: 'an office visit',
    chart: { visits: [seen] },
    shows: [known('visit', '2024-11-15', { reference: 'Encounter/v' })],
  },
  {
    rule: 'ELIG-5a',
    when: 'a later visit by audio and one in person',
    chart: { visits: [aVisit({ modality: 'audio-only', date: '2024-12-20' }), seen] },
    shows: [known('visit', '2024-11-15', { reference: 'Encounter/v' })],
  },
  { rule: 'ELIG-6', when: 'the patient was not new', shows: [known('new-patient', false)] },
  {
    rule: 'ELIG-6',
    when: 'one of two visits discussed CCM: that one alone',
    chart: { newPatient: true, visits: [seen, aVisit({ ccmDiscussed: true, reference: 'Encounter/talk' })] },
    shows: [known('visit-discussed-ccm', true, { reference: 'Encounter/talk' })],
  },
  {
    rule: 'ELIG-6',
    when: 'one visit did not discuss CCM and one does not say',
    chart: { newPatient: true, visits: [seen, aVisit({ ccmDiscussed: null })] },
    shows: [known('visit-discussed-ccm', false, { reference: 'Encounter/v' }), unknown('visit-discussed-ccm', 'not-recorded')],
  },

  {
    rule: 'ELIG-7',
    when: 'Medicare for some years',
    chart: { coverage: aCoverage({ partBEnd: '2026-12-31', reference: 'Coverage/m' }) },
    shows: [
      known('coverage-type', 'medicare', { reference: 'Coverage/m' }),
      known('coverage-start', '2018-01-01'),
      known('coverage-end', '2026-12-31'),
    ],
  },
  {
    rule: 'ELIG-7',
    when: 'another payer, whose name is not repeated',
    chart: { coverage: aCoverage({ type: 'acme-health' }) },
    shows: [known('coverage-type', 'other'), known('coverage-start', '2018-01-01'), known('coverage-end')],
  },
  {
    rule: 'ELIG-7',
    when: 'what kind of coverage it is, nobody wrote',
    chart: { coverage: aCoverage({ type: '', partBStart: null }) },
    shows: [known('coverage-type'), known('coverage-start'), known('coverage-end')],
  },
  {
    rule: 'ELIG-8',
    when: 'two facilities, of which Part A pays one',
    chart: {
      stays: [
        aStay({ reference: 'Encounter/in' }),
        aStay({ type: 'nursing-facility-non-part-a', start: '2026-03-20', end: null, reference: 'Encounter/nf' }),
      ],
    },
    shows: [known('stay', '2026-03-07', { reference: 'Encounter/in' })],
  },
  {
    rule: 'ELIG-9',
    when: 'two facilities, of which Part A pays one',
    chart: {
      stays: [
        aStay({ reference: 'Encounter/in' }),
        aStay({ type: 'nursing-facility-non-part-a', start: '2026-03-20', end: null, reference: 'Encounter/nf' }),
      ],
    },
    shows: [known('stay', '2026-03-20', { reference: 'Encounter/nf' })],
  },
  { rule: 'ELIG-10', when: 'no election', shows: [known('hospice-election')] },
  { rule: 'ELIG-10', when: 'an election', chart: { hospiceElection: '2026-03-12' }, shows: [known('hospice-election', '2026-03-12')] },
  {
    rule: 'ELIG-10',
    when: 'the EHR has no such data',
    unknown: ['hospiceElection'],
    chart: { unknownBecause: { hospiceElection: 'not-supported' } },
    shows: [unknown('hospice-election', 'not-supported')],
  },
  { rule: 'ELIG-13', when: 'no model runs yet', month: '2024-06', shows: [] },
  { rule: 'ELIG-13', when: 'no model', shows: [known('model-participation')] },
  {
    rule: 'ELIG-13',
    when: 'a model, with the day it began',
    chart: { modelParticipation: 'GUIDE-aligned' },
    shows: [known('model-participation', 'GUIDE-aligned'), known('model-participation-from', '2024-07-01')],
  },
  {
    rule: 'ELIG-13',
    when: 'a model that has not begun',
    chart: { modelParticipation: 'ACCESS-participant-aligned' },
    shows: [known('model-participation', 'ACCESS-participant-aligned')],
  },
  {
    rule: 'ELIG-13',
    when: 'participation could not be read',
    unknown: ['modelParticipation'],
    chart: { unknownBecause: { modelParticipation: 'unreadable' } },
    shows: [unknown('model-participation', 'unreadable')],
  },
  { rule: 'PAYER-1', when: 'Medicaid too', chart: { coverage: aCoverage({ medicaid: true }) }, shows: [known('medicaid', true)] },
  {
    rule: 'PAYER-2',
    when: 'Medicare Advantage',
    chart: { coverage: aCoverage({ type: 'medicare-advantage' }) },
    shows: [known('coverage-type', 'medicare-advantage')],
  },
  {
    rule: 'TIME-12',
    when: 'a stay that cannot be read',
    chart: { stays: [unreadableStay] },
    shows: [unknown('stay', 'unreadable')],
  },
];

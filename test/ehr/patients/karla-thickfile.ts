import type { Condition, Encounter, FhirResource } from 'fhir/r4';
import { CPT, SNOMED_CT, V3_ACT_CODE, V3_PARTICIPATION } from '../../../src/fhir/naming.ts';
import { enrolledChart } from './enrolled.ts';
import { narrative } from './narrative.ts';
import { type Person, type Subject, subjectOf } from './person.ts';
import { ORGANIZATION, SPECIALIST_REFERENCE } from './practice.ts';
import {
  ANKLE_SPRAIN,
  ASTHMA,
  BRONCHITIS,
  CORONARY_DISEASE,
  DIABETES,
  type Disease,
  HYPERLIPIDEMIA,
  HYPERTENSION,
  KIDNEY_DISEASE,
  OSTEOARTHRITIS,
  problem,
  type ProblemOptions,
  SINUSITIS,
} from './problems.ts';
import { ago, instantOn, type SampleDay } from './sample-day.ts';

const KARLA: Person = { number: '0011', given: 'Karla', family: 'Thickfile', gender: 'female', age: 85, birthday: '01-09' };

const CONDITIONS = 500;
const ENCOUNTERS = 1000;
/** The app reads 13 months back from the end of the month, and this is less on each day of it. */
const DAYS = 360;

const ACUTE: readonly Disease[] = [
  SINUSITIS,
  BRONCHITIS,
  ANKLE_SPRAIN,
  { key: 'cough', text: 'Cough', icd: 'R05.9', snomed: '49727002' },
  { key: 'headache', text: 'Headache', icd: 'R51.9', snomed: '25064002' },
  { key: 'uti', text: 'Urinary tract infection', icd: 'N39.0', snomed: '68566005' },
  { key: 'dermatitis', text: 'Contact dermatitis', icd: 'L25.9', snomed: '40275004' },
  { key: 'stress', text: 'Stress', snomed: '73595000' },
  { key: 'rash', text: 'itchy rash, left arm' },
];
const CHRONIC: readonly Disease[] = [HYPERTENSION, DIABETES, CORONARY_DISEASE, KIDNEY_DISEASE, HYPERLIPIDEMIA, OSTEOARTHRITIS, ASTHMA];

const ENCOUNTER_KINDS = [
  { code: 'AMB', display: 'ambulatory', system: CPT, type: '99213', text: 'Office visit' },
  { code: 'AMB', display: 'ambulatory', system: SNOMED_CT, type: '185349003', text: 'Check-up' },
  { code: 'VR', display: 'virtual', system: SNOMED_CT, type: '185317003', text: 'Telephone encounter' },
  { code: 'AMB', display: 'ambulatory', system: SNOMED_CT, type: '390906007', text: 'Follow-up encounter' },
  { code: 'HH', display: 'home health', system: SNOMED_CT, type: '439708006', text: 'Home visit' },
] as const;

/** Five hundred problems and a thousand encounters within the time that is read: a chart to wait for. */
export function karlaThickfile(day: SampleDay): readonly FhirResource[] {
  const subject = subjectOf(KARLA, day);
  const enrolled = enrolledChart(KARLA, day, {
    diseases: CHRONIC.slice(0, 4).map((disease) => [disease, 12] as const),
    visit: { months: 6 },
    consent: { months: 5 },
    plan: { months: 4, days: 20 },
    hour: 10,
    work: [
      { seconds: 960, activity: 'record-review', mode: 'no-patient-contact', note: 'Sorted the outside records received this month.' },
    ],
  });
  const random = randomNumbers(20_261);
  const count = (type: string): number => enrolled.filter(({ resourceType }) => resourceType === type).length;
  return [
    ...enrolled,
    ...Array.from({ length: CONDITIONS - count('Condition') }, (_, index) => olderProblem(subject, index, random)),
    ...Array.from({ length: ENCOUNTERS - count('Encounter') }, (_, index) => otherEncounter(subject, index, random)),
  ];
}

/** Nine in ten are acute and long over, as problem lists that nobody cleans are; some diseases stand in the list many times. */
function olderProblem(subject: Subject, index: number, random: () => number): Condition {
  const isChronic = random() < 0.1;
  const disease = pick(isChronic ? CHRONIC : ACUTE, random());
  const isOpen = isChronic || random() < 0.1;
  const options: ProblemOptions = {
    id: `${subject.id}-old-${index}`,
    years: 1 + Math.floor(random() * 30),
    clinicalStatus: isOpen ? 'active' : 'resolved',
    verificationStatus: random() < 0.04 ? 'provisional' : 'confirmed',
  };
  const isEncounterDiagnosis = random() < 0.5;
  const condition = problem(subject, disease, options);
  return isEncounterDiagnosis ? asEncounterDiagnosis(condition) : condition;
}

function asEncounterDiagnosis(condition: Condition): Condition {
  return {
    ...condition,
    meta: { profile: ['http://hl7.org/fhir/us/core/StructureDefinition/us-core-condition-encounter-diagnosis'] },
    category: [
      {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/condition-category',
            code: 'encounter-diagnosis',
            display: 'Encounter Diagnosis',
          },
        ],
      },
    ],
  };
}

/** By other practitioners, on past days, so that none of them decides a rule. */
function otherEncounter(subject: Subject, index: number, random: () => number): Encounter {
  const kind = pick(ENCOUNTER_KINDS, random());
  const date = ago(subject.day, { days: 1 + Math.floor(random() * (DAYS - 1)) });
  const start = instantOn(subject.day, date, `${8 + Math.floor(random() * 9)}:00`.padStart(5, '0'));
  const end = start.replace(/T(\d\d):00/, 'T$1:20');
  return {
    resourceType: 'Encounter',
    id: `${subject.id}-other-${index}`,
    meta: { profile: ['http://hl7.org/fhir/us/core/StructureDefinition/us-core-encounter'] },
    text: narrative(kind.text),
    status: 'finished',
    class: { system: V3_ACT_CODE, code: kind.code, display: kind.display },
    type: [{ coding: [{ system: kind.system, code: kind.type }], text: kind.text }],
    subject: subject.reference,
    participant: [
      { type: [{ coding: [{ system: V3_PARTICIPATION, code: 'PPRF', display: 'primary performer' }] }], individual: SPECIALIST_REFERENCE },
    ],
    period: { start, end },
    serviceProvider: ORGANIZATION,
  };
}

function pick<Item>(items: readonly Item[], chance: number): Item {
  const item = items[Math.floor(chance * items.length)];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}

/** The same row of numbers from 0 to 1 in each run (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

import type { MissingScope } from './ehr-view.ts';

type Without = Readonly<Partial<Record<MissingScope['cannot'][number] | 'part', string>>>;

/** What cannot be done without a scope, as a clause that begins with the thing. */
const WITHOUT: Readonly<Record<string, Without>> = {
  Patient: { see: 'the patient cannot be read' },
  Condition: {
    see: 'conditions cannot be seen: who qualifies is not known',
    part: 'conditions are seen in part only, such as the problem list without diagnoses of visits: more may be there',
  },
  Encounter: {
    see: 'visits and logged time cannot be seen: the month’s minutes are not known',
    create: 'time cannot be kept as encounters',
    update: 'time kept as encounters cannot be corrected',
    part: 'visits and logged time are seen in part only',
  },
  CarePlan: {
    see: 'care plans cannot be seen, nor the signatures and statements in them',
    create: 'a care plan cannot be created',
    update: 'care plans cannot be changed or signed',
    part: 'care plans are seen in part only',
  },
  Coverage: { see: 'coverage cannot be seen: whether Medicare pays is not known', part: 'coverage is seen in part only' },
  Consent: {
    see: 'consents cannot be seen',
    create: 'consent cannot be recorded as a consent',
    update: 'consent cannot be taken back in place',
    part: 'consents are seen in part only',
  },
  ChargeItem: {
    see: 'charges cannot be seen: what others billed is not checked',
    create: 'charges cannot be recorded: the charge sheet has them',
    update: 'charges cannot be corrected or withdrawn',
    part: 'charges are seen in part only',
  },
  Goal: {
    see: 'goals kept apart from the plan cannot be seen',
    create: 'goals are kept inside the plan',
    update: 'goals kept apart from the plan cannot be changed',
  },
  ClinicalImpression: {
    see: 'expected outcomes kept apart from the plan cannot be seen',
    create: 'expected outcomes are kept inside the plan',
  },
  CareTeam: { see: 'the care team cannot be seen' },
  Observation: { see: 'results and trends cannot be seen', part: 'results are seen in part only' },
  MedicationRequest: { see: 'medicines cannot be listed' },
  ServiceRequest: { see: 'orders of the plan cannot be seen' },
  DocumentReference: {
    see: 'documents cannot be seen: time, consent and plan kept as notes are not found',
    create: 'nothing can be kept as a note among the documents',
    part: 'documents are seen in part only',
  },
  Communication: { see: 'messages cannot be looked up', create: 'no message records that the copy was given' },
  EpisodeOfCare: {
    see: 'episodes of care cannot be seen',
    create: 'enrollment is kept in the plan alone',
    update: 'the episode of an enrollment cannot be changed',
  },
  Procedure: { see: 'procedures cannot be seen: billing that conflicts may be missed' },
  Claim: { see: 'claims cannot be seen: billing that conflicts may be missed' },
  ExplanationOfBenefit: { see: 'benefit statements cannot be seen: billing that conflicts may be missed' },
  Provenance: { see: 'who changed what cannot be looked up', create: 'no record apart says who changed the plan' },
  Task: { see: 'tasks cannot be seen: what became of a hand-over is not known', create: 'charges cannot be handed to billing as a task' },
  RelatedPerson: { see: 'caregivers cannot be listed' },
  Immunization: { see: 'vaccinations cannot be seen' },
  Binary: { see: 'texts that are kept apart from their documents cannot be read' },
  Practitioner: { see: 'names and qualifications of practitioners cannot be looked up' },
  PractitionerRole: { see: 'roles cannot be looked up: choose yours by hand' },
  Organization: { see: 'organizations cannot be looked up' },
};

/** What cannot be done for want of a scope, as clauses. */
export function missingTexts({ type, cannot, parts }: MissingScope): readonly string[] {
  const words = WITHOUT[type] ?? {};
  const lacking = cannot.map((one) => words[one] ?? `${type} cannot be ${one === 'see' ? 'seen' : `${one}d`}`);
  return [...lacking, ...(parts.length === 0 ? [] : [words.part ?? `${type} is seen in part only`])];
}

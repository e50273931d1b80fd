import type { Action, Persona } from '../persona.ts';
import { full, PLAIN_CORS, PLAIN_REST } from './full.ts';
import { KNOWN } from './search-parameters.ts';

type Actions = Readonly<Record<string, readonly Action[]>>;

const READ: readonly Action[] = ['r', 's'];
const ADD: readonly Action[] = ['c', 'r', 's'];
const ADD_AND_CHANGE: readonly Action[] = ['c', 'r', 'u', 's'];

function each(types: readonly string[], actions: readonly Action[]): Actions {
  return Object.fromEntries(types.map((type) => [type, actions]));
}

const US_CORE = ['Patient', 'Condition', 'CarePlan', 'Encounter', 'Coverage', 'Goal', 'CareTeam', 'MedicationRequest', 'Observation'];
const ALSO = ['Procedure', 'Practitioner', 'ServiceRequest', 'DocumentReference', 'Organization', 'Location', 'Medication', 'Immunization'];
const DIRECTORY = ['AllergyIntolerance', 'DiagnosticReport', 'RelatedPerson', 'Device'];

/** What every certified EHR shows. */
const SHOWN: Actions = { ...each([...US_CORE, ...ALSO, ...DIRECTORY], READ), Binary: ['r'] };

const CATEGORY_NEEDED = [['patient', 'category']] as const;

const PLAN_CATEGORIES_OF_EPIC = [
  'assess-plan',
  '38717003',
  '734163000',
  '736271009',
  '736353004',
  '736378000',
  '738906000',
  '719091000000102',
  '959871000000107',
  '409073007',
  'inpatient-pathway',
] as const;

const scopes = { ...full.scopes, versions: ['permission-v2'] } as const;

/** Epic, as its sandbox of May 2026 and public integrations show it. */
export const epicLike: Persona = {
  ...full,
  ...PLAIN_REST,
  name: 'epic-like',
  actions: {
    byDefault: [],
    byType: {
      ...SHOWN,
      ...each(['Consent', 'Claim', 'ExplanationOfBenefit', 'PractitionerRole', 'EpisodeOfCare'], READ),
      ...each(['Condition', 'Communication', 'QuestionnaireResponse'], ADD),
      ...each(['DocumentReference', 'Observation', 'Procedure', 'ServiceRequest'], ADD_AND_CHANGE),
      Task: ['r', 'u', 's'],
      Provenance: ['r'],
    },
  },
  versions: { etag: false, ifMatch: 'ignored', conflictStatus: 409 },
  search: {
    defaultCount: 100,
    maxCount: 100,
    unknownParameter: 'ignore',
    required: { CarePlan: CATEGORY_NEEDED, Condition: CATEGORY_NEEDED, Observation: [...CATEGORY_NEEDED, ['patient', 'code']] },
    known: KNOWN.epic,
    categories: { CarePlan: PLAN_CATEGORIES_OF_EPIC, Condition: ['problem-list-item', 'encounter-diagnosis', 'health-concern'] },
    outcomeForNothing: true,
  },
  scopes: {
    ...scopes,
    context: ['openid', 'fhirUser', 'profile', 'launch', 'launch/patient', 'offline_access'],
    refresh: false,
    spelledInVersion1: true,
  },
  cors: PLAIN_CORS,
  plainNotesOnly: true,
  textsApart: true,
  localEncounterClasses: true,
};

/** Oracle Health Millennium. */
export const oracleLike: Persona = {
  ...full,
  ...PLAIN_REST,
  name: 'oracle-like',
  batch: true,
  actions: {
    byDefault: [],
    byType: {
      ...SHOWN,
      ...each(['Consent', 'ChargeItem'], READ),
      ...each(['Encounter', 'Procedure', 'Communication', 'Provenance'], ADD),
      ...each(['Condition', 'DocumentReference', 'Observation'], ADD_AND_CHANGE),
    },
  },
  versions: { etag: true, ifMatch: 'required', conflictStatus: 409 },
  search: {
    defaultCount: 20,
    maxCount: 100,
    unknownParameter: 'refuse',
    required: { CarePlan: CATEGORY_NEEDED, ChargeItem: [['context'], ['account']] },
    known: KNOWN.oracle,
    categories: { CarePlan: ['assess-plan'] },
    repeatsOverPages: true,
  },
  scopes,
  tokenSeconds: 570,
  cors: { allowHeaders: [...PLAIN_CORS.allowHeaders, 'If-Match'], exposeHeaders: ['ETag', 'Location'] },
  drops: { Encounter: ['length', 'extension'] },
  refuses: ['modifierExtension'],
  requires: { Encounter: ['serviceProvider'] },
  shows: { CarePlan: ['id', 'meta', 'text', 'status', 'intent', 'category', 'subject', 'encounter', 'period', 'created', 'author'] },
  silentWrites: true,
  createsChargesByOperation: true,
};

/** athenahealth: everything can be looked at, and only answers to questionnaires can be written. */
export const athenaLike: Persona = {
  ...full,
  ...PLAIN_REST,
  name: 'athena-like',
  actions: { byDefault: [], byType: { ...SHOWN, Provenance: READ, QuestionnaireResponse: ADD } },
  versions: { etag: false, ifMatch: 'ignored', conflictStatus: 409 },
  search: { defaultCount: 50, maxCount: 100, unknownParameter: 'refuse', required: {}, known: KNOWN.athena },
  scopes,
  cors: PLAIN_CORS,
};

/** eClinicalWorks: as little can be written, and who asks too often is shut out for the rest of the minute. */
export const ecwLike: Persona = {
  ...athenaLike,
  name: 'ecw-like',
  actions: {
    byDefault: [],
    byType: { ...SHOWN, ...each(['ChargeItem', 'Provenance', 'PractitionerRole'], READ), Claim: ['r'], QuestionnaireResponse: ADD },
  },
  search: { defaultCount: 50, maxCount: 100, unknownParameter: 'refuse', required: {}, known: KNOWN.ecw },
  requestsPerMinute: 250,
};

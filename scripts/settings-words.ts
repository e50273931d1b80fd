import { ASKED_TYPES } from '../src/launch/asked-types.ts';

/** What is said of one key of a settings file, in its JSON Schema and in docs/settings.md. */
export interface KeyWords {
  /** What the setting does, and what holds where it is absent. */
  readonly says: string;
  readonly examples?: readonly unknown[];
  /** What the file's own check cannot be asked for: patterns and lists that an editor can check by. */
  readonly keywords?: Readonly<Record<string, unknown>>;
}

const HTTPS = String.raw`^(?:https://|http://(?:localhost|127\.0\.0\.1|\[::1\])[:/])[^\s?#\\]+$`;
const ORIGIN = String.raw`^(?:https://[^\s/?#\\@]+|http://(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?)$`;
const JSON_BESIDE = String.raw`^[\w-][\w.-]*\.json$`;
const LEFT_OUT = `^(?:openid|fhirUser|online_access|(?:${ASKED_TYPES.filter((type) => type !== 'Patient').join('|')})(?:\\.[crus]{1,4})?)$`;

/** By the path of the key: `*` stands for any key of a map, `[]` for any entry of a list. */
export const ISSUERS_WORDS: Readonly<Record<string, KeyWords>> = {
  $schema: { says: 'Where editors find this schema.', examples: ['./issuers.schema.json'] },
  issuers: { says: 'The EHRs that may launch the app, one entry each. A launch from any other server is refused.' },
  'issuers[].name': { says: 'What the screens call the EHR.', examples: ['Lakeside Health (Epic)'] },
  'issuers[].issuer': {
    says: 'The FHIR base URL that the EHR sends as `iss`. https, or http for localhost; a trailing slash makes no difference. An EHR with two addresses has two entries.',
    examples: ['https://ehr.example.org/api/FHIR/R4'],
    keywords: { format: 'uri', pattern: HTTPS },
  },
  'issuers[].clientId': {
    says: 'The client id that the EHR gave this app: a public client. There is no secret, and none may stand here.',
    examples: ['7f6a2c1e-0000-4000-8000-intervisit'],
  },
  'issuers[].scopes': {
    says: 'Spelling of scopes. `auto`, also where absent: SMART v2 where the EHR advertises it, else v1.',
    examples: ['v1'],
  },
  'issuers[].access': {
    says: 'Prefix of scopes: what belongs to the patient in context (`patient`, also where absent), or all that the user may see (`user`). Practitioner, PractitionerRole and Organization are asked for as `user` either way; `system` never.',
    examples: ['user'],
  },
  'issuers[].accessByType': {
    says: 'Types of resource whose prefix is another one.',
    examples: [{ ChargeItem: 'user' }],
    keywords: { propertyNames: { enum: ASKED_TYPES } },
  },
  'issuers[].accessByType.*': { says: 'The prefix for this type.' },
  'issuers[].extraScopes': {
    says: 'Scopes asked for besides the app’s own, as they are written here. No wildcard, no `system`.',
    examples: [['patient/Flag.rs']],
  },
  'issuers[].leaveOutScopes': {
    says: 'What is not asked for: a type, a type with some letters of c, r, u, s, or `openid`, `fhirUser`, `online_access`. The app then goes without.',
    examples: [['Communication', 'Encounter.cu']],
    keywords: { items: { type: 'string', pattern: LEFT_OUT } },
  },
  'issuers[].redirect': {
    says: 'Where the EHR answers after sign-in, relative to the launch page: what was registered, to the letter. `./index.html` where absent.',
    examples: ['./', './index.html?ehr=lakeside'],
    keywords: { pattern: String.raw`^\./(?:index\.html)?(?:\?[\w=&.~-]+)?$` },
  },
  'issuers[].pkce': {
    says: '`send` launches an older EHR that does not advertise PKCE with S256; the challenge is sent all the same. `required` where absent: such an EHR is refused.',
    examples: ['send'],
  },
  'issuers[].offlineAccess': {
    says: 'Asks for `offline_access` where the EHR has no `online_access`: a token that outlives the user’s presence. false where absent.',
    examples: [true],
  },
  'issuers[].vendor': {
    says: 'Whose product it is, where that must be known before sign-in. `oracle-health`: ChargeItem, DocumentReference and Encounter are asked for as `user`. `epic`: the registration sheet names Epic’s API groups. Others need no hint.',
    examples: ['epic'],
  },
  'issuers[].hosts': {
    says: 'Origins of sign-in and token services that are not on the FHIR server’s own. They go into the content security policy (`npm run headers`), which otherwise finds them by asking the EHR.',
    examples: [['https://login.ehr.example.org']],
    keywords: { items: { type: 'string', pattern: ORIGIN } },
  },
  'issuers[].frameAncestors': {
    says: 'Origins of the EHR’s pages that show the app in a frame, for the content security policy. The FHIR server’s own where absent; an empty list allows no frame but the app’s own.',
    examples: [['https://hyperspace.ehr.example.org']],
    keywords: { items: { type: 'string', pattern: ORIGIN } },
  },
  'issuers[].site': {
    says: 'Keys of site.json that are otherwise for this EHR: time zone, carriers, roles, code systems, switches. Objects are merged key by key; lists and plain values take the place of the site’s.',
    examples: [{ practice: { timeZone: 'America/Chicago' }, carriers: { timeEntry: ['DocumentReference'] } }],
  },
};

const PLACES = 'in the order they are tried; a place that is left out is not used, and an empty list keeps it out of the EHR';
const ONCE = { uniqueItems: true };
const CODES = 'Beginnings of NUCC taxonomy codes (words that start with a digit), and whole codes of degrees or local roles.';

/** By the path of the key, as above. */
export const SITE_WORDS: Readonly<Record<string, KeyWords>> = {
  $schema: { says: 'Where editors find this schema.', examples: ['./site.schema.json'] },
  practice: { says: 'The practice.' },
  'practice.name': { says: 'Its name, as patients know it.', examples: ['Willow Bend Family Medicine'] },
  'practice.timeZone': {
    says: 'Its time zone: days and months of service are this zone’s.',
    examples: ['America/New_York', 'America/Phoenix'],
    keywords: { pattern: String.raw`^[A-Za-z]+(?:/[A-Za-z0-9_+-]+)*$` },
  },
  'practice.settingType': {
    says: 'How it is paid: under the physician fee schedule, or as a rural health clinic or federally qualified health center.',
    examples: ['pfs-practice'],
  },
  'practice.phone24x7': {
    says: 'The number patients can call day and night; printed on their copy of the plan. null until there is one.',
    examples: ['555-0142'],
  },
  'practice.organization': { says: 'The practice’s Organization in the EHR: it stands on time entries and charges where it is given.' },
  'practice.organization.reference': { says: 'Its reference.', examples: ['Organization/123'] },
  'practice.organization.display': { says: 'Its name there.', examples: ['Willow Bend Family Medicine'] },
  'practice.attestations': {
    says: 'What the practice attests of itself (rules PRAC-1 to PRAC-3). What is left out is unknown, and holds billing up.',
  },
  ...attestation('access24x7', 'Patients reach a clinician for urgent needs at any hour (PRAC-1).'),
  ...attestation('designatedCareTeamMember', 'Each patient has a member of the care team whom they see in succession (PRAC-2).'),
  ...attestation('certifiedEhr', 'The record is kept in certified EHR technology (PRAC-3).'),
  visitTypes: { says: 'Visit types of the EHR that stand for a billing code, where visits carry no code themselves.' },
  'visitTypes[].system': { says: 'Code system of the visit type.', examples: ['urn:oid:1.2.840.114350.1.13.0.1.7.10.698084.30'] },
  'visitTypes[].code': { says: 'Its code.', examples: ['1003'] },
  'visitTypes[].countsAs': { says: 'The CPT or HCPCS code it stands for.', examples: ['99213', 'G0439'] },
  colleagues: {
    says: 'Practitioners and organizations of the practice: their visits are the same group’s.',
    examples: [['Practitioner/17', 'Organization/123']],
  },
  roles: { says: 'Whose time counts as what, by the codes the EHR has for people. A site’s word goes before the built-in one.' },
  'roles.clinical-staff': { says: CODES, examples: [['RN', '163W']] },
  'roles.physician-qhp': { says: CODES, examples: [['MD', '20']] },
  'roles.non-clinical-staff': { says: CODES, examples: [['SCHED']] },
  'roles.software': { says: CODES, examples: [['BOT']] },
  carriers: { says: 'Where in the EHR things are kept. Without a list a thing goes to the best place that the EHR allows.' },
  'carriers.timeEntry': {
    says: `Time entries: ${PLACES}.`,
    examples: [['DocumentReference'], ['Encounter', 'DocumentReference']],
    keywords: ONCE,
  },
  'carriers.carePlan': { says: `The care plan: ${PLACES}.`, examples: [['DocumentReference']], keywords: ONCE },
  'carriers.consent': {
    says: `Consent: ${PLACES}. CarePlan is a note in the plan, which needs CarePlan among the places of the care plan too.`,
    examples: [['DocumentReference', 'Consent']],
    keywords: ONCE,
  },
  'carriers.charge': {
    says: `Charges: ${PLACES}. Task and DocumentReference hand the charge sheet to billing.`,
    examples: [['Task']],
    keywords: ONCE,
  },
  'carriers.copy': {
    says: `The patient’s copy of the plan: ${PLACES}. CarePlan is a statement in the plan.`,
    examples: [['CarePlan']],
    keywords: ONCE,
  },
  allows: {
    says: 'What the EHR allows for a type of resource, where its CapabilityStatement is silent or wrong. What was not granted, or is refused, stays a no.',
    examples: [{ CarePlan: 'rus', Task: 'crs' }],
  },
  'allows.*': { says: 'Letters of create, read, update, delete, search; a letter that is left out is a no.' },
  features: { says: 'Parts of the app that a site switches on or off.' },
  'features.estimates': { says: 'Dated estimates of payment beside codes. Off where absent.', examples: [true] },
  'features.sandbox': {
    says: 'Open FHIR servers without sign-in, for trying out with made-up patients. Off where absent; keep it off in production.',
    examples: [false],
  },
  'features.setup': { says: 'The setup console. On where absent.', examples: [false] },
  'features.selfTest': {
    says: 'The self-test of the setup console, which writes to the EHR: for test systems. Off where absent.',
    examples: [true],
  },
  sandboxHosts: {
    says: 'Origins of the open servers that may be tried in the sandbox; `npm run headers` lets the app connect to them.',
    examples: [['https://hapi.fhir.org']],
    keywords: { items: { type: 'string', pattern: ORIGIN } },
  },
  idleLock: { says: 'When the chart is hidden from whoever comes by.' },
  'idleLock.minutes': { says: 'Minutes without activity, 2 to 30. 10 where absent.', examples: [10] },
  conditionMap: {
    says: 'The site’s own decisions on condition codes: the name of a JSON file beside this one, or the map itself. See docs/condition-map.example.json.',
    examples: ['condition-map.json'],
    keywords: { anyOf: [{ type: 'string', pattern: JSON_BESIDE }, { type: 'object' }] },
  },
  planTemplates: {
    says: 'Care plan templates in place of the ones that ship: the name of a JSON file beside this one.',
    examples: ['our-templates.json'],
    keywords: { pattern: JSON_BESIDE },
  },
  workTypes: { says: 'Types and classes of the EHR’s own encounters that are CCM work: the ledger offers them for adoption.' },
  'workTypes[].system': { says: 'Code system.', examples: ['http://terminology.hl7.org/CodeSystem/v3-ActCode'] },
  'workTypes[].code': { says: 'Code.', examples: ['VR'] },
  timer: { says: 'The running timer.' },
  'timer.idleSeconds': { says: 'Seconds without activity after which it asks, 30 to 3600. 120 where absent.', examples: [180] },
  'timer.callIdleSeconds': { says: 'The same in call mode, 60 to 14400. 1800 where absent.', examples: [2700] },
  drafts: { says: 'Unsaved work.' },
  'drafts.hours': {
    says: 'Hours that unsaved work and the timer are kept, encrypted, on the device; 0 keeps them in the window alone, 168 at most. 24 where absent.',
    examples: [72],
  },
  time: { says: 'Entries by hand that need a second person’s name.' },
  'time.secondPersonAfterDays': { says: 'For work more than this many days back. 14 where absent.', examples: [7] },
  'time.secondPersonAfterMinutes': { says: 'For more minutes than this in one entry. 60 where absent.', examples: [60] },
  charges: { says: 'How the practice’s claims are made up.' },
  'charges.dateOfService': {
    says: 'The day on a charge (BILL-1): when the last unit was reached, or the month’s last day. `threshold` where absent.',
    examples: ['month-end'],
  },
  'charges.placeOfService': {
    says: 'Place-of-service code (BILL-2): 19 or 22 for a practice that is part of a hospital. The office’s 11 where absent.',
    examples: ['22'],
  },
  demo: { says: 'Only where the app is tried out. A real site leaves it out.' },
  'demo.today': { says: 'The day the demonstration’s clock shows.', examples: ['2026-11-18'] },
};

function attestation(name: string, says: string): Readonly<Record<string, KeyWords>> {
  const at = `practice.attestations.${name}`;
  return {
    [at]: { says },
    [`${at}.attested`]: { says: 'Whether it is so. false is a no; unknown is the key left out.', examples: [true] },
    [`${at}.by`]: { says: 'Who says so.', examples: ['Maya Exemplar, MD'] },
    [`${at}.date`]: { says: 'When.', examples: ['2026-01-02'] },
  };
}

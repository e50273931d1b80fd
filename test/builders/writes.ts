import type { RawResource } from '../../src/fhir/client.ts';
import { createClient } from '../../src/fhir/client.ts';
import { effective } from '../../src/fhir/capabilities.ts';
import type { WriteTarget } from '../../src/fhir/carriers.ts';
import { createCarrierMemory } from '../../src/fhir/carriers/memory.ts';
import type { ChargeChoices, ChargeDraft } from '../../src/fhir/charges.ts';
import type { Attestation } from '../../src/fhir/attestations.ts';
import type { TimeEntryDraft } from '../../src/fhir/time.ts';
import { createEhr, type Ehr, type PersonaName } from '../ehr/ehr.ts';

export const PATIENT = 'pat-1';
const NOW = Date.parse('2026-10-20T18:00:00Z');
export const RN = { reference: 'Practitioner/prac-rn', display: 'Jane Rivera, RN' };
export const MD = { reference: 'Practitioner/prac-md', display: 'Maria Chen, MD' };
export const PRACTICE = { reference: 'Organization/org-1', display: 'Lakeside Family Medicine' };

const WRITES = ['Encounter', 'CarePlan', 'Goal', 'ChargeItem', 'Consent', 'Provenance', 'DocumentReference'];
const SCOPE = ['patient/*.rs', ...WRITES.map((type) => `patient/${type}.cruds`), 'user/Practitioner.rs'].join(' ');

/** An EHR with one patient, and everything a write needs to reach it. */
export interface Stage {
  readonly ehr: Ehr;
  readonly target: WriteTarget;
  /** A second tab: the same EHR and session, nothing learned yet. */
  readonly anotherTab: () => Promise<WriteTarget>;
}

export interface StageOptions {
  readonly resources?: readonly (object | string)[];
  readonly persona?: PersonaName;
  readonly scope?: string;
  readonly patientId?: string;
  /** The encounter that the app was launched in. */
  readonly encounter?: string;
  /** What the server says of itself is not read: everything is unknown. */
  readonly capabilitiesUnknown?: boolean;
  /** US Core packages to validate writes against. */
  readonly usCore?: readonly string[];
}

/** A simulated EHR that validates what it is sent, with the patient and the people of the examples. */
export async function aStage(options: StageOptions = {}): Promise<Stage> {
  const { resources = [], persona = 'full', scope = SCOPE, patientId = PATIENT } = options;
  const patient = {
    resourceType: 'Patient',
    id: PATIENT,
    name: [{ text: 'Eleanor Whitfield' }],
    gender: 'female',
    birthDate: '1950-02-03',
  };
  const ehr = await createEhr({
    origin: 'http://localhost:5180',
    clock: () => NOW,
    persona,
    resources: [patient, ...PEOPLE, ...resources],
    clients: [],
    users: [{ id: 'nurse', reference: RN.reference, name: RN.display, role: 'nurse' }],
    ...(options.usCore === undefined ? {} : { usCore: options.usCore }),
  });
  const value = ehr.issueToken({ scope, patient: PATIENT, user: 'nurse' });
  const anotherTab = async (): Promise<WriteTarget> => {
    const token = { value, expiresAt: null };
    const tokens = { current: () => token, canRefresh: () => false, refresh: () => Promise.resolve(token) };
    const { encounter } = options;
    const context = encounter === undefined ? {} : { encounter };
    const connection = { base: ehr.fhirBase, patientId, grantedScopes: scope, user: RN.reference, tokens, ...context };
    const client = createClient(connection, {
      clock: () => NOW,
      fetch: (input, init) => ehr.handle(new Request(input, init)),
      wait: (milliseconds) => (TIME_LIMITS.includes(milliseconds) ? new Promise(() => {}) : Promise.resolve()),
    });
    const memory = createCarrierMemory();
    const statement = options.capabilitiesUnknown === true ? null : await client.capabilities();
    const granted = options.capabilitiesUnknown === true ? undefined : scope;
    return { client, capabilities: effective(statement, granted, memory.refusals), memory };
  };
  const target = await anotherTab();
  ehr.clearExchanges();
  return { ehr, target, anotherTab };
}

/** Waits of these lengths are the client's time limits, which no test lets run out; all others are pauses, which none waits for. */
const TIME_LIMITS = [8_000, 30_000];

const PEOPLE = [
  { resourceType: 'Practitioner', id: 'prac-rn', name: [{ text: 'Jane Rivera, RN', family: 'Rivera' }] },
  { resourceType: 'Practitioner', id: 'prac-md', name: [{ text: 'Maria Chen, MD', family: 'Chen' }] },
  { resourceType: 'Organization', id: 'org-1', name: 'Lakeside Family Medicine' },
];

export function aTimeEntryDraft(overrides: Partial<TimeEntryDraft> = {}): TimeEntryDraft {
  return {
    id: '6f1c0a3e-8b1d-4c55-9d0e-0a4f4f0c1001',
    start: '2026-10-06T14:05:00-04:00',
    end: '2026-10-06T14:27:30-04:00',
    seconds: 1350,
    performer: 'clinical-staff',
    performerReference: RN.reference,
    performerName: RN.display,
    activities: ['medication-reconciliation', 'symptom-monitoring'],
    contactMode: 'telephone',
    conditions: [
      { reference: 'Condition/cond-t2dm', display: 'Type 2 diabetes mellitus' },
      { reference: 'Condition/cond-copd', display: 'COPD' },
    ],
    note: 'Called patient. Reviewed home glucose log and inhaler use.',
    patientReference: `Patient/${PATIENT}`,
    patientDisplay: 'Eleanor Whitfield',
    serviceProvider: PRACTICE,
    source: 'timer',
    ...overrides,
  };
}

export function aChargeDraft(overrides: Partial<ChargeDraft> = {}): ChargeDraft {
  return {
    code: '99490',
    units: 1,
    month: '2026-10',
    status: 'billable',
    patientId: PATIENT,
    patientDisplay: 'Eleanor Whitfield',
    billingPractitioner: MD,
    organization: PRACTICE,
    enteredBy: MD,
    enteredAt: '2026-11-01T09:05:00-05:00',
    diagnoses: [
      { code: 'E11.9', display: 'Type 2 diabetes mellitus' },
      { code: 'J44.9', display: 'COPD' },
    ],
    context: 'Encounter/ses-3',
    supporting: [{ reference: 'Encounter/ses-3', display: '22 min clinical staff 2026-10-06' }],
    basis: 'Basis: 22 min clinical staff in 1 entry (22 min clinical staff 2026-10-06). Rule set ccm-rules 2026.1.',
    rulesVersion: '2026.1',
    ...overrides,
  };
}

export function someChoices(overrides: Partial<ChargeChoices> = {}): ChargeChoices {
  return {
    codes: [{ code: '99490', units: 1 }],
    status: 'billable',
    patientId: PATIENT,
    billingPractitioner: MD,
    enteredBy: MD,
    enteredAt: '2026-11-01T09:05:00-05:00',
    diagnoses: [],
    ...overrides,
  };
}

export function anAttestation(overrides: Partial<Attestation> = {}): Attestation {
  return {
    id: 'a0000000-0000-4000-8000-000000000001',
    statement: 'significant-risk',
    value: 'true',
    ruleId: 'ELIG-2',
    by: MD,
    at: '2026-10-01T10:20:00-04:00',
    reason: 'Two conditions with a high risk of decompensation.',
    ...overrides,
  };
}

export function anOwnPlan(overrides: Readonly<Record<string, unknown>> = {}): RawResource {
  return {
    resourceType: 'CarePlan',
    id: 'cp-1',
    text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml"><div class="ccm-app-section"><p>Plan</p></div></div>' },
    identifier: [{ system: 'https://w3id.org/intervisit/fhir/sid/care-plan', value: PATIENT }],
    status: 'active',
    intent: 'plan',
    category: [
      {
        coding: [
          { system: 'http://hl7.org/fhir/us/core/CodeSystem/careplan-category', code: 'assess-plan' },
          { system: 'https://w3id.org/intervisit/fhir/CodeSystem/ccm', code: 'ccm-care-plan' },
        ],
      },
    ],
    title: 'Comprehensive care plan (CCM)',
    subject: { reference: `Patient/${PATIENT}` },
    period: { start: '2026-10-01' },
    ...overrides,
  };
}

/** What the EHR holds of a type for the patient, as it would serve it. */
type StoredType = 'Encounter' | 'CarePlan' | 'Goal' | 'ClinicalImpression' | 'ChargeItem' | 'Provenance';

export function storedIn(ehr: Ehr, type: StoredType): readonly RawResource[] {
  return ehr.stored(type, PATIENT).map(({ id }) => JSON.parse(ehr.storedText(type, id ?? '') ?? 'null'));
}

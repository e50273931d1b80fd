import { z } from 'zod';

// zod's compiled parsers probe `new Function`, which the content security policy reports on every load.
z.config({ jitless: true });

const text = z.string().exactOptional();

const Coding = z.looseObject({ system: text, code: text, display: text });

export const CodeableConcept = z.looseObject({ coding: z.array(Coding).exactOptional(), text });
export type CodeableConcept = z.infer<typeof CodeableConcept>;

export const Identifier = z.looseObject({ use: text, type: CodeableConcept.exactOptional(), system: text, value: text });
export type Identifier = z.infer<typeof Identifier>;

export const ResourceReference = z.looseObject({ reference: text, type: text, display: text, identifier: Identifier.exactOptional() });
export type ResourceReference = z.infer<typeof ResourceReference>;

const Period = z.looseObject({ start: text, end: text });

const codes = z.array(CodeableConcept).exactOptional();
const identifiers = z.array(Identifier).exactOptional();
const reference = ResourceReference.exactOptional();
const references = z.array(ResourceReference).exactOptional();
const concept = CodeableConcept.exactOptional();
const period = Period.exactOptional();
const age = z.looseObject({ value: z.number().exactOptional(), unit: text, code: text });

/** What every resource we read must have: a type and, if any, an id that is text. */
const base = { resourceType: z.string(), id: text };

// An array of primitives may hold null where only an extension stands for the value.
export const HumanName = z.looseObject({
  use: text,
  text,
  family: text,
  given: z.array(z.string().nullable()).exactOptional(),
  suffix: z.array(z.string().nullable()).exactOptional(),
  period,
});
export type HumanName = z.infer<typeof HumanName>;

export const PatientResource = z.looseObject({
  ...base,
  resourceType: z.literal('Patient'),
  id: z.string(),
  name: z.array(HumanName).exactOptional(),
  birthDate: text,
  gender: text,
  identifier: identifiers,
  deceasedBoolean: z.boolean().exactOptional(),
  deceasedDateTime: text,
  generalPractitioner: references,
});
export type PatientResource = z.infer<typeof PatientResource>;

export const ConditionResource = z.looseObject({
  ...base,
  resourceType: z.literal('Condition'),
  clinicalStatus: concept,
  verificationStatus: concept,
  code: concept,
  subject: reference,
  onsetDateTime: text,
  onsetPeriod: period,
  onsetAge: age.exactOptional(),
  onsetRange: z.looseObject({ low: age.exactOptional(), high: age.exactOptional() }).exactOptional(),
  abatementDateTime: text,
  abatementPeriod: period,
  abatementAge: age.exactOptional(),
  abatementRange: z.looseObject({ low: age.exactOptional(), high: age.exactOptional() }).exactOptional(),
});
export type ConditionResource = z.infer<typeof ConditionResource>;

export const EncounterResource = z.looseObject({
  ...base,
  resourceType: z.literal('Encounter'),
  identifier: identifiers,
  status: text,
  class: Coding.exactOptional(),
  type: codes,
  subject: reference,
  participant: z.array(z.looseObject({ individual: reference })).exactOptional(),
  period,
  hospitalization: z.looseObject({ dischargeDisposition: concept }).exactOptional(),
  serviceProvider: reference,
});
export type EncounterResource = z.infer<typeof EncounterResource>;

export const CoverageResource = z.looseObject({
  ...base,
  resourceType: z.literal('Coverage'),
  identifier: identifiers,
  status: text,
  type: concept,
  beneficiary: reference,
  period,
  payor: references,
  class: z.array(z.looseObject({ type: concept, value: text, name: text })).exactOptional(),
});
export type CoverageResource = z.infer<typeof CoverageResource>;

const answer = z.looseObject({ valueBoolean: z.boolean().exactOptional(), valueString: text, valueCoding: Coding.exactOptional() });

export const ConsentResource = z.looseObject({
  ...base,
  resourceType: z.literal('Consent'),
  contained: z
    .array(
      z.looseObject({
        resourceType: z.string(),
        item: z.array(z.looseObject({ linkId: text, answer: z.array(answer).exactOptional() })).exactOptional(),
      }),
    )
    .exactOptional(),
  identifier: identifiers,
  status: text,
  category: codes,
  patient: reference,
  dateTime: text,
  performer: references,
  organization: references,
  sourceReference: reference,
  policyRule: concept,
  provision: z
    .looseObject({
      type: text,
      period,
      actor: z.array(z.looseObject({ role: concept, reference })).exactOptional(),
    })
    .exactOptional(),
});
export type ConsentResource = z.infer<typeof ConsentResource>;

/** What the plan's own reader takes for granted; the rest of a plan it looks at with care. */
export const CarePlanResource = z.looseObject({
  ...base,
  resourceType: z.literal('CarePlan'),
  id: z.string(),
  identifier: identifiers,
  status: text,
  category: codes,
  period,
  note: z.array(z.looseObject({ text, time: text })).exactOptional(),
});
export type CarePlanResource = z.infer<typeof CarePlanResource>;

export const PractitionerResource = z.looseObject({
  ...base,
  resourceType: z.literal('Practitioner'),
  name: z.array(HumanName).exactOptional(),
  qualification: z.array(z.looseObject({ code: concept, period })).exactOptional(),
});
export type PractitionerResource = z.infer<typeof PractitionerResource>;

export const PractitionerRoleResource = z.looseObject({
  ...base,
  resourceType: z.literal('PractitionerRole'),
  active: z.boolean().exactOptional(),
  practitioner: reference,
  organization: reference,
  code: codes,
  specialty: codes,
});
export type PractitionerRoleResource = z.infer<typeof PractitionerRoleResource>;

export const ChargeItemResource = z.looseObject({
  ...base,
  resourceType: z.literal('ChargeItem'),
  identifier: identifiers,
  status: text,
  code: concept,
  subject: reference,
  occurrenceDateTime: text,
  occurrencePeriod: period,
  enteredDate: text,
  performer: z.array(z.looseObject({ actor: reference })).exactOptional(),
  performingOrganization: reference,
});
export type ChargeItemResource = z.infer<typeof ChargeItemResource>;

export const ProcedureResource = z.looseObject({
  ...base,
  resourceType: z.literal('Procedure'),
  status: text,
  code: concept,
  subject: reference,
  performedDateTime: text,
  performedPeriod: period,
  performer: z.array(z.looseObject({ actor: reference })).exactOptional(),
});
export type ProcedureResource = z.infer<typeof ProcedureResource>;

const claimItem = z.looseObject({ productOrService: concept, servicedDate: text, servicedPeriod: period });

/** Claim and ExplanationOfBenefit, which have the elements we read in common. */
export const ClaimResource = z.looseObject({
  ...base,
  resourceType: z.enum(['Claim', 'ExplanationOfBenefit']),
  status: text,
  use: text,
  patient: reference,
  billablePeriod: period,
  provider: reference,
  item: z.array(claimItem).exactOptional(),
});
export type ClaimResource = z.infer<typeof ClaimResource>;

export const DocumentReferenceResource = z.looseObject({
  ...base,
  resourceType: z.literal('DocumentReference'),
  identifier: identifiers,
  status: text,
  type: concept,
  category: codes,
  subject: reference,
  date: text,
  description: text,
  content: z
    .array(z.looseObject({ attachment: z.looseObject({ contentType: text, data: text, title: text }).exactOptional() }))
    .exactOptional(),
  context: z.looseObject({ period }).exactOptional(),
});
export type DocumentReferenceResource = z.infer<typeof DocumentReferenceResource>;

import * as z from 'zod/mini';

// zod's compiled parsers probe `new Function`, which the content security policy reports on every load.
z.config({ jitless: true });

const text = z.exactOptional(z.string());

const Coding = z.looseObject({ system: text, code: text, display: text });

export const CodeableConcept = z.looseObject({ coding: z.exactOptional(z.array(Coding)), text });
export type CodeableConcept = z.infer<typeof CodeableConcept>;

export const Identifier = z.looseObject({ use: text, type: z.exactOptional(CodeableConcept), system: text, value: text });
export type Identifier = z.infer<typeof Identifier>;

export const ResourceReference = z.looseObject({ reference: text, type: text, display: text, identifier: z.exactOptional(Identifier) });
export type ResourceReference = z.infer<typeof ResourceReference>;

const Period = z.looseObject({ start: text, end: text });

const codes = z.exactOptional(z.array(CodeableConcept));
const identifiers = z.exactOptional(z.array(Identifier));
const reference = z.exactOptional(ResourceReference);
const references = z.exactOptional(z.array(ResourceReference));
const concept = z.exactOptional(CodeableConcept);
const period = z.exactOptional(Period);
const age = z.looseObject({ value: z.exactOptional(z.number()), unit: text, code: text });

/** What every resource we read must have: a type and, if any, an id that is text. */
const base = { resourceType: z.string(), id: text };

// An array of primitives may hold null where only an extension stands for the value.
export const HumanName = z.looseObject({
  use: text,
  text,
  family: text,
  given: z.exactOptional(z.array(z.nullable(z.string()))),
  suffix: z.exactOptional(z.array(z.nullable(z.string()))),
  period,
});
export type HumanName = z.infer<typeof HumanName>;

export const PatientResource = z.looseObject({
  ...base,
  resourceType: z.literal('Patient'),
  id: z.string(),
  name: z.exactOptional(z.array(HumanName)),
  birthDate: text,
  gender: text,
  identifier: identifiers,
  deceasedBoolean: z.exactOptional(z.boolean()),
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
  onsetDateTime: text,
  onsetPeriod: period,
  onsetAge: z.exactOptional(age),
  onsetRange: z.exactOptional(z.looseObject({ low: z.exactOptional(age), high: z.exactOptional(age) })),
  abatementDateTime: text,
  abatementPeriod: period,
  abatementAge: z.exactOptional(age),
  abatementRange: z.exactOptional(z.looseObject({ low: z.exactOptional(age), high: z.exactOptional(age) })),
});
export type ConditionResource = z.infer<typeof ConditionResource>;

export const EncounterResource = z.looseObject({
  ...base,
  resourceType: z.literal('Encounter'),
  identifier: identifiers,
  status: text,
  class: z.exactOptional(Coding),
  type: codes,
  participant: z.exactOptional(z.array(z.looseObject({ individual: reference }))),
  period,
  hospitalization: z.exactOptional(z.looseObject({ dischargeDisposition: concept })),
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
  class: z.exactOptional(z.array(z.looseObject({ type: concept, value: text, name: text }))),
});
export type CoverageResource = z.infer<typeof CoverageResource>;

const answer = z.looseObject({ valueBoolean: z.exactOptional(z.boolean()), valueString: text, valueCoding: z.exactOptional(Coding) });

export const ConsentResource = z.looseObject({
  ...base,
  resourceType: z.literal('Consent'),
  contained: z.exactOptional(
    z.array(
      z.looseObject({
        resourceType: z.string(),
        item: z.exactOptional(z.array(z.looseObject({ linkId: text, answer: z.exactOptional(z.array(answer)) }))),
      }),
    ),
  ),
  identifier: identifiers,
  status: text,
  category: codes,
  patient: reference,
  dateTime: text,
  performer: references,
  organization: references,
  sourceReference: reference,
  policyRule: concept,
  provision: z.exactOptional(
    z.looseObject({
      type: text,
      period,
      actor: z.exactOptional(z.array(z.looseObject({ role: concept, reference }))),
    }),
  ),
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
  note: z.exactOptional(z.array(z.looseObject({ text, time: text }))),
});
export type CarePlanResource = z.infer<typeof CarePlanResource>;

export const PractitionerResource = z.looseObject({
  ...base,
  resourceType: z.literal('Practitioner'),
  name: z.exactOptional(z.array(HumanName)),
  qualification: z.exactOptional(z.array(z.looseObject({ code: concept, period }))),
});
export type PractitionerResource = z.infer<typeof PractitionerResource>;

export const PractitionerRoleResource = z.looseObject({
  ...base,
  resourceType: z.literal('PractitionerRole'),
  active: z.exactOptional(z.boolean()),
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
  performer: z.exactOptional(z.array(z.looseObject({ actor: reference }))),
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
  performer: z.exactOptional(z.array(z.looseObject({ actor: reference }))),
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
  item: z.exactOptional(z.array(claimItem)),
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
  content: z.exactOptional(
    z.array(z.looseObject({ attachment: z.exactOptional(z.looseObject({ contentType: text, data: text, title: text })) })),
  ),
  context: z.exactOptional(z.looseObject({ period })),
});
export type DocumentReferenceResource = z.infer<typeof DocumentReferenceResource>;

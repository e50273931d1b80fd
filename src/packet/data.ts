import * as z from 'zod/mini';
import type { PolicySwitches } from '../ccm/policy.ts';

// The pages that read packets let no text become code, which is how zod would be fast.
z.config({ jitless: true });

/** Name and version of the format. A change that a program of today could not read, or would show otherwise, takes a new number. */
export const PACKET_FORMAT = 'intervisit-audit-packet/1';

const text = z.string();
const optional = z.exactOptional(text);
const seconds = z.number();
const month = z.string().check(z.regex(/^\d{4}-(?:0[1-9]|1[0-2])$/));
const localDate = z.iso.date();
const period = z.strictObject({ start: text, end: text });
const codes = z.array(z.strictObject({ code: text, units: z.number() }));
const words = z.array(text);

const Consent = z.strictObject({
  /** Recorded by this app; else a record of others that speaks of CCM and was not confirmed. */
  own: z.boolean(),
  reference: optional,
  /** Kind of record that holds it. */
  place: optional,
  /** As recorded, an instant or a day. */
  at: optional,
  date: localDate,
  status: optional,
  answer: optional,
  method: optional,
  channel: optional,
  told: words,
  sharing: z.exactOptional(z.boolean()),
  givenBy: optional,
  relationship: optional,
  obtainedBy: optional,
  billingPractitioner: optional,
  remark: optional,
  revokedDate: z.exactOptional(z.nullable(text)),
  withdrawal: z.exactOptional(z.strictObject({ saidBy: text, recordedBy: text, at: text, reason: text, remark: optional })),
});

const PlanItem = z.strictObject({ what: text, detail: optional, status: optional, due: optional, reference: optional });

const Plan = z.strictObject({
  reference: text,
  version: optional,
  title: text,
  status: text,
  keptBy: text,
  established: optional,
  lastReviewed: optional,
  /** Whether something in it is dated after its last signature; absent where it was never signed. */
  changedSinceSignature: z.exactOptional(z.boolean()),
  signed: z.nullable(z.strictObject({ date: text, by: optional })),
  /** First day on which the patient had a copy. */
  copyGiven: z.nullable(text),
  elements: words,
  problems: z.array(PlanItem),
  goals: z.array(PlanItem),
  activities: z.array(PlanItem),
  notes: z.array(z.strictObject({ text, at: optional, by: optional })),
  /** Who changed the plan, as the EHR's own record of changes has it. */
  revisions: z.array(z.strictObject({ at: text, what: text, by: words, reference: optional })),
});

/** What a person stated of the patient, or took back, in order of time. */
const Statement = z.strictObject({
  id: text,
  statement: text,
  value: text,
  ruleId: optional,
  month: optional,
  target: optional,
  by: text,
  at: text,
  reason: text,
  reference: optional,
});

const LedgerEntry = z.strictObject({
  /** Index in `facts.timeEntries`; null where the entry is not one of the facts, as a voided one. */
  fact: z.nullable(z.number()),
  id: optional,
  reference: optional,
  carrier: optional,
  date: optional,
  start: optional,
  end: optional,
  /** Length of the work, pauses left out. */
  seconds: z.exactOptional(seconds),
  intervals: z.array(period),
  notCounted: z.array(z.strictObject({ start: text, end: text, reason: text })),
  performer: optional,
  who: optional,
  whoReference: optional,
  credential: optional,
  activities: words,
  contactMode: optional,
  outcome: optional,
  conditions: words,
  note: optional,
  source: optional,
  reason: optional,
  adopts: optional,
  confirmedBy: optional,
  recorded: optional,
  problems: words,
  voided: z.boolean(),
  voiding: z.exactOptional(z.strictObject({ reason: text, at: text, by: optional })),
  countedSeconds: seconds,
  bucket: z.nullable(text),
  excluded: z.array(z.strictObject({ seconds, ruleId: text })),
});

const Charge = z.strictObject({
  code: text,
  units: z.number(),
  status: text,
  own: z.boolean(),
  reference: optional,
  identifier: optional,
  dateOfService: optional,
  servicePeriod: z.exactOptional(z.strictObject({ start: text, end: optional })),
  enteredBy: optional,
  enteredAt: optional,
  performer: optional,
  note: optional,
});

const HandOver = z.strictObject({
  what: text,
  reference: optional,
  at: optional,
  by: optional,
  to: optional,
  status: optional,
  note: optional,
});

const Rule = z.strictObject({
  id: text,
  says: text,
  authorsReason: optional,
  sources: z.array(z.strictObject({ title: text, url: text })),
});

const Missing = z.strictObject({ what: text, why: text });

/** The switches of the policy, all of them, and the site's own decisions on condition codes where it has any. */
const PacketPolicy = z.strictObject({
  switches: z.record(z.string(), z.unknown()),
  conditionMap: z.exactOptional(z.strictObject({ entries: z.array(z.record(z.string(), z.unknown())) })),
});

const Result = z.strictObject({
  proposal: text,
  eligible: z.boolean(),
  billable: z.boolean(),
  family: z.nullable(text),
  codes,
  alternatives: z.array(z.strictObject({ codes, family: text })),
  countedMinutes: z.strictObject({ staff: z.number(), qhp: z.number(), total: z.number() }),
  countedSeconds: z.strictObject({ staff: seconds, qhp: seconds, total: seconds }),
  excludedMinutes: z.array(z.strictObject({ minutes: z.number(), ruleId: text })),
  blockers: words,
  warnings: words,
  unknowns: words,
  minutesToNext: z.nullable(z.number()),
  nextCode: z.nullable(text),
  earliestDateOfService: z.nullable(text),
  defaultDateOfService: z.nullable(text),
  distinctChronicConditions: words,
  otherPrograms: z.array(z.strictObject({ program: text, codes, needs: words })),
  conditions: z.array(
    z.strictObject({
      display: text,
      codes: z.array(z.strictObject({ system: text, code: text })),
      clinicalStatus: optional,
      verificationStatus: optional,
      verdict: text,
      reason: text,
      ruleId: text,
      group: optional,
      matched: optional,
      overriddenBy: optional,
      reference: optional,
    }),
  ),
  findings: z.array(
    z.strictObject({
      ruleId: text,
      verdict: z.enum(['met', 'not-met', 'unknown']),
      effect: text,
      evidence: z.array(
        z.strictObject({
          fact: text,
          value: z.exactOptional(z.union([z.string(), z.number(), z.boolean()])),
          reference: optional,
          unknownBecause: optional,
          by: optional,
        }),
      ),
    }),
  ),
  /** One for each of `facts.timeEntries`. */
  time: z.array(
    z.strictObject({
      entry: z.number(),
      localDate: text,
      countedSeconds: seconds,
      bucket: z.nullable(text),
      excluded: z.array(z.strictObject({ seconds, ruleId: text })),
      unknownBecause: optional,
    }),
  ),
  /** False where the chart does not say what time was logged. */
  timeKnown: z.boolean(),
});

/** Everything in a packet but `result` and `disagreements`, which follow from it. */
export const PacketRecord = z.strictObject({
  format: z.literal(PACKET_FORMAT),
  month,
  /** The day as of which the month is judged, at the practice. */
  asOf: localDate,
  made: z.strictObject({ at: text, by: optional, appVersion: text }),
  rulesVersion: text,
  patient: z.strictObject({
    name: text,
    birthDate: optional,
    sex: optional,
    identifier: z.exactOptional(z.strictObject({ label: text, value: text })),
    reference: optional,
  }),
  practice: z.strictObject({
    name: optional,
    organization: optional,
    timeZone: text,
    setting: optional,
    attestations: z.array(z.strictObject({ what: text, attested: z.boolean(), by: text, date: text })),
  }),
  billingPractitioner: z.nullable(z.strictObject({ id: text, name: optional, type: optional })),
  policy: PacketPolicy,
  /** What the rules were given, in the public format of the facts (a *chart* in `src/ccm/chart.ts`). */
  facts: z.record(z.string(), z.unknown()),
  consents: z.array(Consent),
  plan: z.nullable(Plan),
  statements: z.array(Statement),
  ledger: z.array(LedgerEntry),
  charges: z.array(Charge),
  handOvers: z.array(HandOver),
  /** The words and sources of every rule that a finding, a condition or an exclusion names. */
  rules: z.array(Rule),
  /** What could not be read, so that nobody takes its absence for proof. */
  missing: z.array(Missing),
});

/** The data of a packet: what was recorded, and what follows from it by the rules. */
export const PacketData = z.strictObject({
  ...PacketRecord.shape,
  result: Result,
  /** Where the parts of the record do not say the same, such as a charge recorded before late minutes came in. */
  disagreements: z.array(z.strictObject({ where: text, says: text })),
});

export type PacketRecord = z.infer<typeof PacketRecord>;
export type PacketData = z.infer<typeof PacketData>;
export type PacketResult = z.infer<typeof Result>;
export type PacketEntry = z.infer<typeof LedgerEntry>;
export type PacketPlan = z.infer<typeof Plan>;
export type PacketConsent = z.infer<typeof Consent>;
export type PacketCharge = z.infer<typeof Charge>;

/** Every switch that was in force, the rulebook's defaults spelt out: a packet does not lean on what a later program takes for granted. */
export function switchesOf({ chronicConditions: _tables, ...switches }: PolicySwitches & { readonly chronicConditions: unknown }) {
  return { ...switches };
}

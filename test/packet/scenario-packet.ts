import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Chart } from '../../src/ccm/chart.ts';
import { loadChronicConditions } from '../../src/ccm/conditions.ts';
import { policyWith, readSwitches } from '../../src/ccm/policy.ts';
import { canonicalJson, inGroups, sha256Of } from '../../src/packet/canonical.ts';
import { PacketData, switchesOf } from '../../src/packet/data.ts';
import { makePacket, type Packet, type PacketInput } from '../../src/packet/make.ts';
import { packetPage } from '../../src/packet/page.ts';
import { resultOf } from '../../src/packet/result.ts';

interface Scenario {
  readonly id: string;
  readonly month: string;
  readonly policy?: unknown;
  readonly given: Chart;
  readonly expect: { readonly codes: readonly { readonly code: string; readonly units: number }[] };
}

const { scenarios }: { readonly scenarios: readonly Scenario[] } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../scenarios/core.json'), 'utf8'),
);

/** The worked month of this id. */
export function scenarioOf(id: string): Scenario {
  const found = scenarios.find((one) => one.id === id);
  if (found === undefined) throw new TypeError(`no scenario ${id}`);
  return found;
}

/** Ten months that differ: staff, practitioner and complex work, exclusions, a blocker, a site's own switch, a clinic, an add-on. */
export const TEN = ['CCM-002', 'CCM-006', 'CCM-014', 'CCM-020', 'CCM-026', 'CCM-034', 'CCM-038', 'CCM-063', 'CCM-093', 'CCM-096'] as const;

/** A packet's parts as the app would gather them for the facts of a worked month, its proposal recorded. */
export async function inputOf(id: string, more: Partial<PacketInput> = {}): Promise<PacketInput> {
  const { month, given, policy } = scenarioOf(id);
  const { consent, carePlan, riskAttestation, billingPractitioner } = given;
  const tables = await loadChronicConditions();
  const switches = switchesOf(policyWith(tables, readSwitches(policy).switches));
  const facts: Record<string, unknown> = { ...given };
  const asOf = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 31 }).toString();
  const { codes } = resultOf({ facts, month, policy: { switches }, asOf }, tables);
  return {
    month,
    asOf,
    made: { at: `${month}-28T21:00:00Z`, by: 'Bea Biller', appVersion: '0.1.0' },
    patient: { name: 'Ada Fictional', birthDate: '1948-02-29', sex: 'female', identifier: { label: 'MRN', value: 'F-1' } },
    practice: {
      name: 'Example Practice',
      timeZone: given.practiceTimeZone,
      ...(given.settingType && { setting: given.settingType }),
      attestations: [{ what: 'access24x7', attested: true, by: 'Olga Owner', date: '2024-01-02' }],
    },
    billingPractitioner: billingPractitioner
      ? { id: billingPractitioner.id, name: 'Dr Paula Practice', ...(billingPractitioner.type && { type: billingPractitioner.type }) }
      : null,
    policy: { switches },
    facts,
    consents: consent
      ? [
          {
            own: true,
            date: consent.date,
            told: [...(consent.elements ?? [])],
            obtainedBy: 'Nora Nurse, RN',
            givenBy: 'Ada Fictional',
            ...(consent.method && { method: consent.method }),
            ...(consent.revokedDate !== undefined && { revokedDate: consent.revokedDate }),
          },
        ]
      : [],
    plan: carePlan?.present
      ? {
          reference: 'CarePlan/plan-1',
          version: '3',
          title: 'CCM care plan',
          status: 'active',
          keptBy: 'this practice',
          elements: [...(carePlan.elements ?? [])],
          ...(carePlan.establishedDate && { established: carePlan.establishedDate }),
          ...(carePlan.lastReviewedDate && { lastReviewed: carePlan.lastReviewedDate }),
          signed: carePlan.signedDate ? { date: carePlan.signedDate, ...(carePlan.signedBy && { by: carePlan.signedBy }) } : null,
          copyGiven: carePlan.copyGivenDate ?? null,
          problems: [{ what: 'Type 2 diabetes mellitus' }],
          goals: [{ what: 'Walk 20 minutes a day', due: '2026-06-30' }],
          activities: [],
          notes: [{ text: 'Prefers calls in the morning.\nHard of hearing.', by: 'Nora Nurse, RN' }],
          revisions: [],
        }
      : null,
    statements: riskAttestation
      ? [
          {
            id: 'statement-1',
            statement: 'significant-risk',
            value: String(riskAttestation.attested),
            ruleId: 'ELIG-2',
            by: 'Dr Paula Practice',
            at: `${riskAttestation.date}T15:00:00Z`,
            reason: 'Two admissions last year.',
          },
        ]
      : [],
    ledger: (given.timeEntries ?? []).map((entry, index) => ({
      fact: index,
      id: `entry-${index + 1}`,
      ...(entry.date !== undefined && { date: entry.date }),
      ...(entry.start !== undefined && { start: entry.start }),
      seconds: entry.seconds ?? (entry.minutes ?? 0) * 60,
      intervals: [...(entry.intervals ?? [])],
      notCounted: [],
      performer: entry.performer,
      who: 'Nora Nurse, RN',
      activities: [entry.activity],
      conditions: [],
      note: `Call ${index + 1}: asked after <sugar> & "sleep".`,
      problems: [],
      voided: false,
    })),
    charges: codes.map(({ code, units }) => ({
      code,
      units,
      status: 'billable',
      own: true,
      reference: `ChargeItem/${code}`,
      enteredBy: 'Dr Paula Practice',
      enteredAt: `${month}-28T20:00:00Z`,
    })),
    handOvers: [],
    missing: [],
    ...more,
  };
}

/** The packet of a worked month. */
export async function packetOf(id: string, more: Partial<PacketInput> = {}): Promise<Packet> {
  return makePacket(await inputOf(id, more), await loadChronicConditions());
}

/** What somebody would do who alters the data of a packet by hand. */
export interface Tampering {
  readonly change: (data: Loose) => void;
  /** The hash is made to fit again. */
  readonly hashAgain?: boolean;
  /** The page is written anew from the altered data. */
  readonly pageAgain?: boolean;
}

/** Parsed JSON that a test may change at will. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Loose = any;

/** The file with its data altered. */
export async function tampered(html: string, { change, hashAgain = false, pageAgain = false }: Tampering): Promise<string> {
  const before = /id="packet-data">\n([\s\S]*?)\n<\/script>/.exec(html)?.[1] ?? '';
  const data: Loose = JSON.parse(before);
  change(data);
  const recorded = /content="([0-9a-f]{64})"/.exec(html)?.[1] ?? '';
  const sha256 = hashAgain ? await sha256Of(data) : recorded;
  if (pageAgain) return packetPage(PacketData.parse(data), sha256);
  const embedded = canonicalJson(data).replaceAll(/[<>&\u2028\u2029]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return html
    .split(before)
    .join(embedded)
    .replaceAll(recorded, sha256)
    .replaceAll(inGroups(recorded), inGroups(sha256))
    .replaceAll(inGroups(recorded.slice(0, 16)), inGroups(sha256.slice(0, 16)));
}

import { version as appVersion } from '../../../package.json';
import type { Chart, ServiceMonth } from '../../ccm/chart.ts';
import type { MonthAssessment } from '../../ccm/month-assessment.ts';
import type { Policy } from '../../ccm/policy.ts';
import type { RawResource } from '../../fhir/client.ts';
import { FhirError } from '../../fhir/fhir-error.ts';
import { objectIn, objectsIn, textIn } from '../../fhir/fields.ts';
import { readPractitioner } from '../../fhir/practitioner.ts';
import { canonicalJson } from '../../packet/canonical.ts';
import { switchesOf, type PacketPlan, type PacketRecord, type PacketResult } from '../../packet/data.ts';
import { makePacket, type Packet } from '../../packet/make.ts';
import { resultFrom } from '../../packet/result.ts';
import { readLabel, UNKNOWN_TEXT } from '../unknown-text.ts';
import { nowAt, todayAt } from './access.ts';
import { handOversQuery } from './hand-over.ts';
import { handOversOf, type ReadBesides, recordOf } from './packet-record.ts';
import { type Saving, signedIn } from './signed-in.ts';
import { ownPlan } from './views.ts';

/** What is being read for a packet, in the order in which it is. */
export type PacketStep = 'people' | 'revisions' | 'hand-overs' | 'packet';

export interface PacketOptions {
  readonly policy: Policy;
  /** What the EHR says it can do; null where it gave none. */
  readonly statement: RawResource | null;
  readonly onStep?: (step: PacketStep) => void;
  readonly signal?: AbortSignal;
}

type Missing = PacketRecord['missing'][number];

/** Something read besides the chart, and what of it could not be. */
interface Besides<Value> {
  readonly value: Value;
  readonly missing: readonly Missing[];
}

/**
 * The audit packet of the month: what the chart's reading holds, and besides it the professions of those who worked, who
 * changed the plan, and what was handed to billing. What cannot be read is named in the packet.
 * @throws FhirError `cancelled` and `session-expired` only.
 */
export async function gatherPacket(saving: Saving, assessment: MonthAssessment, options: PacketOptions): Promise<Packet> {
  const { access, reading } = saving;
  const { policy, onStep } = options;
  const { month } = assessment;
  onStep?.('people');
  const credentials = await readCredentials(saving, month, options);
  onStep?.('revisions');
  const revisions = await readRevisions(saving, options);
  onStep?.('hand-overs');
  const handOvers = await readHandOvers(saving, month, options);
  onStep?.('packet');
  const besides: ReadBesides = { credentials: credentials.value, revisions: revisions.value };
  const { conditionMap, settings } = access;
  const { patient } = reading;
  const who = signedIn(saving);
  const make = (whole: boolean): Promise<Packet> =>
    makePacket(
      {
        ...recordOf(reading, month, besides, whole),
        month,
        asOf: todayAt(access),
        made: { at: nowAt(access), ...(who !== null && { by: who.display }), appVersion },
        patient: {
          name: patient.name,
          reference: patient.reference,
          ...(patient.birthDate !== undefined && { birthDate: patient.birthDate }),
          ...(patient.gender !== undefined && { sex: patient.gender }),
          ...(patient.identifier !== undefined && { identifier: patient.identifier }),
        },
        practice: practiceOf(settings, reading.chart),
        policy: {
          switches: switchesOf(policy),
          ...(conditionMap !== undefined && { conditionMap: { entries: conditionMap.entries.map((entry) => ({ ...entry })) } }),
        },
        handOvers: handOvers.value,
        missing: [...missingOf(saving), ...credentials.missing, ...revisions.missing, ...handOvers.missing],
      },
      policy.chronicConditions,
    );
  const packet = await make(false);
  return isSameResult(packet, assessment) ? packet : make(true);
}

// Other months' entries hardly ever matter to a month; where they do, they belong in its packet.
function isSameResult({ data: { result } }: Packet, assessment: MonthAssessment): boolean {
  return canonicalJson(decisive(result)) === canonicalJson(decisive(resultFrom(assessment)));
}

// That the work of other months is not counted (TIME-1) is no news.
function decisive({ codes, alternatives, countedSeconds, excludedMinutes, blockers, warnings, unknowns }: PacketResult) {
  const excluded = excludedMinutes.filter(({ ruleId }) => ruleId !== 'TIME-1');
  return { codes, alternatives, countedSeconds, excluded, blockers, warnings, unknowns };
}

function practiceOf({ practice }: Saving['access']['settings'], chart: Chart): PacketRecord['practice'] {
  const { name, organization, attestations } = practice;
  return {
    name,
    timeZone: chart.practiceTimeZone,
    ...(organization !== undefined && organization.display !== name && { organization: organization.display }),
    ...(chart.settingType && { setting: chart.settingType }),
    attestations: Object.entries(attestations).flatMap(([what, one]) => (one === undefined ? [] : [{ what, ...one }])),
  };
}

/** What of the chart itself did not come, or could not be used. */
function missingOf({ reading: { reads, problems } }: Saving): readonly Missing[] {
  const gaps = Object.entries(reads).flatMap(([type, { complete, unknownBecause }]): readonly Missing[] => {
    if (complete) return [];
    return [{ what: readLabel(type), why: unknownBecause === undefined ? 'not all of them came' : UNKNOWN_TEXT[unknownBecause] }];
  });
  const unusable = new Map<string, number>();
  for (const { type } of problems) unusable.set(type, (unusable.get(type) ?? 0) + 1);
  return [...gaps, ...[...unusable].map(([type, count]) => ({ what: readLabel(type), why: `${count} could not be read or placed` }))];
}

async function readCredentials(
  { access, reading }: Saving,
  month: ServiceMonth,
  { signal }: PacketOptions,
): Promise<Besides<ReadonlyMap<string, string>>> {
  const known = new Map<string, string>();
  for (const { reference, type } of reading.basis.practitioners.values()) if (type !== undefined) known.set(reference, type);
  const worked = new Set(
    reading.timeEntries.flatMap(({ start, performerReference }) =>
      start?.startsWith(month) === true && performerReference?.startsWith('Practitioner/') === true ? [performerReference] : [],
    ),
  );
  const unread = [...worked].filter((reference) => !reading.basis.practitioners.has(reference));
  const read = await Promise.all(
    unread.map((reference) =>
      looked(async () => {
        const id = reference.slice('Practitioner/'.length);
        const asking = signal === undefined ? {} : { signal };
        const roles = looked(() => access.client.search('PractitionerRole', { practitioner: id }, asking));
        const practitioner = await access.client.read('Practitioner', id, asking);
        const { facts } = readPractitioner(practitioner, (await roles)?.resources ?? []);
        if (facts?.type !== undefined) known.set(reference, facts.type);
      }),
    ),
  );
  const refused = read.filter((one) => one === null).length;
  return {
    value: known,
    missing: refused === 0 ? [] : [{ what: 'Professions of those who worked', why: `${refused} could not be read` }],
  };
}

/** Who changed the plan, from the EHR's record of changes. */
async function readRevisions({ access, reading }: Saving, { signal }: PacketOptions): Promise<Besides<PacketPlan['revisions']>> {
  const plan = ownPlan(reading);
  if (plan === null) return { value: [], missing: [] };
  const found = await looked(() =>
    access.client.search('Provenance', { target: plan.reference, _count: '200' }, signal === undefined ? {} : { signal }),
  );
  const what = 'Record of changes to the plan';
  if (found === null) return { value: [], missing: [{ what, why: 'the EHR did not give it' }] };
  const value = found.resources
    .filter((one) => one.resourceType === 'Provenance' && objectsIn(one, 'target').some((target) => isOf(target, plan.reference)))
    .flatMap(revisionOf)
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return { value, missing: found.complete ? [] : [{ what, why: 'not all of it came' }] };
}

function isOf(target: unknown, reference: string): boolean {
  const text = textIn(target, 'reference') ?? '';
  return text === reference || text.endsWith(`/${reference}`) || text.startsWith(`${reference}/_history/`);
}

function revisionOf(provenance: RawResource): PacketPlan['revisions'] {
  const at = textIn(provenance, 'recorded');
  if (at === undefined) return [];
  const coding = objectsIn(objectIn(provenance, 'activity'), 'coding')[0];
  const what = textIn(coding, 'display') ?? textIn(coding, 'code') ?? textIn(objectIn(provenance, 'activity'), 'text') ?? 'change';
  const by = objectsIn(provenance, 'agent').flatMap((agent) => {
    const who = objectIn(agent, 'who');
    return textIn(who, 'display') ?? textIn(who, 'reference') ?? [];
  });
  return [{ at, what, by: [...by], ...(provenance.id !== undefined && { reference: `Provenance/${provenance.id}` }) }];
}

async function readHandOvers(
  { access }: Saving,
  month: ServiceMonth,
  { statement, signal }: PacketOptions,
): Promise<Besides<PacketRecord['handOvers']>> {
  const { queryFn } = handOversQuery(access, statement);
  const found = await looked(() => queryFn({ signal: signal ?? new AbortController().signal }));
  const what = 'Hand-overs to billing';
  if (found === null) return { value: [], missing: [{ what, why: 'the EHR did not give them' }] };
  const gaps = Object.values(found.reads).filter(({ complete }) => !complete);
  return {
    value: handOversOf(found.handOvers, month),
    missing: gaps.map(({ unknownBecause }) => ({
      what,
      why: unknownBecause === undefined ? 'not all of them came' : UNKNOWN_TEXT[unknownBecause],
    })),
  };
}

/** Null where the EHR did not give it. */
async function looked<Value>(look: () => Promise<Value>): Promise<Value | null> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof FhirError && error.kind !== 'cancelled' && error.kind !== 'session-expired') return null;
    throw error;
  }
}

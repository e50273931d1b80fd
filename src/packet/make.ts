import { isLoose } from '../ccm/plain-values.ts';
import type { ChronicConditions } from '../ccm/conditions.ts';
import { GROUNDS, sourcesOf } from '../ccm/grounds.ts';
import { RULE_IDS, RULES_VERSION } from '../ccm/rules.ts';
import { disagreementsIn } from './agreement.ts';
import { canonicalJson, sha256Of } from './canonical.ts';
import { PACKET_FORMAT, type PacketData, type PacketEntry, type PacketRecord, type PacketResult } from './data.ts';
import { packetPage } from './page.ts';
import { resultOf } from './result.ts';

/** An entry of the ledger before the rules were applied to it. */
export type RecordedEntry = Omit<PacketEntry, 'countedSeconds' | 'bucket' | 'excluded'>;

/** What a packet is made of; the rules add the rest. */
export interface PacketInput extends Omit<PacketRecord, 'format' | 'rulesVersion' | 'rules' | 'ledger'> {
  readonly ledger: readonly RecordedEntry[];
}

/** A packet, ready to be kept. */
export interface Packet {
  readonly data: PacketData;
  /** SHA-256 of the data's canonical JSON, 64 hexadecimal digits. */
  readonly sha256: string;
  /** The whole file. */
  readonly html: string;
  /** Says the month and the beginning of the hash, and nothing of the patient. */
  readonly fileName: string;
}

/**
 * The packet of a patient's month: judges the facts by the rules of this program, adds the words and sources of the rules that
 * were named, and notes where the parts do not agree. Values that JSON does not have are dropped.
 */
export async function makePacket(input: PacketInput, chronicConditions: ChronicConditions): Promise<Packet> {
  const plain = plainJson(input);
  const result = resultOf(plain, chronicConditions);
  const record: PacketRecord = {
    ...plain,
    format: PACKET_FORMAT,
    rulesVersion: RULES_VERSION,
    ledger: plain.ledger.map((entry) => ({ ...entry, ...judgedOf(entry, result) })),
    rules: rulesNamedIn(result),
  };
  const data = plainJson<PacketData>({ ...record, result, disagreements: [...disagreementsIn(record, result)] });
  const sha256 = await sha256Of(data);
  return { data, sha256, html: packetPage(data, sha256), fileName: `ccm-audit-packet-${data.month}-${sha256.slice(0, 8)}.html` };
}

// What is judged, shown and hashed is the same value that a reader of the file gets, its keys in the same order.
function plainJson<Value>(value: Value): Value {
  return JSON.parse(canonicalJson(value));
}

function judgedOf({ fact }: RecordedEntry, { time }: PacketResult): Pick<PacketEntry, 'countedSeconds' | 'bucket' | 'excluded'> {
  const judged = time.find(({ entry }) => entry === fact);
  return { countedSeconds: judged?.countedSeconds ?? 0, bucket: judged?.bucket ?? null, excluded: judged?.excluded ?? [] };
}

function rulesNamedIn({ findings, conditions, excludedMinutes }: PacketResult): PacketRecord['rules'] {
  const named = new Set([...findings, ...conditions, ...excludedMinutes].map(({ ruleId }) => ruleId));
  return RULE_IDS.filter((id) => named.has(id)).map((id) => {
    const { says, authorsReason } = GROUNDS[id];
    const sources = sourcesOf(id).map(({ title, url }) => ({ title, url }));
    return { id, says, ...(authorsReason !== undefined && { authorsReason }), sources };
  });
}

/**
 * Of a chart's time entries the places of those that a month's packet needs: all of the month and a day on either side, and those
 * of no day that can be told. What else was logged is nobody's business who audits this month.
 */
export function entriesOfMonth(entries: readonly unknown[], month: string): readonly number[] {
  const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 });
  const from = first.subtract({ days: 1 }).toString();
  const to = first.add({ months: 1 }).toString();
  return entries.flatMap((entry, index) => {
    const days = isLoose(entry) ? daysOf(entry) : [];
    return days.length === 0 || days.some((day) => from <= day && day <= to) ? [index] : [];
  });
}

function daysOf(entry: Readonly<Record<string, unknown>>): readonly string[] {
  const intervals = Array.isArray(entry['intervals']) ? entry['intervals'].filter(isLoose) : [];
  const written = [entry['date'], entry['start'], ...intervals.flatMap(({ start, end }) => [start, end])];
  return written.flatMap((text) => (typeof text === 'string' && /^\d{4}-\d\d-\d\d/.test(text) ? [text.slice(0, 10)] : []));
}

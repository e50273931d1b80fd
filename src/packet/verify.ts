import { isLoose } from '../ccm/plain-values.ts';
import { loadChronicConditions } from '../ccm/conditions.ts';
import { RULES_VERSION } from '../ccm/rules.ts';
import { disagreementsIn } from './agreement.ts';
import { sha256Of } from './canonical.ts';
import { PACKET_FORMAT, PacketData, type PacketRecord, type PacketResult } from './data.ts';
import { type PacketDifference, pageDifferences, valueDifferences } from './differences.ts';
import { packetPage } from './page.ts';
import { resultOf, wrongSwitches } from './result.ts';

export type { PacketDifference } from './differences.ts';

/** What a packet says of itself, in few words and without the patient. */
export interface PacketSummary {
  readonly month: string;
  readonly codes: PacketResult['codes'];
  readonly countedMinutes: PacketResult['countedMinutes'];
  readonly rulesVersion: string;
  readonly appVersion: string;
  readonly madeAt: string;
  /** Of the data as they are in the file now, 64 hexadecimal digits. */
  readonly sha256: string;
}

/**
 * What came of checking a packet. `unreadable`: it is none, or not of a format that this program knows; `reason` is a sentence
 * without patient data. `different`: at least one thing does not come out as it stands there.
 */
export type PacketCheck =
  | { readonly kind: 'verified'; readonly packet: PacketSummary }
  | { readonly kind: 'different'; readonly packet: PacketSummary; readonly differences: readonly PacketDifference[] }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Reads the code lists that checking needs, so that it can be done without a network later. */
export async function prepareToVerify(): Promise<void> {
  await loadChronicConditions();
}

/**
 * Checks the file of a packet: the hash of its data, the page against the data, the rules applied to the facts anew, and whether
 * the parts of the record agree as they did. What keeping or mailing a file does to it (a byte order mark, line ends, empty lines at the end) does not matter.
 */
export async function verifyPacket(file: string): Promise<PacketCheck> {
  const text = `${file
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
    .trimEnd()}\n`;
  const found = dataIn(text);
  if (typeof found === 'string') return { kind: 'unreadable', reason: found };
  const { data, raw } = found;
  const { month, result, rulesVersion, made } = data;
  // Of what is in the file, not of what was understood of it.
  const sha256 = await sha256Of(raw);
  const packet: PacketSummary = {
    month,
    codes: result.codes,
    countedMinutes: result.countedMinutes,
    rulesVersion,
    appVersion: made.appVersion,
    madeAt: made.at,
    sha256,
  };
  const printed = hashIn(text);
  const differences = [
    ...(printed === sha256 ? [] : [{ check: 'hash' as const, where: 'SHA-256', recorded: printed ?? 'nothing', computed: sha256 }]),
    ...pageDifferences(text, packetPage(data, printed ?? sha256)),
    ...ruleDifferences(data),
    ...(await resultDifferences(data)),
  ];
  return differences.length === 0 ? { kind: 'verified', packet } : { kind: 'different', packet, differences };
}

const DATA = /<script type="application\/json" id="packet-data">\n([\s\S]*?)\n<\/script>/g;

function dataIn(text: string): { readonly data: PacketData; readonly raw: unknown } | string {
  const [found, second] = [...text.matchAll(DATA)];
  if (found?.[1] === undefined) return 'This is no audit packet: there are no data of one in it.';
  if (second !== undefined) return 'There are the data of two packets in it.';
  const raw = parsed(found[1]);
  if (!isLoose(raw)) return 'The data in it are not JSON.';
  const { format } = raw;
  if (format !== PACKET_FORMAT) return `Its format is not ${PACKET_FORMAT}, the one that this program knows.`;
  const read = PacketData.safeParse(raw);
  if (read.success) return { data: read.data, raw };
  const [issue] = read.error.issues;
  return `The data in it are not of the format ${PACKET_FORMAT}, at ${issue?.path.map(String).join('.') || 'the top'}.`;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function hashIn(text: string): string | undefined {
  return /<meta name="packet-sha256" content="([0-9a-f]{64})">/.exec(text)?.[1];
}

function ruleDifferences({ rulesVersion, policy }: PacketRecord): readonly PacketDifference[] {
  const wrong = wrongSwitches(policy).map((name) => ({
    check: 'rules' as const,
    where: `policy.${name}`,
    recorded: JSON.stringify(policy.switches[name] ?? null),
    computed: 'not a switch of these rules',
  }));
  if (rulesVersion === RULES_VERSION) return wrong;
  return [...wrong, { check: 'rules', where: 'version of the rules', recorded: rulesVersion, computed: RULES_VERSION }];
}

async function resultDifferences(data: PacketData): Promise<readonly PacketDifference[]> {
  const { result, disagreements, ...record } = data;
  const computed = resultOf(record, await loadChronicConditions());
  const agreed = new Set(disagreements.map(({ where, says }) => `${where}: ${says}`));
  const apart = disagreementsIn(record, result);
  const apartNow = new Set(apart.map(({ where, says }) => `${where}: ${says}`));
  return [
    ...valueDifferences('result', result, plain(computed)),
    ...apart
      .filter(({ where, says }) => !agreed.has(`${where}: ${says}`))
      .map(({ where, says }) => ({ check: 'agreement' as const, where, recorded: 'in agreement', computed: says })),
    ...disagreements
      .filter(({ where, says }) => !apartNow.has(`${where}: ${says}`))
      .map(({ where, says }) => ({ check: 'agreement' as const, where, recorded: says, computed: 'in agreement' })),
  ];
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

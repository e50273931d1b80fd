import { type PacketCheck, type PacketDifference, type PacketSummary, verifyPacket } from '../packet/verify.ts';
import { CallError } from './arguments.ts';
import { nameOf, readText } from './files.ts';
import type { Written } from './output.ts';

/**
 * What came of checking a packet's file: the verdict, then a line for each difference; or all of it in one line of JSON.
 * @throws CallError for a file that cannot be read, or is no packet that this program knows.
 */
export async function* checkPacket(file: string, json: boolean): AsyncGenerator<Written> {
  const check = await checked(file, await readText(file));
  if (check.kind === 'unreadable') throw new CallError(`${nameOf(file)}: ${check.reason}`);
  const incomplete = check.kind === 'different';
  if (json) {
    yield { out: JSON.stringify(check), incomplete };
    return;
  }
  yield { out: verdict(check), incomplete };
  if (check.kind === 'different') for (const difference of check.differences) yield { out: line(difference) };
}

// Whatever stands in a file that says it is a packet, checking it is no fault of this program.
async function checked(file: string, text: string): Promise<PacketCheck> {
  try {
    return await verifyPacket(text);
  } catch (error) {
    if (error instanceof RangeError) throw new CallError(`${nameOf(file)}: is nested too deeply to be a packet`, { cause: error });
    throw error;
  }
}

function verdict(check: Exclude<PacketCheck, { kind: 'unreadable' }>): string {
  const { month, codes, countedMinutes, rulesVersion, sha256 }: PacketSummary = check.packet;
  const coding = codes.map(({ code, units }) => `${code} x ${units}`).join(', ') || 'no code';
  const minutes = `${countedMinutes.staff} min staff, ${countedMinutes.qhp} min practitioner`;
  const facts = `${month}, ${coding}, ${minutes}, rules ${rulesVersion}, SHA-256 ${sha256}`;
  if (check.kind === 'verified') return `verified: ${facts}`;
  const { length } = check.differences;
  return `different in ${length} ${length === 1 ? 'place' : 'places'}: ${facts}`;
}

function line({ check, where, recorded, computed }: PacketDifference): string {
  return `  ${check}, ${where}: the packet has ${JSON.stringify(recorded)}, computed ${JSON.stringify(computed)}`;
}

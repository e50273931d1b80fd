import type { PacketCheck } from '../packet/verify.ts';

/** Checks the file of a packet. Never rejects. */
export type Checker = (file: Blob) => Promise<PacketCheck>;

/** Far more than any month comes to. */
const LARGEST_BYTES = 50_000_000;

/**
 * Loads everything that checking takes, the code lists too: from then on no network is needed. Rejects where something of it
 * cannot be loaded.
 */
export async function openChecker(): Promise<Checker> {
  if (!('Temporal' in globalThis)) await import('temporal-polyfill/global');
  const { prepareToVerify, verifyPacket } = await import('../packet/verify.ts');
  await prepareToVerify();
  return async (file) => {
    if (file.size > LARGEST_BYTES) return { kind: 'unreadable', reason: 'It is far too large to be an audit packet.' };
    const text = await file.text().catch(() => undefined);
    if (text === undefined) return { kind: 'unreadable', reason: 'The file could not be read from this computer.' };
    // Whatever a file that says it is a packet holds, this page answers.
    return verifyPacket(text).catch((): PacketCheck => ({ kind: 'unreadable', reason: 'Its data cannot be those of a packet.' }));
  };
}

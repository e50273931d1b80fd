import { DraftStore } from './draft-store.ts';
import type { Drafts, DraftsOptions, MemoryOnly } from './drafts.ts';
import { KeptDrafts } from './kept-drafts.ts';
import { openVault } from './vault.ts';

/** Opens the owner's drafts and removes everybody's that are too old. Never fails: without storage they are in memory. */
export async function openDrafts(options: DraftsOptions): Promise<Drafts> {
  const { issuer, patientId, user } = options.owner;
  const store = await openStore(options);
  if (!(options.maxAgeMs > 0)) return inMemory(store, options, 'switched-off');
  if ([issuer, patientId, user].some((part) => part.trim() === '')) return inMemory(store, options, 'no-owner');
  return store ? new KeptDrafts(store, 'failed', options.clock) : inMemory(null, options, 'unavailable');
}

function inMemory(unused: DraftStore | null, { clock }: DraftsOptions, why: MemoryOnly): Drafts {
  unused?.close();
  return new KeptDrafts(null, why, clock);
}

async function openStore({ owner, clock, maxAgeMs, ...facilities }: DraftsOptions): Promise<DraftStore | null> {
  const vault = await openVault(facilities);
  if (!vault) return null;
  const isExpired = (savedAt: number): boolean => !(maxAgeMs > 0) || clock() - savedAt >= maxAgeMs;
  try {
    const store = new DraftStore(vault, await vault.tag('owner', owner.issuer, owner.patientId, owner.user), isExpired);
    await store.removeExpired();
    return store;
  } catch {
    vault.database.close();
    return null;
  }
}

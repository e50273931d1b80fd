import type { Drafts } from '../../drafts/drafts.ts';
import type { Access } from '../queries/access.ts';

const HOUR_MS = 3_600_000;

/** How long drafts are kept where the site does not say: a working day and the night after it. */
export const DRAFT_HOURS = 24;

const opened = new WeakMap<Access, Promise<Drafts>>();

/**
 * The encrypted drafts of this session's person on this session's patient: one store a session, opened at the first call. It
 * fails only where the code for it cannot be loaded; without storage the drafts are in memory and `memoryOnly` says why. Call
 * it after the first verdict: nothing before that needs drafts.
 */
export function sessionDrafts(access: Access): Promise<Drafts> {
  const present = opened.get(access);
  if (present !== undefined) return present;
  const opening = open(access);
  opened.set(access, opening);
  // A piece of code that did not load may load the next time.
  opening.catch(() => opened.delete(access));
  return opening;
}

async function open({ session, settings, clock }: Access): Promise<Drafts> {
  const { openDrafts } = await import('../../drafts/open-drafts.ts');
  const { base, patientId, user = '' } = session.connection;
  return openDrafts({
    owner: { issuer: base, patientId, user },
    clock,
    maxAgeMs: (settings.drafts?.hours ?? DRAFT_HOURS) * HOUR_MS,
  });
}

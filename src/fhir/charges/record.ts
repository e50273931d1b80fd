import { familyOf } from '../../ccm/families.ts';
import { assertSubject, type Carrier, isRefusal, mayTry, mayTryTransaction, save, type WriteTarget } from '../carriers.ts';
import type { EntryOutcome, RawResource } from '../client.ts';
import { conditionalCreate, createOnce, findOwn, findOwnResource, unlessRefused, writtenEntry } from '../create-once.ts';
import { FhirError, type FhirErrorKind, mayHaveActed } from '../fhir-error.ts';
import { textIn } from '../fields.ts';
import { chargeIdentifier, chargeItemOf } from './charge-item.ts';
import type { ChargeDraft, ChargeOutcome, StandingCharge } from './charge.ts';
import { otherCodings } from './other-coding.ts';
import { readChargeItem } from './read.ts';
import { updatePlannedCharge } from './update.ts';

/**
 * Writes a month's charges, brings planned ones of ours up to date, and says of each what became of it, in the order of the
 * drafts (base codes first). All in one transaction with conditional creates; without transactions one after the other,
 * stopping at the first failure. Called twice, from two tabs or after a lost answer it makes no second charge.
 *
 * Only one coding of a month can stand (CODE-15): the month's own charges are read afresh before anything is written, and
 * nothing is where another coding stands. They are read once more afterwards, since nothing in FHIR keeps two windows
 * from recording different codings at the same moment; then both are told.
 *
 * @throws FhirError where nothing was sent: `wrong-patient`, where the session ended, and where what stands could not be read.
 */
export async function recordCharges(target: WriteTarget, drafts: readonly ChargeDraft[]): Promise<readonly ChargeOutcome[]> {
  for (const draft of drafts) assertSubject(target.client, chargeItemOf(draft));
  if (!mayTry(target, { type: 'ChargeItem', interaction: 'create' }) || target.memory.dropped('charge', 'ChargeItem') !== undefined) {
    return drafts.map(({ code }) => ({ kind: 'not-stored', code }));
  }
  const standing = await otherCodings(target, drafts);
  if (standing.length > 0) return drafts.map(({ code }) => ({ kind: 'other-coding-stands', code, standing }));
  const outcomes = await recordAll(target, drafts);
  return toldOfOthers(outcomes, await othersSince(target, drafts, outcomes));
}

async function recordAll(target: WriteTarget, drafts: readonly ChargeDraft[]): Promise<readonly ChargeOutcome[]> {
  const outcomes = await recordNew(target, drafts);
  const updated: ChargeOutcome[] = [];
  for (const [index, outcome] of outcomes.entries()) {
    const draft = drafts[index];
    const planned = draft !== undefined && outcome.kind === 'already-there' && outcome.status === 'planned';
    updated.push(planned ? await updatePlannedCharge(target, draft, outcome) : outcome);
  }
  return updated;
}

// Once something is recorded, not being able to look again must not hide that it is.
async function othersSince(
  target: WriteTarget,
  drafts: readonly ChargeDraft[],
  outcomes: readonly ChargeOutcome[],
): Promise<readonly StandingCharge[]> {
  if (!outcomes.some((outcome) => 'reference' in outcome)) return [];
  try {
    return await otherCodings(target, drafts);
  } catch (error) {
    if (error instanceof FhirError) return [];
    throw error;
  }
}

function toldOfOthers(outcomes: readonly ChargeOutcome[], standing: readonly StandingCharge[]): readonly ChargeOutcome[] {
  if (standing.length === 0) return outcomes;
  return outcomes.map((outcome) => {
    if (!('reference' in outcome) || familyOf(outcome.code) === undefined) return outcome;
    return { kind: 'two-codings-stand', code: outcome.code, reference: outcome.reference, standing };
  });
}

async function recordNew(target: WriteTarget, drafts: readonly ChargeDraft[]): Promise<readonly ChargeOutcome[]> {
  const together = mayTryTransaction(target) ? await unlessRefused(target, recordTogether(target, drafts)) : null;
  return together ?? recordInTurn(target, drafts);
}

async function recordTogether(target: WriteTarget, drafts: readonly ChargeDraft[]): Promise<readonly ChargeOutcome[]> {
  const urns = new Map(drafts.map(({ code }, index) => [code, urnOf(index)]));
  const entry = drafts.map((draft) => {
    const base = draft.partOf === undefined ? undefined : urns.get(draft.partOf);
    const item = chargeItemOf(draft, base === undefined ? undefined : { reference: base });
    return { fullUrl: urns.get(draft.code), ...conditionalCreate(item, chargeIdentifier(draft)) };
  });
  try {
    const outcomes = await target.client.bundle(JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry }));
    return await Promise.all(drafts.map((draft, index) => entryOutcome(target, draft, outcomes[index])));
  } catch (error) {
    if (!(error instanceof FhirError) || isRefusal(error)) throw error;
    if (mayHaveActed(error) || error.kind === 'conflict') return Promise.all(drafts.map((draft) => look(target, draft, error)));
    if (error.kind !== 'rejected' && error.kind !== 'precondition-required') throw error;
    return drafts.map(({ code }) => ({ kind: 'rejected', code, issues: error.outcome ?? [] }));
  }
}

// Only unique inside one Bundle, and the server replaces them: nothing is gained by making them up anew each time.
function urnOf(index: number): string {
  return `urn:uuid:00000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`;
}

async function entryOutcome(target: WriteTarget, draft: ChargeDraft, entry: EntryOutcome | undefined): Promise<ChargeOutcome> {
  const { code } = draft;
  if (entry === undefined) return look(target, draft);
  try {
    const alreadyThere = entry.status === 200;
    const written = writtenEntry(entry, 'POST ChargeItem', alreadyThere);
    if (written === null || alreadyThere) return await look(target, draft, undefined, alreadyThere);
    return await proven(target, draft, written.reference);
  } catch (error) {
    if (!(error instanceof FhirError)) throw error;
    if (error.kind === 'conflict' || mayHaveActed(error)) return look(target, draft, error);
    return { kind: 'rejected', code, issues: error.outcome ?? [] };
  }
}

// The first charge of a session is read back: a server that keeps no identifier would take a second one the next time.
async function proven(target: WriteTarget, draft: ChargeDraft, reference: string): Promise<ChargeOutcome> {
  const { client, memory } = target;
  if (memory.proved('charge', 'ChargeItem')) return { kind: 'confirmed', code: draft.code, reference };
  try {
    const found = await client.read('ChargeItem', reference.split('/')[1] ?? '');
    if (keptCharge(draft, found)) memory.prove('charge', 'ChargeItem');
    else memory.drop('charge', 'ChargeItem');
  } catch (error) {
    if (!(error instanceof FhirError) || error.kind === 'session-expired') throw error;
  }
  return { kind: 'confirmed', code: draft.code, reference };
}

async function look(target: WriteTarget, draft: ChargeDraft, error?: FhirError, surely = false): Promise<ChargeOutcome> {
  const { code } = draft;
  try {
    const found = await findOwnResource(target.client, 'ChargeItem', chargeIdentifier(draft));
    if (found?.id !== undefined) return alreadyThere(code, found);
    if (error?.kind === 'conflict') return { kind: 'rejected', code, issues: error.outcome ?? [] };
    return { kind: 'unclear', code, looked: surely ? 'unknown' : 'absent', ...kindOf(error) };
  } catch (failure) {
    if (failure instanceof FhirError) return { kind: 'unclear', code, looked: 'unknown', ...kindOf(error) };
    throw failure;
  }
}

function kindOf(error: FhirError | undefined): { readonly error?: FhirErrorKind } {
  return error === undefined ? {} : { error: error.kind };
}

function alreadyThere(code: string, found: RawResource): ChargeOutcome {
  const status = textIn(found, 'status');
  return { kind: 'already-there', code, reference: `ChargeItem/${found.id ?? ''}`, ...(status === undefined ? {} : { status }) };
}

interface PlacedCharge {
  readonly draft: ChargeDraft;
  readonly base?: string;
}

const chargeCarrier: Carrier<PlacedCharge> = {
  topic: 'charge',
  name: 'ChargeItem',
  needs: [{ type: 'ChargeItem', interaction: 'create' }],
  resource: placed,
  find: (target, { draft }) => findOwn(target, 'ChargeItem', chargeIdentifier(draft)),
  write: (target, charge) => createOnce(target, placed(charge), chargeIdentifier(charge.draft)),
  kept: ({ draft }, reRead) => keptCharge(draft, reRead),
};

function placed({ draft, base }: PlacedCharge): RawResource {
  return chargeItemOf(draft, base === undefined || draft.partOf === undefined ? undefined : { reference: base, display: draft.partOf });
}

async function recordInTurn(target: WriteTarget, drafts: readonly ChargeDraft[]): Promise<readonly ChargeOutcome[]> {
  const outcomes: ChargeOutcome[] = [];
  for (const draft of drafts) {
    const last = outcomes.at(-1);
    if (last !== undefined && !('reference' in last)) {
      outcomes.push({ kind: last.kind === 'not-stored' ? 'not-stored' : 'not-sent', code: draft.code });
      continue;
    }
    const base = outcomes.find(({ code }) => code === draft.partOf);
    const reference = base !== undefined && 'reference' in base ? base.reference : undefined;
    outcomes.push(await recordOne(target, reference === undefined ? { draft } : { draft, base: reference }));
  }
  return outcomes;
}

async function recordOne(target: WriteTarget, charge: PlacedCharge): Promise<ChargeOutcome> {
  const { code } = charge.draft;
  const outcome = await save(target, [chargeCarrier], charge);
  switch (outcome.kind) {
    case 'stored':
      return outcome.alreadyThere ? look(target, charge.draft) : { kind: 'confirmed', code, reference: outcome.reference };
    case 'unclear':
      return { kind: 'unclear', code, looked: outcome.looked, error: outcome.error.kind };
    case 'conflict':
    case 'rejected':
      return { kind: 'rejected', code, issues: outcome.error.outcome ?? [] };
    case 'not-stored':
      return { kind: 'not-stored', code };
    default:
      return outcome satisfies never;
  }
}

function keptCharge(draft: ChargeDraft, reRead: RawResource): boolean {
  const [stored] = readChargeItem(reRead);
  return stored?.identifier === chargeIdentifier(draft).value && stored.code === draft.code && stored.units === draft.units;
}

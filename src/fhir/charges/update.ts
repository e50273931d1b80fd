import { assertSubject, mayTryTransaction, type WriteTarget } from '../carriers.ts';
import { unlessRefused, writtenEntry } from '../create-once.ts';
import { FhirError, mayHaveActed } from '../fhir-error.ts';
import { objectIn, textIn } from '../fields.ts';
import { type LosslessObject, parseLossless, toPlain, writeLossless } from '../lossless.ts';
import { chargeItemOf } from './charge-item.ts';
import type { ChargeDraft, ChargeOutcome } from './charge.ts';
import { readChargeItem } from './read.ts';

type AlreadyThere = Extract<ChargeOutcome, { kind: 'already-there' }>;

/**
 * Brings a planned charge of ours up to date with its version checked; notes are added to, what others put into it
 * stays. A charge that is no longer planned, or says all this already, is left alone: then `there` comes back.
 */
export async function updatePlannedCharge(target: WriteTarget, draft: ChargeDraft, there: AlreadyThere): Promise<ChargeOutcome> {
  const { client } = target;
  const { code } = draft;
  const id = there.reference.split('/')[1] ?? '';
  try {
    const { text, versionId } = await client.readText('ChargeItem', id);
    const present = parseLossless(text);
    const plain = toPlain(present);
    if (plain === undefined || textIn(plain, 'status') !== 'planned' || says(present, draft)) return there;
    assertSubject(client, plain);
    const version = textIn(objectIn(plain, 'meta'), 'versionId') ?? versionId;
    await put(target, id, writeLossless(updated(present, draft)), version);
    return { kind: 'confirmed', code, reference: there.reference };
  } catch (error) {
    if (!(error instanceof FhirError)) throw error;
    return explain(target, draft, there, error);
  }
}

const OURS = [
  'text',
  'definitionCanonical',
  'status',
  'context',
  'occurrencePeriod',
  'performer',
  'performingOrganization',
  'quantity',
  'enterer',
  'enteredDate',
  'reason',
  'supportingInformation',
] as const;

function updated(present: LosslessObject, draft: ChargeDraft): LosslessObject {
  const wanted = parseLossless(JSON.stringify(chargeItemOf(draft)));
  const notes = [present['note'], wanted['note']].flatMap((list) => (Array.isArray(list) ? list : []));
  const changes = OURS.flatMap((key) => (wanted[key] === undefined ? [] : [[key, wanted[key]] as const]));
  return { ...present, ...Object.fromEntries(changes), note: notes };
}

function says(present: LosslessObject, draft: ChargeDraft): boolean {
  const plain = toPlain(present);
  const [stored] = plain === undefined ? [] : readChargeItem(plain);
  const notes = Array.isArray(present['note']) ? present['note'] : [];
  return stored?.status === draft.status && stored.units === draft.units && notes.some((note) => textIn(note, 'text') === draft.basis);
}

async function put(target: WriteTarget, id: string, text: string, version: string | undefined): Promise<void> {
  const inBundle = mayTryTransaction(target) ? await unlessRefused(target, putInTransaction(target, id, text, version)) : null;
  if (inBundle !== null) return;
  await target.client.updateText('ChargeItem', id, text, version === undefined ? {} : { ifMatch: version });
}

async function putInTransaction({ client }: WriteTarget, id: string, text: string, version: string | undefined): Promise<true> {
  const url = `ChargeItem/${id}`;
  const request = { method: 'PUT', url, ...(version === undefined ? {} : { ifMatch: `W/"${version}"` }) };
  const fullUrl = JSON.stringify(`${client.connection.base}/${url}`);
  const entry = `{"fullUrl":${fullUrl},"resource":${text},"request":${JSON.stringify(request)}}`;
  const [outcome] = await client.bundle(`{"resourceType":"Bundle","type":"transaction","entry":[${entry}]}`);
  if (outcome === undefined) throw new FhirError('unreadable', 'PUT ChargeItem');
  writtenEntry(outcome, 'PUT ChargeItem', false);
  return true;
}

async function explain(target: WriteTarget, draft: ChargeDraft, there: AlreadyThere, error: FhirError): Promise<ChargeOutcome> {
  const { code } = draft;
  const rejected: ChargeOutcome = { kind: 'rejected', code, issues: error.outcome ?? [] };
  if (!mayHaveActed(error) && error.kind !== 'conflict') {
    if (error.kind === 'session-expired' || error.kind === 'wrong-patient' || error.kind === 'foreign-url') throw error;
    return rejected;
  }
  try {
    const { text } = await target.client.readText('ChargeItem', there.reference.split('/')[1] ?? '');
    if (says(parseLossless(text), draft)) return { kind: 'confirmed', code, reference: there.reference };
    return error.kind === 'conflict' ? rejected : { kind: 'unclear', code, looked: 'absent', error: error.kind };
  } catch (failure) {
    if (failure instanceof FhirError) return { kind: 'unclear', code, looked: 'unknown', error: error.kind };
    throw failure;
  }
}

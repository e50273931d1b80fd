import type { Reference } from '../../ccm/chart.ts';
import { assertSubject, isRefusal, mayTry, type WriteTarget } from '../carriers.ts';
import { FhirError, mayHaveActed } from '../fhir-error.ts';
import { objectIn, textIn } from '../fields.ts';
import { parseLossless, toPlain, writeLossless } from '../lossless.ts';
import { baseCodeOf } from './charge-item.ts';
import type { StoredCharge } from './charge.ts';
import { closed, type Closer } from './change.ts';
import { asItShouldBe, putChange } from './in-turn.ts';
import type { StepOutcome } from './outcome.ts';
import { chargesNow, ownOfMonth } from './own-charges.ts';
import { readChargeItem } from './read.ts';
import { isStanding } from './standing.ts';

/** A charge that a person takes back. */
export interface Withdrawal extends Closer {
  readonly reference: Reference;
  /** `entered-in-error`: it should never have been; `aborted`: planned and given up; `not-billable`: right when made, not to be billed. */
  readonly as: 'entered-in-error' | 'aborted' | 'not-billable';
  /** A sentence, for the note. */
  readonly reason: string;
}

export type WithdrawalOutcome =
  | Exclude<StepOutcome, { kind: 'already-there' | 'not-sent' }>
  /** Not this app's, billed, or in a status from which it cannot be taken back so. Nothing was sent. */
  | { readonly kind: 'not-ours-to-take-back'; readonly reference: Reference; readonly status: string }
  /** Add-ons of it stand, and would stand without a base. Nothing was sent. */
  | { readonly kind: 'add-ons-stand'; readonly reference: Reference; readonly codes: readonly string[] };

/**
 * Takes one own charge back, with its version checked: planned or billable ones, and closed ones as entered in error. A charge that
 * is billed is never written to. An add-on goes before its base.
 *
 * @throws FhirError `wrong-patient`, and where the charge could not be read.
 */
export async function withdrawCharge(target: WriteTarget, withdrawal: Withdrawal): Promise<WithdrawalOutcome> {
  const { reference, as, reason } = withdrawal;
  const id = reference.split('/')[1] ?? '';
  const { text, versionId } = await target.client.readText('ChargeItem', id);
  const present = parseLossless(text);
  const plain = toPlain(present);
  const [charge] = plain === undefined ? [] : readChargeItem(plain);
  if (plain === undefined || charge === undefined) return { kind: 'not-ours-to-take-back', reference, status: 'unknown' };
  assertSubject(target.client, plain);
  if (charge.own && charge.status === as) return { kind: 'confirmed', reference };
  if (!charge.own || !mayBecome(charge.status, as)) return { kind: 'not-ours-to-take-back', reference, status: charge.status };
  const codes = isStanding(charge) ? await addOnsOf(target, charge) : [];
  if (codes.length > 0) return { kind: 'add-ons-stand', reference, codes };
  const version = textIn(objectIn(plain, 'meta'), 'versionId') ?? versionId;
  return put(target, withdrawal, { kind: 'ready', id, text: writeLossless(closed(present, as, reason, withdrawal)), version });
}

function mayBecome(status: string, as: Withdrawal['as']): boolean {
  switch (as) {
    case 'entered-in-error':
      return status === 'planned' || status === 'billable' || status === 'not-billable' || status === 'aborted';
    case 'aborted':
      return status === 'planned';
    case 'not-billable':
      return status === 'planned' || status === 'billable';
    default:
      return as satisfies never;
  }
}

async function addOnsOf(target: WriteTarget, { code, month = '' }: StoredCharge): Promise<readonly string[]> {
  if (baseCodeOf(code) !== undefined) return [];
  const now = await chargesNow(target);
  if (now?.complete === false) throw new FhirError('unreadable', 'search ChargeItem');
  const own = ownOfMonth(now?.charges ?? [], target.client.connection.patientId, month);
  const twinStands = own.filter((one) => one.code === code && isStanding(one)).length > 1;
  return twinStands ? [] : own.filter((one) => baseCodeOf(one.code) === code && isStanding(one)).map((one) => one.code);
}

type Ready = Parameters<typeof putChange>[1];

async function put(target: WriteTarget, withdrawal: Withdrawal, ready: Ready): Promise<WithdrawalOutcome> {
  const { reference } = withdrawal;
  if (!mayTry(target, UPDATE)) return { kind: 'not-stored', resource: asItShouldBe(ready), reference };
  try {
    const now = await putChange(target, ready);
    const isDone = now === null || textIn(now, 'status') === withdrawal.as;
    return isDone
      ? { kind: 'confirmed', reference }
      : await look(target, withdrawal, ready.id, new FhirError('unreadable', 'PUT ChargeItem'));
  } catch (error) {
    if (!(error instanceof FhirError)) throw error;
    if (isRefusal(error)) {
      target.memory.refuse(UPDATE);
      return { kind: 'not-stored', resource: asItShouldBe(ready), reference };
    }
    if (mayHaveActed(error) || error.kind === 'conflict') return look(target, withdrawal, ready.id, error);
    if (error.kind === 'rejected' || error.kind === 'precondition-required')
      return { kind: 'rejected', issues: error.outcome ?? [], reference };
    return { kind: 'failed', error: error.kind, reference };
  }
}

const UPDATE = { type: 'ChargeItem', interaction: 'update' } as const;

async function look(target: WriteTarget, { reference, as }: Withdrawal, id: string, error: FhirError): Promise<WithdrawalOutcome> {
  try {
    const status = textIn(await target.client.read('ChargeItem', id), 'status') ?? 'unknown';
    if (status === as) return { kind: 'confirmed', reference };
    if (error.kind === 'conflict') return { kind: 'changed', reference, status };
    return { kind: 'unclear', looked: 'absent', error: error.kind, reference };
  } catch (failure) {
    if (failure instanceof FhirError) return { kind: 'unclear', looked: 'unknown', error: error.kind, reference };
    throw failure;
  }
}

import type { Instant } from '../../ccm/chart.ts';
import { assertSubject, type WriteTarget } from '../carriers.ts';
import type { RawResource } from '../client.ts';
import { objectIn, textIn } from '../fields.ts';
import { type LosslessObject, parseLossless, toPlain, writeLossless } from '../lossless.ts';
import type { Named } from '../time/entry.ts';
import { chargeItemOf } from './charge-item.ts';
import type { ChargeDraft, StoredCharge } from './charge.ts';
import { readChargeItem } from './read.ts';
import { says } from './standing.ts';
import type { ChargeStep, ClosingStep } from './steps.ts';

/** A step that changes a charge which stands in the EHR. */
export type ChangeStep = Extract<ChargeStep, { kind: 'update' | 'sign-off' }> | ClosingStep;

/** Who closes the month, and when. */
export interface Closer {
  readonly by: Named;
  readonly at: Instant;
}

/** The base charge that an add-on is to name: a reference, or a `urn:uuid` inside a transaction. */
export interface Place {
  readonly reference: string;
  readonly display?: string;
}

export type Prepared =
  | { readonly kind: 'ready'; readonly id: string; readonly text: string; readonly version: string | undefined }
  /** It is so already. */
  | { readonly kind: 'done' }
  /** Somebody changed it since it was looked at, billing for one: it is not for us to touch unseen. */
  | { readonly kind: 'changed'; readonly status: string };

export function isChange(step: ChargeStep): step is ChangeStep {
  return step.kind === 'update' || step.kind === 'sign-off' || isClosing(step);
}

export function isClosing(step: ChargeStep): step is ClosingStep {
  return step.kind === 'supersede' || step.kind === 'abort' || step.kind === 'withdraw';
}

/** The status that a step is to leave. */
export function statusAfter(step: ChangeStep): 'planned' | 'billable' | 'not-billable' | 'aborted' {
  if (!isClosing(step)) return step.draft.status;
  return step.kind === 'abort' ? 'aborted' : 'not-billable';
}

/**
 * Reads the charge once more and makes the text to put in its place: what others put into it stays, notes are added to.
 *
 * @throws FhirError as the client does, and `wrong-patient`.
 */
export async function prepare(target: WriteTarget, step: ChangeStep, closer: Closer, base?: Place): Promise<Prepared> {
  const { text, versionId } = await target.client.readText('ChargeItem', idOf(step.there));
  const present = parseLossless(text);
  const plain = toPlain(present);
  const [now] = plain === undefined ? [] : readChargeItem(plain);
  if (plain === undefined || now === undefined) return { kind: 'changed', status: 'unknown' };
  assertSubject(target.client, plain);
  if (isDone(step, plain, base)) return { kind: 'done' };
  const { identifier, status, units } = step.there;
  if (now.status !== status || now.identifier !== identifier || now.units !== units) return { kind: 'changed', status: now.status };
  const next = isClosing(step) ? closed(present, statusAfter(step), step.note, closer) : updated(present, step.draft, base);
  const version = textIn(objectIn(plain, 'meta'), 'versionId') ?? versionId;
  return { kind: 'ready', id: idOf(step.there), text: writeLossless(next), version };
}

/** Whether the resource is as the step is to leave it; without `base` whatever charge it is part of. */
export function isDone(step: ChangeStep, resource: RawResource, base?: Place): boolean {
  const [now] = readChargeItem(resource);
  if (now === undefined) return false;
  if (isClosing(step)) return now.status === statusAfter(step);
  return says(now, step.draft) && (base === undefined || now.partOf?.endsWith(base.reference) === true);
}

export function idOf({ reference }: Pick<StoredCharge, 'reference'>): string {
  return reference.split('/')[1] ?? '';
}

/** The charge in another status, with a note of who said so and why. */
export function closed(present: LosslessObject, status: string, note: string, { by, at }: Closer): LosslessObject {
  const added = parseLossless(JSON.stringify({ authorReference: { ...by }, time: at, text: note }));
  return { ...present, status, note: [...listOf(present['note']), added] };
}

const OURS = [
  'text',
  'definitionCanonical',
  'status',
  'partOf',
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

function updated(present: LosslessObject, draft: ChargeDraft, base: Place | undefined): LosslessObject {
  const wanted = parseLossless(JSON.stringify(chargeItemOf(draft, base)));
  const changes = OURS.flatMap((key) => (wanted[key] === undefined ? [] : [[key, wanted[key]] as const]));
  return { ...present, ...Object.fromEntries(changes), note: [...listOf(present['note']), ...listOf(wanted['note'])] };
}

function listOf(value: LosslessObject[string] | undefined): readonly LosslessObject[string][] {
  return Array.isArray(value) ? value : [];
}

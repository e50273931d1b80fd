import { assertSubject, isRefusal, mayTry, mayTryTransaction, type Written, type WriteTarget } from '../carriers.ts';
import type { RawResource } from '../client.ts';
import { conditionalCreate, createOnce, findOwn, unlessRefused, writtenEntry, writtenResource } from '../create-once.ts';
import { FhirError, mayHaveActed } from '../fhir-error.ts';
import { textIn } from '../fields.ts';
import { parseLossless, toPlain } from '../lossless.ts';
import { identifierQuery } from '../naming.ts';
import { type ChangeStep, type Closer, isChange, isDone, type Place, type Prepared, prepare } from './change.ts';
import { chargeIdentifier, chargeItemOf } from './charge-item.ts';
import type { ChargeDraft } from './charge.ts';
import { lookAt } from './look.ts';
import { isSettled, referenceOf, type StepOutcome, type StepResult } from './outcome.ts';
import { proved } from './proof.ts';
import { isStanding } from './standing.ts';
import { type ChargeStep, codeOf } from './steps.ts';
import { asItStands, putEntry } from './together.ts';

/**
 * Takes the steps one after the other and stops at the first that fails. A charge that replaces another stands before the
 * other goes, so that at no moment the month's work is billed by none. Gives the results in the order of the steps.
 */
export async function takeInTurn(target: WriteTarget, steps: readonly ChargeStep[], closer: Closer): Promise<readonly StepResult[]> {
  const results: StepResult[] = [];
  let isStopped = false;
  for (const step of steps) {
    const isHeld: boolean = isStopped && (step.kind === 'create' || isChange(step));
    const outcome: StepOutcome = isHeld ? { kind: 'not-sent', ...referenceOf(step) } : await take(target, step, results, closer);
    isStopped ||= !isSettled(outcome);
    results.push({ step, outcome });
  }
  return results;
}

async function take(target: WriteTarget, step: ChargeStep, before: readonly StepResult[], closer: Closer): Promise<StepOutcome> {
  try {
    if (step.kind === 'create') return await createOne(target, step, baseOf(step.draft, before));
    if (!isChange(step)) return asItStands(step);
    return await changeOne(target, step, closer, 'draft' in step ? baseOf(step.draft, before) : undefined);
  } catch (error) {
    // What an earlier step wrote must be told whatever stops the later ones.
    if (error instanceof FhirError) return { kind: 'failed', error: error.kind, ...referenceOf(step) };
    throw error;
  }
}

function baseOf({ partOf }: ChargeDraft, before: readonly StepResult[]): Place | undefined {
  const base = partOf === undefined ? undefined : before.find(({ step }) => codeOf(step) === partOf)?.outcome;
  return base?.reference === undefined || partOf === undefined ? undefined : { reference: base.reference, display: partOf };
}

async function createOne(
  target: WriteTarget,
  step: Extract<ChargeStep, { kind: 'create' }>,
  base: Place | undefined,
): Promise<StepOutcome> {
  const item = chargeItemOf(step.draft, base);
  assertSubject(target.client, item);
  try {
    const written = await createUnlessThere(target, item, chargeIdentifier(step.draft));
    const { reference, status = step.draft.status } = written;
    // A condition that the server held may have given back what stood there, with an answer like that to a new one.
    if (status !== step.draft.status) return { kind: isStanding({ status }) ? 'already-there' : 'changed', reference, status };
    if (written.alreadyThere) return await lookAt(target, step, undefined, 'surely');
    await proved(target, step.draft, reference);
    return { kind: 'confirmed', reference };
  } catch (error) {
    if (!(error instanceof FhirError)) throw error;
    if (isRefusal(error)) {
      target.memory.refuse({ type: 'ChargeItem', interaction: 'create' });
      return { kind: 'not-stored', resource: item };
    }
    return afterError(target, step, error);
  }
}

type Identifier = ReturnType<typeof chargeIdentifier>;

/** `status`: what the EHR gave back says, where it gave something back. */
type Created = Written & { readonly status?: string };

async function createUnlessThere(target: WriteTarget, item: RawResource, identifier: Identifier): Promise<Created> {
  if (mayTryTransaction(target)) return createOnce(target, item, identifier);
  if (target.capabilities.batch === 'yes') {
    const { resource, request } = conditionalCreate(item, identifier);
    const answer = await unlessRefused(target, sendAlone(target, JSON.stringify({ resource, request }), 'POST ChargeItem', 'batch'));
    if (answer !== null) return answer.written ?? unreadable('POST ChargeItem');
  }
  const takesCondition = target.capabilities.conditionalCreate?.('ChargeItem') === 'yes';
  if (!takesCondition) return createOnce(target, item, identifier);
  return (await found(target, identifier)) ?? createUnderCondition(target, item, identifier);
}

/** By header. A browser that may not send that header says the same as a lost connection: only where nothing is there by then it goes without. */
async function createUnderCondition(target: WriteTarget, item: RawResource, identifier: Identifier): Promise<Created> {
  const { client } = target;
  try {
    const ifNoneExist = identifierQuery(identifier.system, identifier.value);
    const made = await client.create(item, { ifNoneExist });
    const status = textIn(made, 'status');
    return { ...writtenResource(made, false), ...(status === undefined ? {} : { status }) };
  } catch (error) {
    if (!(error instanceof FhirError) || error.kind !== 'network') throw error;
    const there = await findOwn(target, 'ChargeItem', identifier).catch(() => Promise.reject(error));
    return there ?? writtenResource(await client.create(item), false);
  }
}

async function found(target: WriteTarget, identifier: Identifier): Promise<Written | null> {
  const need = { type: 'ChargeItem', interaction: 'search' } as const;
  return mayTry(target, need) ? findOwn(target, 'ChargeItem', identifier) : null;
}

async function changeOne(target: WriteTarget, step: ChangeStep, closer: Closer, base: Place | undefined): Promise<StepOutcome> {
  const { reference } = step.there;
  const prepared = await prepare(target, step, closer, base);
  if (prepared.kind === 'changed') return { kind: 'changed', reference, status: prepared.status };
  if (prepared.kind === 'done') return { kind: 'confirmed', reference };
  if (!mayTry(target, UPDATE)) return { kind: 'not-stored', resource: asItShouldBe(prepared), reference };
  try {
    const now = await putChange(target, prepared);
    // An answer that held no charge makes the client read what stands, which may be the charge as it was.
    if (now !== null && !isDone(step, now)) return await lookAt(target, step, new FhirError('unreadable', 'PUT ChargeItem'));
    return { kind: 'confirmed', reference };
  } catch (error) {
    if (!(error instanceof FhirError)) throw error;
    if (isRefusal(error)) {
      target.memory.refuse(UPDATE);
      return { kind: 'not-stored', resource: asItShouldBe(prepared), reference };
    }
    return afterError(target, step, error);
  }
}

const UPDATE = { type: 'ChargeItem', interaction: 'update' } as const;

/** The resource with the change in it, for a person to make by hand. */
export function asItShouldBe({ text }: Extract<Prepared, { kind: 'ready' }>): RawResource {
  return toPlain(parseLossless(text)) ?? { resourceType: 'ChargeItem' };
}

/** Puts a charge's new text in its place, its version checked where it has one; in a Bundle of one entry where the EHR takes such, since those need no header. Gives what stands there then, where that is known. */
export async function putChange(target: WriteTarget, prepared: Extract<Prepared, { kind: 'ready' }>): Promise<RawResource | null> {
  const { id, text, version } = prepared;
  const kind = mayTryTransaction(target) ? 'transaction' : target.capabilities.batch === 'yes' ? 'batch' : null;
  if (kind !== null) {
    const answer = await unlessRefused(target, sendAlone(target, putEntry(target, prepared), 'PUT ChargeItem', kind));
    if (answer !== null) return null;
  }
  return target.client.updateText('ChargeItem', id, text, version === undefined ? {} : { ifMatch: version });
}

type Answered = { readonly written: Written | null };

async function sendAlone(target: WriteTarget, entry: string, what: string, kind: 'transaction' | 'batch'): Promise<Answered> {
  const [answer] = await target.client.bundle(`{"resourceType":"Bundle","type":"${kind}","entry":[${entry}]}`);
  return { written: answer === undefined ? unreadable(what) : writtenEntry(answer, what, answer.status === 200) };
}

function unreadable(what: string): never {
  throw new FhirError('unreadable', what);
}

async function afterError(target: WriteTarget, step: ChargeStep, error: FhirError): Promise<StepOutcome> {
  if (mayHaveActed(error) || error.kind === 'conflict') return lookAt(target, step, error);
  if (error.kind !== 'rejected' && error.kind !== 'precondition-required') throw error;
  return { kind: 'rejected', issues: error.outcome ?? [], ...referenceOf(step) };
}

import type { WriteTarget } from '../carriers.ts';
import { findOwnResource } from '../create-once.ts';
import { FhirError, type FhirErrorKind } from '../fhir-error.ts';
import { textIn } from '../fields.ts';
import { idOf, isChange, isDone } from './change.ts';
import { chargeIdentifier } from './charge-item.ts';
import { referenceOf, type StepOutcome } from './outcome.ts';
import { isStanding } from './standing.ts';
import type { ChargeStep } from './steps.ts';

/**
 * What the EHR says became of a step whose answer did not tell. Writes nothing.
 *
 * @param error what came in place of an answer; a conflict means that it was not done
 * @param knowing `surely`: the server said that it is there; `undone`: another part failed, so it may be or not
 */
export async function lookAt(
  target: WriteTarget,
  step: ChargeStep,
  error?: FhirError,
  knowing?: 'surely' | 'undone',
): Promise<StepOutcome> {
  try {
    return step.kind === 'create' ? await lookForNew(target, step, error, knowing) : await lookAtChanged(target, step, error, knowing);
  } catch (failure) {
    if (!(failure instanceof FhirError)) throw failure;
    return { kind: 'unclear', looked: 'unknown', ...kindOf(error), ...referenceOf(step) };
  }
}

async function lookForNew(
  target: WriteTarget,
  { draft }: Extract<ChargeStep, { kind: 'create' }>,
  error: FhirError | undefined,
  knowing: 'surely' | 'undone' | undefined,
): Promise<StepOutcome> {
  const found = await findOwnResource(target.client, 'ChargeItem', chargeIdentifier(draft));
  if (found?.id !== undefined) {
    const status = textIn(found, 'status') ?? 'unknown';
    return { kind: isStanding({ status }) ? 'already-there' : 'changed', reference: `ChargeItem/${found.id}`, status };
  }
  if (error?.kind === 'conflict') return { kind: 'rejected', issues: error.outcome ?? [] };
  if (knowing === 'undone') return { kind: 'not-sent' };
  return { kind: 'unclear', looked: knowing === 'surely' ? 'unknown' : 'absent', ...kindOf(error) };
}

async function lookAtChanged(
  target: WriteTarget,
  step: Exclude<ChargeStep, { kind: 'create' }>,
  error: FhirError | undefined,
  knowing: 'surely' | 'undone' | undefined,
): Promise<StepOutcome> {
  const { reference, status } = step.there;
  const now = await target.client.read('ChargeItem', idOf(step.there));
  if (isChange(step) && isDone(step, now)) return { kind: 'confirmed', reference };
  const present = textIn(now, 'status') ?? 'unknown';
  if (error?.kind === 'conflict' || present !== status) return { kind: 'changed', reference, status: present };
  if (knowing === 'undone') return { kind: 'not-sent', reference };
  return { kind: 'unclear', looked: 'absent', ...kindOf(error), reference };
}

function kindOf(error: FhirError | undefined): { readonly error?: FhirErrorKind } {
  return error === undefined ? {} : { error: error.kind };
}

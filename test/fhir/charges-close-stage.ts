import type { WriteTarget } from '../../src/fhir/carriers.ts';
import { readCharges, type ChargeDraft } from '../../src/fhir/charges.ts';
import { closeCharges, type Closed } from '../../src/fhir/charges/close.ts';
import { codeOf } from '../../src/fhir/charges/steps.ts';
import { aChargeDraft, type aStage, MD, storedIn } from '../builders/writes.ts';

export const ADD_ON = aChargeDraft({ code: '99439', partOf: '99490' });
export const COMPLEX = aChargeDraft({ code: '99487', totals: '62 min clinical staff' });
export const AT = '2026-11-02T09:00:00-05:00';

export function close(target: WriteTarget, drafts: readonly ChargeDraft[], by = MD): Promise<Closed> {
  return closeCharges(target, { month: '2026-10', drafts, by, at: AT });
}

/** `create 99490 confirmed`, for each step. */
export function told({ results }: Closed): readonly string[] {
  return results.map(({ step, outcome }) => `${step.kind} ${codeOf(step)} ${outcome.kind}`);
}

export function outcomesOf({ results }: Closed) {
  return results.map(({ outcome }) => outcome);
}

type Stored = Awaited<ReturnType<typeof aStage>>['ehr'];

/** Code, status and units of every charge in the EHR. */
export function held(ehr: Stored): readonly string[] {
  return readCharges(storedIn(ehr, 'ChargeItem')).map(({ code, status, units }) => `${code} ${status} ${units}`);
}

export function withoutTransactions(target: WriteTarget): WriteTarget {
  target.memory.refuseTransactions();
  return target;
}

/** Neither transactions nor batches: every condition goes in a header. */
function withoutBundles(target: WriteTarget): WriteTarget {
  return { ...withoutTransactions(target), capabilities: { ...target.capabilities, batch: 'no' } };
}

export const WAYS = [
  ['transactions', (target: WriteTarget) => target],
  ['batches alone', withoutTransactions],
  ['no Bundles', withoutBundles],
] as const;

import type { ServiceMonth } from '../../ccm/chart.ts';
import { familyOf } from '../../ccm/families.ts';
import { assertSubject, mayTry, mayTryTransaction, type WriteTarget } from '../carriers.ts';
import { unlessRefused } from '../create-once.ts';
import { FhirError } from '../fhir-error.ts';
import { type Closer, isChange, isClosing, prepare } from './change.ts';
import { chargeItemOf } from './charge-item.ts';
import type { ChargeDraft, StandingCharge, StoredCharge } from './charge.ts';
import { asItShouldBe, takeInTurn } from './in-turn.ts';
import { isSettled, referenceOf, type StepOutcome, type StepResult } from './outcome.ts';
import { chargesNow, ownOfMonth } from './own-charges.ts';
import { isStanding } from './standing.ts';
import { chargeSteps, type ChargeStep, type ClosingStep, codeOf } from './steps.ts';
import { asItStands, takeTogether } from './together.ts';

/** A close as a person decided it. */
export interface Close extends Closer {
  readonly month: ServiceMonth;
  /** Base codes first; empty calls off what is not billed. */
  readonly drafts: readonly ChargeDraft[];
  /** For the notes of what is called off; a sentence. */
  readonly why?: string;
}

export interface Closed {
  /** One a step, in the order in which they were taken; the drafts by themselves where nothing could be planned. */
  readonly results: readonly StepResult[];
  /** Own charges of the month that stand and should not: a billed one of another coding, or what somebody recorded at the same moment. */
  readonly standing: readonly StandingCharge[];
}

/**
 * Brings the month's own charges in the EHR to what was decided, and says of each what became of it. What stands is read
 * afresh first, so that done twice, from two tabs or after a lost answer, it makes no second charge; nothing billed is
 * written to. All in one transaction where the EHR takes them, else one after the other, stopping at the first failure.
 *
 * Only one coding of a month can stand (CODE-15): beside a billed one of another family nothing is written. The month is
 * read once more afterwards, since nothing in FHIR keeps two windows from recording different codings at the same moment.
 *
 * @throws FhirError where nothing was sent: `wrong-patient`, and where what stands could not be read in full.
 */
export async function closeCharges(target: WriteTarget, close: Close): Promise<Closed> {
  const { drafts, month, why } = close;
  for (const draft of drafts) assertSubject(target.client, chargeItemOf(draft));
  if (drafts.length > 0 && !takesCharges(target)) return { results: drafts.map(notStored), standing: [] };
  const { steps, inTheWay } = chargeSteps(await ownNow(target, month), drafts, why);
  if (inTheWay.length > 0) return { results: [...unchanged(steps), ...notSent(drafts)], standing: inTheWay };
  if (!steps.some(isWrite)) return { results: unchanged(steps), standing: [] };
  if (leavesTwoCodings(target, steps)) return { results: await heldForWantOfUpdate(target, steps, close), standing: [] };
  const results = await take(target, steps, close);
  return afterwards(target, close, results);
}

function takesCharges(target: WriteTarget): boolean {
  return mayTry(target, { type: 'ChargeItem', interaction: 'create' }) && target.memory.dropped('charge', 'ChargeItem') === undefined;
}

async function ownNow(target: WriteTarget, month: ServiceMonth): Promise<readonly StoredCharge[]> {
  const now = await chargesNow(target);
  if (now?.complete === false) throw new FhirError('unreadable', 'search ChargeItem');
  return ownOfMonth(now?.charges ?? [], target.client.connection.patientId, month);
}

function isWrite(step: ChargeStep): boolean {
  return step.kind === 'create' || isChange(step);
}

function unchanged(steps: readonly ChargeStep[]): readonly StepResult[] {
  return steps.map((step) => ({ step, outcome: asItStands(step) }));
}

function notSent(drafts: readonly ChargeDraft[]): readonly StepResult[] {
  return drafts.map((draft) => ({ step: { kind: 'create', draft }, outcome: { kind: 'not-sent' } }));
}

function notStored(draft: ChargeDraft): StepResult {
  return { step: { kind: 'create', draft }, outcome: { kind: 'not-stored', resource: chargeItemOf(draft) } };
}

const UPDATE = { type: 'ChargeItem', interaction: 'update' } as const;

// A new coding beside an old one that cannot be taken back would be billed twice.
function leavesTwoCodings(target: WriteTarget, steps: readonly ChargeStep[]): boolean {
  return !mayTry(target, UPDATE) && steps.some(({ kind }) => kind === 'create') && steps.some(({ kind }) => kind === 'supersede');
}

function heldForWantOfUpdate(target: WriteTarget, steps: readonly ChargeStep[], closer: Closer): Promise<readonly StepResult[]> {
  return Promise.all(
    steps.map(async (step): Promise<StepResult> => {
      if (isClosing(step)) return { step, outcome: await toCorrectByHand(target, step, closer) };
      return { step, outcome: isWrite(step) ? { kind: 'not-sent', ...referenceOf(step) } : asItStands(step) };
    }),
  );
}

async function toCorrectByHand(target: WriteTarget, step: ClosingStep, closer: Closer): Promise<StepOutcome> {
  const { reference } = step.there;
  try {
    const prepared = await prepare(target, step, closer);
    if (prepared.kind === 'ready') return { kind: 'not-stored', resource: asItShouldBe(prepared), reference };
    return prepared.kind === 'done' ? { kind: 'confirmed', reference } : { kind: 'changed', reference, status: prepared.status };
  } catch (error) {
    if (error instanceof FhirError) return { kind: 'failed', error: error.kind, reference };
    throw error;
  }
}

async function take(target: WriteTarget, steps: readonly ChargeStep[], closer: Closer): Promise<readonly StepResult[]> {
  const mayPut = mayTry(target, UPDATE) || !steps.some(isChange);
  const together = mayPut && mayTryTransaction(target) ? await unlessRefused(target, takeTogether(target, steps, closer)) : null;
  return together ?? takeInTurn(target, steps, closer);
}

/** Looks for what was recorded at the same moment: a twin of one of these charges is closed by either, another coding is told. */
async function afterwards(target: WriteTarget, close: Close, results: readonly StepResult[]): Promise<Closed> {
  const { drafts, month } = close;
  if (drafts.length === 0 || !results.some(({ outcome }) => isSettled(outcome))) return { results, standing: [] };
  try {
    const own = await ownNow(target, month);
    const twins = chargeSteps(own, drafts).steps.filter(
      (step) => step.kind === 'supersede' && drafts.some(({ code }) => code === codeOf(step)),
    );
    const mended = twins.length === 0 ? [] : await takeInTurn(target, twins, close);
    const families = new Set(drafts.map(({ code }) => familyOf(code)));
    const others = own.filter(
      (charge) => isStanding(charge) && familyOf(charge.code) !== undefined && !families.has(familyOf(charge.code)),
    );
    return { results: [...results, ...mended], standing: others.map(({ code, reference, status }) => ({ code, reference, status })) };
  } catch (error) {
    // Once something is recorded, not being able to look again must not hide that it is.
    if (error instanceof FhirError) return { results, standing: [] };
    throw error;
  }
}

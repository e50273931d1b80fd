import { isRefusal, type WriteTarget } from '../carriers.ts';
import type { EntryOutcome } from '../client.ts';
import { conditionalCreate, writtenEntry } from '../create-once.ts';
import { FhirError, type FhirErrorKind, mayHaveActed } from '../fhir-error.ts';
import { type ChangeStep, type Closer, isChange, type Place, type Prepared, prepare } from './change.ts';
import { chargeIdentifier, chargeItemOf } from './charge-item.ts';
import { lookAt } from './look.ts';
import { referenceOf, type StepOutcome, type StepResult } from './outcome.ts';
import { proved } from './proof.ts';
import { type ChargeStep, codeOf } from './steps.ts';

/** One entry of the transaction and the step it does. */
interface Part {
  readonly step: ChargeStep;
  readonly entry: string;
}

/**
 * Takes all steps in one transaction: new charges by conditional creates, changes with their versions checked. Where the
 * answer does not tell, the EHR is looked at. Gives the results in the order of the steps.
 *
 * @throws FhirError where the transaction as such was refused, so that another way is to be tried: nothing was written.
 */
export async function takeTogether(target: WriteTarget, steps: readonly ChargeStep[], closer: Closer): Promise<readonly StepResult[]> {
  const urns = new Map(steps.flatMap((step, index) => (step.kind === 'create' ? [[codeOf(step), urnOf(index)] as const] : [])));
  const changes = steps.filter(isChange);
  const prepared = new Map<ChargeStep, Readied>(
    await Promise.all(changes.map(async (step) => [step, await readied(target, step, closer, placeOf(step, steps, urns))] as const)),
  );
  if ([...prepared.values()].some(({ kind }) => kind === 'changed' || kind === 'failed')) {
    return steps.map((step) => ({ step, outcome: heldBack(step, prepared) }));
  }
  const parts = steps.flatMap((step) => partsOf(target, step, steps, urns, prepared));
  const answers = parts.length === 0 ? new Map<ChargeStep, StepOutcome>() : await send(target, parts);
  return steps.map((step) => ({ step, outcome: answers.get(step) ?? asItStands(step) }));
}

type Readied = Prepared | { readonly kind: 'failed'; readonly error: FhirErrorKind };

// A failure to read says nothing of transactions, so it must not be taken for the refusal of one.
async function readied(target: WriteTarget, step: ChangeStep, closer: Closer, place: Place | undefined): Promise<Readied> {
  try {
    return await prepare(target, step, closer, place);
  } catch (error) {
    if (error instanceof FhirError) return { kind: 'failed', error: error.kind };
    throw error;
  }
}

// Only unique inside one Bundle, and the server replaces them: nothing is gained by making them up anew each time.
function urnOf(index: number): string {
  return `urn:uuid:00000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`;
}

function placeOf(step: ChargeStep, steps: readonly ChargeStep[], urns: ReadonlyMap<string, string>): Place | undefined {
  const partOf = 'draft' in step ? step.draft.partOf : undefined;
  if (partOf === undefined) return undefined;
  const urn = urns.get(partOf);
  if (urn !== undefined) return { reference: urn };
  const base = steps.find((one) => codeOf(one) === partOf);
  return base === undefined || !('there' in base) ? undefined : { reference: base.there.reference, display: partOf };
}

function partsOf(
  target: WriteTarget,
  step: ChargeStep,
  steps: readonly ChargeStep[],
  urns: ReadonlyMap<string, string>,
  prepared: ReadonlyMap<ChargeStep, Readied>,
): readonly Part[] {
  if (step.kind === 'create') {
    const create = conditionalCreate(chargeItemOf(step.draft, placeOf(step, steps, urns)), chargeIdentifier(step.draft));
    return [{ step, entry: JSON.stringify({ fullUrl: urns.get(codeOf(step)), ...create }) }];
  }
  const change = prepared.get(step);
  return change?.kind === 'ready' ? [{ step, entry: putEntry(target, change) }] : [];
}

/** A Bundle entry that puts the text in place of the charge, byte for byte. */
export function putEntry({ client }: WriteTarget, { id, text, version }: Extract<Prepared, { kind: 'ready' }>): string {
  const url = `ChargeItem/${id}`;
  const request = { method: 'PUT', url, ...(version === undefined ? {} : { ifMatch: `W/"${version}"` }) };
  return `{"fullUrl":${JSON.stringify(`${client.connection.base}/${url}`)},"resource":${text},"request":${JSON.stringify(request)}}`;
}

function heldBack(step: ChargeStep, prepared: ReadonlyMap<ChargeStep, Readied>): StepOutcome {
  const change = prepared.get(step);
  if (change?.kind === 'changed' && step.kind !== 'create') {
    return { kind: 'changed', reference: step.there.reference, status: change.status };
  }
  if (change?.kind === 'failed') return { kind: 'failed', error: change.error, ...referenceOf(step) };
  return change === undefined && step.kind !== 'create' ? asItStands(step) : { kind: 'not-sent', ...referenceOf(step) };
}

/** Of a step that needed nothing written. */
export function asItStands(step: ChargeStep): StepOutcome {
  if (step.kind === 'create') return { kind: 'not-sent' };
  const { reference, status } = step.there;
  return isChange(step) ? { kind: 'confirmed', reference } : { kind: 'already-there', reference, status };
}

async function send(target: WriteTarget, parts: readonly Part[]): Promise<ReadonlyMap<ChargeStep, StepOutcome>> {
  const all = async (of: (part: Part, index: number) => Promise<StepOutcome>) =>
    new Map(await Promise.all(parts.map(async (part, index) => [part.step, await of(part, index)] as const)));
  try {
    const text = `{"resourceType":"Bundle","type":"transaction","entry":[${parts.map(({ entry }) => entry).join(',')}]}`;
    const answers = await target.client.bundle(text);
    // Beside one that failed a success may have been undone.
    const isWhole = answers.every(({ status }) => status < 400);
    const outcomes = await all(({ step }, index) => entryOutcome(target, step, answers[index], isWhole));
    await provedBy(target, outcomes);
    return outcomes;
  } catch (error) {
    if (!(error instanceof FhirError) || isRefusal(error)) throw error;
    if (mayHaveActed(error) || error.kind === 'conflict') return blamed(await all(({ step }) => lookAt(target, step, error)));
    if (error.kind !== 'rejected' && error.kind !== 'precondition-required') {
      return all(({ step }) => Promise.resolve({ kind: 'failed', error: error.kind, ...referenceOf(step) }));
    }
    return all(({ step }) => Promise.resolve({ kind: 'rejected', issues: error.outcome ?? [], ...referenceOf(step) }));
  }
}

async function provedBy(target: WriteTarget, outcomes: ReadonlyMap<ChargeStep, StepOutcome>): Promise<void> {
  const made = [...outcomes].find(([step, { kind }]) => step.kind === 'create' && kind === 'confirmed');
  if (made?.[0].kind === 'create' && made[1].kind === 'confirmed') await proved(target, made[0].draft, made[1].reference);
}

/** Where a charge was changed by somebody else, that is what undid the transaction, and no other part was refused. */
function blamed(outcomes: ReadonlyMap<ChargeStep, StepOutcome>): ReadonlyMap<ChargeStep, StepOutcome> {
  if (![...outcomes.values()].some(({ kind }) => kind === 'changed')) return outcomes;
  return new Map(
    [...outcomes].map(([step, outcome]) => [step, outcome.kind === 'rejected' ? { kind: 'not-sent', ...referenceOf(step) } : outcome]),
  );
}

async function entryOutcome(
  target: WriteTarget,
  step: ChargeStep,
  entry: EntryOutcome | undefined,
  isWhole: boolean,
): Promise<StepOutcome> {
  if (entry === undefined) return lookAt(target, step);
  const what = step.kind === 'create' ? 'POST ChargeItem' : 'PUT ChargeItem';
  try {
    const found = step.kind === 'create' && entry.status === 200;
    const written = writtenEntry(entry, what, found);
    if (!isWhole) return await lookAt(target, step, undefined, 'undone');
    if (step.kind !== 'create') return { kind: 'confirmed', reference: step.there.reference };
    if (written === null || found) return await lookAt(target, step, undefined, 'surely');
    return { kind: 'confirmed', reference: written.reference };
  } catch (error) {
    if (!(error instanceof FhirError)) throw error;
    if (error.kind === 'conflict' || mayHaveActed(error)) return lookAt(target, step, error);
    return { kind: 'rejected', issues: error.outcome ?? [], ...referenceOf(step) };
  }
}

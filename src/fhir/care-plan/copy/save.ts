import type { Reference } from '../../../ccm/chart.ts';
import { copyGiven } from '../../attestation-values.ts';
import type { Attestation } from '../../attestations.ts';
import { saveAttestations } from '../../attestations/save.ts';
import {
  assertSubject,
  type Carrier,
  mayTry,
  notAllowed,
  mayTryTransaction,
  type PassedOver,
  isRefusal,
  keepInTurn,
  save,
  type SaveOutcome,
  type Way,
  type WriteTarget,
  type Written,
} from '../../carriers.ts';
import { conditionalCreate, createOnce, findOwn, lacksTransactions, writtenEntry } from '../../create-once.ts';
import { FhirError } from '../../fhir-error.ts';
import { objectIn, objectsIn, textIn } from '../../fields.ts';
import type { PlanSaveOutcome } from '../save.ts';
import { base64, copyCommunication, copyDocument, copyIdentifier, copyWords, givenIdentifier, type PlanCopyDraft } from './resources.ts';

const COMMUNICATION = { type: 'Communication', interaction: 'create' } as const;

/** What became of the Communication beside the document: `none` where this EHR takes none, `unclear` where nobody knows. */
export type CommunicationOutcome = 'stored' | 'none' | 'unclear';

export interface CopyOutcome {
  readonly outcome: SaveOutcome | PlanSaveOutcome;
  /** Absent where the copy is in no document. */
  readonly communication?: CommunicationOutcome;
}

/**
 * Keeps that a copy was given (PLAN-3): the copy itself as a document together with a Communication, in one transaction
 * where the EHR has them; without Communication the document alone; without documents a statement in the plan. Safe to
 * call again with the same draft: what is there is found by its identifier.
 *
 * @param planId the CCM plan that can take a statement; absent where there is none of ours.
 * @throws FhirError as `save` and `savePlanChange` do.
 */
export async function savePlanCopy(target: WriteTarget, draft: PlanCopyDraft, planId?: string): Promise<CopyOutcome> {
  assertSubject(target.client, copyCommunication(draft, draft.plan.reference));
  const inOne = { done: false };
  const { encounter } = target.client.connection;
  const ways: readonly Way<SaveOutcome | PlanSaveOutcome>[] = [
    { topic: 'plan-copy', name: 'DocumentReference', keep: () => save(target, [documentCarrier(encounter, inOne)], draft) },
    { topic: 'plan-copy', name: 'CarePlan', keep: async () => (planId === undefined ? null : stateInPlan(target, draft, planId)) },
  ];
  const outcome = await keepInTurn(target, ways, copyDocument(draft, encounter));
  if (outcome.kind === 'stored' && outcome.carrier === 'DocumentReference') {
    return { outcome, communication: inOne.done ? 'stored' : await addCommunication(target, draft, outcome.reference) };
  }
  return { outcome };
}

function documentCarrier(encounter: Reference | undefined, inOne: { done: boolean }): Carrier<PlanCopyDraft> {
  return {
    topic: 'plan-copy',
    name: 'DocumentReference',
    needs: [{ type: 'DocumentReference', interaction: 'create' }],
    resource: (draft) => copyDocument(draft, encounter),
    find: (target, draft) => findOwn(target, 'DocumentReference', copyIdentifier(draft)),
    async write(target, draft) {
      const both = await writeBoth(target, draft, encounter);
      inOne.done = both !== null;
      return both ?? writeDocument(target, draft, encounter);
    },
    kept: ({ html, text }, reRead) =>
      objectsIn(reRead, 'content').some((content) => [html, text].some((words) => holds(objectIn(content, 'attachment'), words))),
  };
}

// Some EHRs take notes as plain text alone and refuse all else as invalid: the same words are better there than none.
async function writeDocument(target: WriteTarget, draft: PlanCopyDraft, encounter: Reference | undefined): Promise<Written> {
  try {
    return await createOnce(target, copyDocument(draft, encounter), copyIdentifier(draft));
  } catch (error) {
    if (!(error instanceof FhirError) || error.kind !== 'rejected') throw error;
    return createOnce(target, copyDocument(draft, encounter, 'text'), copyIdentifier(draft));
  }
}

// Some EHRs keep a document's content apart, at an address: what cannot be compared is no reason to write it elsewhere too.
function holds(attachment: unknown, words: string): boolean {
  const data = textIn(attachment, 'data')?.replace(/\s/g, '');
  return data === undefined ? textIn(attachment, 'url') !== undefined : data === base64(words);
}

// Null where the EHR does not take the two together. A refused transaction has changed nothing, and the refusal may be about
// the Communication alone: the document is then sent by itself.
async function writeBoth(target: WriteTarget, draft: PlanCopyDraft, encounter: Reference | undefined): Promise<Written | null> {
  if (!mayTryTransaction(target) || !mayTry(target, COMMUNICATION)) return null;
  const fullUrl = `urn:uuid:${draft.id}`;
  const entry = [
    { fullUrl, ...conditionalCreate(copyDocument(draft, encounter), copyIdentifier(draft)) },
    conditionalCreate(copyCommunication(draft, fullUrl), givenIdentifier(draft)),
  ];
  try {
    const outcomes = await target.client.bundle(JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry }));
    const [document, communication] = outcomes;
    if (document === undefined || communication === undefined) throw new FhirError('unreadable', 'POST DocumentReference');
    const written = writtenEntry(document, 'POST DocumentReference', document.status === 200);
    writtenEntry(communication, 'POST Communication', communication.status === 200);
    const found = written ?? (await findOwn(target, 'DocumentReference', copyIdentifier(draft)));
    if (found === null) throw new FhirError('unreadable', 'POST DocumentReference');
    return found;
  } catch (error) {
    if (!(error instanceof FhirError) || !(isRefusal(error) || error.kind === 'rejected')) throw error;
    if (lacksTransactions(error)) target.memory.refuseTransactions();
    return null;
  }
}

// The document proves the copy by itself; what becomes of the Communication never takes that back.
async function addCommunication(target: WriteTarget, draft: PlanCopyDraft, document: Reference): Promise<CommunicationOutcome> {
  if (!mayTry(target, COMMUNICATION)) return 'none';
  try {
    await createOnce(target, copyCommunication(draft, document), givenIdentifier(draft));
    return 'stored';
  } catch (error) {
    if (!(error instanceof FhirError)) throw error;
    if (!isRefusal(error) && error.kind !== 'rejected') return 'unclear';
    target.memory.refuse(COMMUNICATION);
    return 'none';
  }
}

async function stateInPlan(target: WriteTarget, draft: PlanCopyDraft, planId: string): Promise<SaveOutcome | PlanSaveOutcome> {
  const barred = barredFromPlan(target);
  if (barred !== undefined) return { kind: 'not-stored', because: [barred], resource: copyDocument(draft, undefined) };
  return saveAttestations(target, { planId, attestations: [copyStatement(draft)] });
}

// Asked before the plan is read, so that an EHR that takes no change is not asked for it.
function barredFromPlan(target: WriteTarget): PassedOver | undefined {
  const need = { type: 'CarePlan', interaction: 'update' } as const;
  const dropped = target.memory.dropped('plan-copy', 'CarePlan');
  if (dropped !== undefined) return { carrier: 'CarePlan', why: dropped };
  return mayTry(target, need) ? undefined : notAllowed(target, 'CarePlan', need);
}

/** The statement that a copy was given, for EHRs that take no documents. */
export function copyStatement(draft: PlanCopyDraft): Attestation {
  return {
    id: draft.id,
    statement: 'care-plan-copy-given',
    value: copyGiven.write(draft.givenOn),
    ruleId: 'PLAN-3',
    by: draft.by,
    at: draft.recordedAt,
    reason: copyWords(draft),
  };
}

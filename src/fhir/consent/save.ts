import { type PlanSaveOutcome, savePlanChange } from '../care-plan/save.ts';
import {
  assertSubject,
  type Carrier,
  keepInTurn,
  mayTry,
  notAllowed,
  type PassedOver,
  save,
  type SaveOutcome,
  type Way,
  type WriteTarget,
} from '../carriers.ts';
import type { StoredConsent } from '../consent.ts';
import { consentCarrier, consentNoteCarrier } from './carriers.ts';
import type { ConsentDraft, NamedReference, Party, Withdrawal } from './draft.ts';
import { consentResource } from './resource.ts';
import { consentText } from './text.ts';
import { withdrawCarrier } from './withdraw.ts';

/**
 * Keeps what came of asking in the best place of this EHR: a Consent, else a note of its own, else a note of the patient's
 * CCM plan; see `save`. Safe to call again with the same draft after an unclear outcome.
 *
 * @param planId the CCM plan; absent where the patient has none.
 * @throws FhirError as `save` and `savePlanChange` do.
 */
export async function saveConsent(target: WriteTarget, draft: ConsentDraft, planId?: string): Promise<SaveOutcome | PlanSaveOutcome> {
  return keepConsent(target, [consentCarrier, consentNoteCarrier(target.client.connection.encounter)], draft, planId);
}

/**
 * Takes an own consent back from the end of the month of `on` (CONS-4): in the Consent itself, else by a note that carries
 * its UUID. Safe to call again.
 *
 * @param stored as read; its `id` is needed.
 * @throws FhirError as `saveConsent` does.
 */
export async function saveWithdrawal(
  target: WriteTarget,
  stored: StoredConsent,
  { on, withdrawal, patient, planId }: WithdrawalChange,
): Promise<SaveOutcome | PlanSaveOutcome> {
  const draft = { ...draftOf(stored, patient), withdrawn: on, withdrawal };
  const note = consentNoteCarrier(target.client.connection.encounter);
  const [type, id] = stored.reference?.split('/') ?? [];
  if (type !== 'Consent' || id === undefined) return keepConsent(target, [note], draft, planId);
  // Where it stands is the best place for its end, whatever the site prefers for new ones.
  const inPlace = await save(target, [withdrawCarrier(id)], draft);
  if (inPlace.kind !== 'not-stored') return inPlace;
  const second = await keepConsent(target, [note], draft, planId);
  return second.kind === 'not-stored' ? { ...second, because: [...inPlace.because, ...second.because] } : second;
}

export interface WithdrawalChange {
  readonly on: string;
  readonly withdrawal: Withdrawal;
  readonly patient: NamedReference;
  readonly planId?: string;
}

/** The record as it would be written anew; what it does not tell is said to be not recorded. */
export function draftOf(stored: StoredConsent, patient: NamedReference): ConsentDraft {
  const { id, at, consent, billingPractitioner, givenBy, obtainedBy, organization, relationship, channel, remark, confirms } = stored;
  const named = (one: typeof billingPractitioner, otherwise: string) => ({
    ...(one?.reference === undefined ? {} : { reference: one.reference }),
    display: one?.display ?? one?.reference ?? otherwise,
  });
  return {
    id: id ?? '',
    patient,
    givenBy: givenBy === undefined ? patient : named(givenBy, patient.display),
    at,
    method: consent.method ?? 'verbal',
    elements: consent.elements ?? [],
    sharing: stored.sharing ?? false,
    obtainedBy: obtainedBy ?? { display: 'not recorded' },
    billingPractitioner: named(billingPractitioner, 'not recorded'),
    ...(organization === undefined ? {} : { organization: named(organization, 'not recorded') }),
    ...(relationship === undefined ? {} : { relationship }),
    ...(channel === undefined ? {} : { channel }),
    ...(remark === undefined ? {} : { remark }),
    ...(confirms === undefined ? {} : { confirms }),
  };
}

function keepConsent(
  target: WriteTarget,
  carriers: readonly Carrier<ConsentDraft>[],
  draft: ConsentDraft,
  planId: string | undefined,
): Promise<SaveOutcome | PlanSaveOutcome> {
  const alone = carriers.map((carrier): Way<SaveOutcome | PlanSaveOutcome> => ({ ...carrier, keep: () => save(target, [carrier], draft) }));
  const inPlan: Way<SaveOutcome | PlanSaveOutcome> = {
    topic: 'consent',
    name: 'CarePlan',
    keep: async () => (planId === undefined ? null : keepInPlan(target, draft, planId)),
  };
  return keepInTurn(target, [...alone, inPlan], consentResource(draft));
}

async function keepInPlan(target: WriteTarget, draft: ConsentDraft, planId: string): Promise<SaveOutcome | PlanSaveOutcome> {
  assertSubject(target.client, consentResource(draft));
  const barred = barredFromPlan(target);
  if (barred !== undefined) return { kind: 'not-stored', because: [barred], resource: consentResource(draft) };
  const { withdrawal, recordedAt, at, obtainedBy } = draft;
  const author = withdrawal?.recordedBy ?? obtainedBy;
  const written = withdrawal?.at ?? recordedAt ?? at;
  return savePlanChange(target, {
    planId,
    operations: [{ kind: 'add-note', annotation: { ...authorOf(author), time: written, text: consentText(draft) } }],
    author,
    at: written,
  });
}

function authorOf({ reference, display }: Party) {
  return reference === undefined ? { authorString: display } : { authorReference: { reference, display } };
}

// Asked before the plan is read, so that an EHR that takes no change is not asked for it.
function barredFromPlan(target: WriteTarget): PassedOver | undefined {
  const need = { type: 'CarePlan', interaction: 'update' } as const;
  const dropped = target.memory.dropped('consent', 'CarePlan');
  if (dropped !== undefined) return { carrier: 'CarePlan', why: dropped };
  return mayTry(target, need) ? undefined : notAllowed(target, 'CarePlan', need);
}

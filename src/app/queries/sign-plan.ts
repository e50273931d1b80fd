import type { Attestation } from '../../fhir/attestations.ts';
import { planSignature } from '../../fhir/attestation-values.ts';
import { saveAttestations } from '../../fhir/attestations/save.ts';
import { planDifferences, type PlanState } from '../../fhir/care-plan/changes.ts';
import { addGoal, addNote, type Author, type PlanOperation } from '../../fhir/care-plan/edit.ts';
import { readCarePlan } from '../../fhir/care-plan/read.ts';
import { reviewNoteText } from '../../fhir/care-plan/review-notes.ts';
import { type PlanSaveOutcome, savePlanChange } from '../../fhir/care-plan/save.ts';
import type { RawResource } from '../../fhir/client.ts';
import { daysIn } from '../../fhir/dates.ts';
import { FhirError } from '../../fhir/fhir-error.ts';
import type { ChangeView, NoteRequest, ReviewEdit, SignRequest, SignResult } from '../care-plan/review/review-view.ts';
import type { SaveResult } from '../save-result.ts';
import { resultOf } from './outcomes.ts';
import { changeViews, planState } from './plan-changes.ts';
import { type Saving, signedIn } from './signed-in.ts';
import { signedVersions } from './signed-versions.ts';

/**
 * Signs the plan in the version on the screen. An edit goes first, in a save of its own that checks the same version; the
 * signature is then of the version that this edit made, so that it always names one state of the plan and nobody's change slips in
 * between the two. Where the edit does not go through, the signature is not tried.
 */
export async function signPlan(saving: Saving, request: SignRequest): Promise<SignResult> {
  const state = planState(saving.reading);
  const by = signedIn(saving);
  if (by === null) return { signature: { kind: 'nobody-signed-in' } };
  if (state === null) return { signature: { kind: 'failed', error: 'not-found' } };
  const { edit } = request;
  if (edit === undefined) {
    const signature = await sign(saving, state, by, request, state.plan.versionId);
    return { signature, ...(await meanwhile(saving, state, signature)) };
  }
  const edited = await outcomeOf(() => saveEdit(saving, state, by, request, edit));
  if (edited.result.kind !== 'stored') return { edit: edited.result, ...(await meanwhile(saving, state, edited.result)) };
  const version = edited.outcome?.kind === 'stored' ? edited.outcome.versionId : undefined;
  // An edit that was found in the plan may have been followed by others' changes, which nobody here has seen.
  if (edited.result.alreadyThere || (version === undefined && state.plan.versionId !== undefined)) {
    return { edit: edited.result, signature: HELD_BACK };
  }
  const signature = await sign(saving, state, by, request, version);
  return { edit: edited.result, signature };
}

const HELD_BACK: SaveResult = {
  kind: 'rejected',
  where: 'CarePlan',
  heldBack: true,
  reasons: [
    'The edit is in the plan, but it is not certain that the plan holds nothing else that is new. Look at what changed above, then sign.',
  ],
};

function sign(saving: Saving, { plan }: PlanState, by: Author, request: SignRequest, version: string | undefined): Promise<SaveResult> {
  const { goals } = signedVersions(plan);
  const attestation: Attestation = {
    id: request.id,
    statement: 'care-plan-signed',
    value: planSignature.write({ signed: true, ...(version !== undefined && { version }), ...(goals !== undefined && { goals }) }),
    ruleId: 'PLAN-5',
    by,
    at: request.at,
    reason: request.saidClinician ? `Reviewed and signed.\n${SAID_CLINICIAN}` : 'Reviewed and signed.',
  };
  return resultOf(() =>
    saveAttestations(saving.target, {
      planId: plan.id,
      ...(version !== undefined && { shownVersionId: version }),
      attestations: [attestation],
      ...organizationOf(saving),
    }),
  );
}

const SAID_CLINICIAN = 'Stated as a physician, NP or PA; the EHR does not tell the role.';

async function saveEdit(saving: Saving, { plan }: PlanState, by: Author, request: SignRequest, edit: ReviewEdit): Promise<PlanSaveOutcome> {
  return savePlanChange(saving.target, {
    planId: plan.id,
    ...(plan.versionId !== undefined && { shownVersionId: plan.versionId }),
    operations: [operationOf(saving, by, request, edit)],
    author: by,
    ...organizationOf(saving),
    at: request.at,
  });
}

function operationOf(saving: Saving, author: Author, { at }: SignRequest, edit: ReviewEdit): PlanOperation {
  if (edit.kind === 'note') return addNote({ author, at, text: edit.text });
  const { id, what, target, due } = edit;
  return addGoal({
    id,
    description: what,
    start: at.slice(0, 10),
    ...(target !== '' && { target }),
    ...(due !== '' && { due }),
    addresses: [],
    patientReference: saving.reading.patient.reference,
  });
}

/** Keeps a question to the practitioner, or the practitioner's comment, as a note of the plan, whatever version it is by now. */
export async function saveReviewNote(saving: Saving, { kind, at, text }: NoteRequest): Promise<SaveResult> {
  const state = planState(saving.reading);
  const by = signedIn(saving);
  if (by === null) return { kind: 'nobody-signed-in' };
  if (state === null) return { kind: 'failed', error: 'not-found' };
  return resultOf(() =>
    savePlanChange(saving.target, {
      planId: state.plan.id,
      operations: [addNote({ author: by, at, text: reviewNoteText({ kind, text }) })],
      author: by,
      ...organizationOf(saving),
      at,
    }),
  );
}

function organizationOf({ access }: Saving) {
  const { organization } = access.settings.practice;
  return organization === undefined ? {} : { organization };
}

async function outcomeOf(
  saving: () => Promise<PlanSaveOutcome>,
): Promise<{ readonly result: SaveResult; readonly outcome: PlanSaveOutcome | undefined }> {
  let outcome: PlanSaveOutcome | undefined;
  const result = await resultOf(async () => {
    outcome = await saving();
    return outcome;
  });
  return { result, outcome };
}

/** After a conflict: what somebody else changed since the plan was shown; nothing where it cannot be read. */
async function meanwhile(saving: Saving, shown: PlanState, result: SaveResult): Promise<Pick<SignResult, 'changedMeanwhile'>> {
  if (result.kind !== 'conflict') return {};
  try {
    const now = await saving.target.client.read('CarePlan', shown.plan.id);
    return { changedMeanwhile: changesBetween(shown.raw, now, saving.access.settings.practice.timeZone) };
  } catch (error) {
    if (error instanceof FhirError) return {};
    throw error;
  }
}

// Records of their own are the same in both states: only what the plan itself says is compared.
function changesBetween(before: RawResource, after: RawResource, timeZone: string): readonly ChangeView[] {
  const days = daysIn(timeZone);
  const stateOf = (raw: RawResource): PlanState => ({ raw, plan: readCarePlan(raw, () => undefined, days) });
  return changeViews(planDifferences(stateOf(before), stateOf(after)));
}

import type { Attestation } from '../../fhir/attestations.ts';
import { planSignature } from '../../fhir/attestation-values.ts';
import { saveAttestations } from '../../fhir/attestations/save.ts';
import { planDifferences, type PlanState } from '../../fhir/care-plan/changes.ts';
import { addNote, type Author } from '../../fhir/care-plan/edit.ts';
import { readCarePlan } from '../../fhir/care-plan/read.ts';
import { reviewNoteText } from '../../fhir/care-plan/review-notes.ts';
import { savePlanChange } from '../../fhir/care-plan/save.ts';
import type { RawResource } from '../../fhir/client.ts';
import { daysIn } from '../../fhir/dates.ts';
import { FhirError } from '../../fhir/fhir-error.ts';
import { objectsIn, textIn } from '../../fhir/fields.ts';
import type { ChangeView, NoteRequest, ReviewEdits, SignRequest, SignResult } from '../care-plan/review/review-view.ts';
import type { SaveResult } from '../save-result.ts';
import { resultOf } from './outcomes.ts';
import { changeViews, planState } from './plan-changes.ts';
import { goalRecordOf, type PlanEditsResult, savePlanEdits, versionOf } from './plan-edits.ts';
import { saveStatementsAsNote } from './plan-notes.ts';
import { type Saving, signedIn } from './signed-in.ts';
import { signedVersions } from './signed-versions.ts';

/**
 * Signs the plan in the version on the screen. Edits go first, in saves of their own that check the same versions; the signature is
 * then of the versions that these edits made, so that it always names one state of the plan and nobody's change slips in between.
 * Where not all edits go through, the signature is not tried.
 */
export async function signPlan(saving: Saving, request: SignRequest): Promise<SignResult> {
  const state = planState(saving.reading);
  const by = signedIn(saving);
  if (by === null) return { signature: { kind: 'nobody-signed-in' } };
  if (state === null) return { signature: { kind: 'failed', error: 'not-found' } };
  const { edit } = request;
  if (edit === undefined) {
    const signature = await sign(saving, state, by, request, signedVersions(state.plan));
    return { signature, ...(await meanwhile(saving, state, signature)) };
  }
  const edited = await savePlanEdits(saving, edit.edits, edit.base);
  const { result, saved } = edited;
  if (result.kind !== 'stored') return { edit: result, saved, ...(await meanwhile(saving, state, result)) };
  const versions = await versionsAfter(saving, state, edit, edited);
  // An edit that was found in the plan may have been followed by others' changes, which nobody here has seen.
  if (edited.alreadyThere === true || versions === null) return { edit: result, saved, signature: HELD_BACK };
  return { edit: result, saved, signature: await sign(saving, state, by, request, versions) };
}

type Versions = ReturnType<typeof signedVersions>;

/** What a signature after the edits names; null where that cannot be known for certain. */
async function versionsAfter(
  { target }: Saving,
  { plan }: PlanState,
  { edits }: ReviewEdits,
  { versions = {} }: PlanEditsResult,
): Promise<Versions | null> {
  const isPlanEdited = edits.some((edit) => goalRecordOf(edit) === undefined);
  const version = isPlanEdited ? versions[plan.reference] : plan.versionId;
  if (version === undefined && plan.versionId !== undefined) return null;
  const known = signedVersions(plan).goals ?? {};
  const changed = Object.entries(versions).flatMap(([reference, made]) =>
    reference.startsWith('Goal/') ? [[reference.slice('Goal/'.length), made] as const] : [],
  );
  const added = edits.some(({ kind }) => kind === 'add-goal') ? await newGoals(target.client, plan) : [];
  const goals = { ...known, ...Object.fromEntries(added), ...Object.fromEntries(changed) };
  return { ...(version !== undefined && { version }), ...(Object.keys(goals).length > 0 && { goals }) };
}

/** Goals with records of their own that the plan did not have when it was shown, with their versions. */
async function newGoals(client: Saving['target']['client'], shown: PlanState['plan']): Promise<readonly (readonly [string, string])[]> {
  try {
    const before = new Set(shown.goals.map(({ reference }) => reference));
    const now = objectsIn(await client.read('CarePlan', shown.id), 'goal').flatMap((goal) => textIn(goal, 'reference') ?? []);
    const ids = now.flatMap((reference) => (before.has(reference) ? [] : (/^Goal\/(.+)$/.exec(reference)?.[1] ?? [])));
    const read = await Promise.all(ids.map(async (id) => [id, versionOf(await client.read('Goal', id))] as const));
    return read.flatMap(([id, version]) => (version === undefined ? [] : [[id, version] as const]));
  } catch (error) {
    // A signature that does not name a new goal's version says less, and nothing wrong.
    if (error instanceof FhirError && error.kind !== 'session-expired') return [];
    throw error;
  }
}

const HELD_BACK: SaveResult = {
  kind: 'rejected',
  where: 'CarePlan',
  heldBack: true,
  reasons: [
    'The edit is in the plan, but it is not certain that the plan holds nothing else that is new. Look at what changed above, then sign.',
  ],
};

async function sign(
  saving: Saving,
  { plan }: PlanState,
  by: Author,
  request: SignRequest,
  { version, goals }: Versions,
): Promise<SaveResult> {
  const attestation: Attestation = {
    id: request.id,
    statement: 'care-plan-signed',
    value: planSignature.write({ signed: true, ...(version !== undefined && { version }), ...(goals !== undefined && { goals }) }),
    ruleId: 'PLAN-5',
    by,
    at: request.at,
    reason: request.saidClinician ? `Reviewed and signed.\n${SAID_CLINICIAN}` : 'Reviewed and signed.',
  };
  const inPlan = await resultOf(() =>
    saveAttestations(saving.target, {
      planId: plan.id,
      ...(version !== undefined && { shownVersionId: version }),
      attestations: [attestation],
      ...organizationOf(saving),
    }),
  );
  if (inPlan.kind !== 'not-stored') return inPlan;
  // The EHR takes no change of the plan: a note among its documents says who signed which version.
  const asNote = await saveStatementsAsNote(saving, [attestation]);
  return asNote.kind === 'not-stored' ? inPlan : asNote;
}

const SAID_CLINICIAN = 'Stated as a physician, NP or PA; the EHR does not tell the role.';

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

import type { Instant } from '../../ccm/chart.ts';
import type { Attestation } from '../attestations.ts';
import { saveAttestations } from '../attestations/save.ts';
import type { Author } from '../care-plan/edit.ts';
import { hasModifier } from '../care-plan/read.ts';
import type { PlanSaveOutcome } from '../care-plan/save.ts';
import { assertSubject, isRefusal, mayTry, type WriteTarget } from '../carriers.ts';
import { createOnce, findOwnResource } from '../create-once.ts';
import { type EnrolmentStep, enrolmentValue, mistakenStep } from '../enrolment.ts';
import { FhirError } from '../fhir-error.ts';
import { objectIn, textIn } from '../fields.ts';
import { parseLossless, toPlain, writeLossless } from '../lossless.ts';
import { changingParts, EPISODE_ID, type EpisodeFacts, episodeOf } from './episode.ts';

/** The statement that keeps a step; of a correction its reason is why the step before was wrong. */
export function enrolmentStatement({ correction, ...step }: EnrolmentStep, by: Author): Attestation {
  const corrects = correction === undefined ? {} : { corrects: correction.of };
  return {
    id: step.id,
    statement: 'enrolment',
    value: enrolmentValue.write({ ...step, ...corrects }),
    by,
    at: step.at,
    reason: correction?.why ?? step.remark,
  };
}

/** That a step was made by mistake. */
export interface MistakenStep {
  /** UUID of this statement, made before the first attempt. */
  readonly id: string;
  /** UUID of the step. */
  readonly of: string;
  readonly at: Instant;
  readonly why: string;
}

/** The statement that takes a step back; the step itself stays in the record. */
export function mistakenStatement({ id, of, at, why }: MistakenStep, by: Author): Attestation {
  return { id, statement: 'enrolment', value: mistakenStep.write(of), by, at, reason: why };
}

/**
 * Keeps a step of the enrolment as a statement in the CCM plan, which is the record of it. A repeated call adds none twice.
 *
 * @throws FhirError as `savePlanChange` does.
 */
export function saveEnrolmentStep(
  target: WriteTarget,
  { step, ...where }: { planId: string; step: EnrolmentStep; by: Author; organization?: Author },
): Promise<PlanSaveOutcome> {
  return saveEnrolmentStatement(target, { ...where, statement: enrolmentStatement(step, where.by) });
}

/**
 * Takes a step back as made by mistake. A repeated call adds no second statement.
 *
 * @throws FhirError as `savePlanChange` does.
 */
export function saveMistakenStep(
  target: WriteTarget,
  { mistake, ...where }: { planId: string; mistake: MistakenStep; by: Author; organization?: Author },
): Promise<PlanSaveOutcome> {
  return saveEnrolmentStatement(target, { ...where, statement: mistakenStatement(mistake, where.by) });
}

function saveEnrolmentStatement(
  target: WriteTarget,
  { planId, statement, organization }: { planId: string; statement: Attestation; organization?: Author },
): Promise<PlanSaveOutcome> {
  return saveAttestations(target, { planId, attestations: [statement], ...(organization !== undefined && { organization }) });
}

/**
 * What became of the episode beside the statement: `none` where this EHR takes none from apps, `unclear` where nobody knows,
 * `not-needed` where there is none and nothing to tell either.
 */
export type EpisodeOutcome = 'stored' | 'none' | 'unclear' | 'not-needed';

/**
 * Shows other systems the enrolment as an EpisodeOfCare: ours is made where there is none, and follows what was stated; where
 * every step was taken back it is marked as entered in error. An episode of another system is never changed. The statement in the plan proves the enrolment by itself, so whatever
 * becomes of the episode is told and never thrown.
 */
export async function saveEpisode(target: WriteTarget, facts: EpisodeFacts): Promise<EpisodeOutcome> {
  const { client, memory } = target;
  const create = { type: 'EpisodeOfCare', interaction: 'create' } as const;
  const update = { type: 'EpisodeOfCare', interaction: 'update' } as const;
  const identifier = { system: EPISODE_ID, value: facts.patientId };
  let tried: typeof create | typeof update = update;
  try {
    if (!mayTry(target, { type: 'EpisodeOfCare', interaction: 'search' })) return 'none';
    const found = await findOwnResource(client, 'EpisodeOfCare', identifier);
    if (found?.id !== undefined) {
      if (!mayTry(target, update)) return 'none';
      return await updateEpisode(target, found.id, facts);
    }
    if (facts.steps.length === 0) return 'not-needed';
    tried = create;
    if (!mayTry(target, create)) return 'none';
    const episode = episodeOf(facts);
    assertSubject(client, episode);
    await createOnce(target, episode, identifier);
    return 'stored';
  } catch (error) {
    if (!(error instanceof FhirError)) throw error;
    if (!isRefusal(error) && error.kind !== 'rejected') return 'unclear';
    if (isRefusal(error)) memory.refuse(tried);
    return 'none';
  }
}

async function updateEpisode({ client }: WriteTarget, id: string, { steps }: EpisodeFacts): Promise<EpisodeOutcome> {
  const { text, versionId } = await client.readText('EpisodeOfCare', id);
  const base = parseLossless(text);
  const plain = toPlain(base);
  if (plain === undefined || hasModifier(plain)) return 'none';
  assertSubject(client, plain);
  const version = textIn(objectIn(plain, 'meta'), 'versionId') ?? versionId;
  const edited = writeLossless({ ...base, ...lossless(changingParts(steps)) });
  await client.updateText('EpisodeOfCare', id, edited, version === undefined ? {} : { ifMatch: version });
  return 'stored';
}

function lossless(parts: object) {
  return parseLossless(JSON.stringify(parts));
}

import type { Instant } from '../../ccm/chart.ts';
import { assertSubject, type Carrier, mayTry, mayTryTransaction, save, type WriteTarget, type Written } from '../carriers.ts';
import type { RawResource } from '../client.ts';
import { unlessRefused, writtenEntry, writtenResource } from '../create-once.ts';
import { FhirError } from '../fhir-error.ts';
import { objectIn, textIn } from '../fields.ts';
import { type LosslessObject, parseLossless, toPlain, writeLossless } from '../lossless.ts';
import type { Author } from './edit.ts';
import { changedGoal, type GoalChange, isOwnGoal, saysGoal } from './edit/goal.ts';
import { provenanceEntry } from './provenance.ts';
import { hasModifier } from './read.ts';
import type { PlanSaveOutcome } from './save.ts';

/** Changes of one goal that has a record of its own, by one person. */
export interface GoalRevision {
  readonly goalId: string;
  /** The version the person saw; absent where the EHR tells no versions. */
  readonly shownVersionId?: string;
  readonly changes: readonly [GoalChange, ...GoalChange[]];
  readonly author: Author;
  readonly organization?: Author;
  readonly at: Instant;
}

/**
 * Changes fields of a goal that this app wrote, and nothing else of it, with a check that nobody changed it since it was shown.
 * Changes that the goal already has are not made twice.
 *
 * @throws FhirError where the goal cannot be read, and as `save` does.
 */
export async function saveGoalChange(target: WriteTarget, revision: GoalRevision): Promise<PlanSaveOutcome> {
  const { goalId, changes, shownVersionId } = revision;
  const { text, versionId } = await target.client.readText('Goal', goalId);
  const base = parseLossless(text);
  const plain = toPlain(base);
  if (plain === undefined) return { kind: 'read-only', because: ['not-exact'] };
  assertSubject(target.client, plain);
  const version = textIn(objectIn(plain, 'meta'), 'versionId') ?? versionId;
  if (changes.every((change) => saysGoal(plain, change))) {
    const reference = `Goal/${goalId}`;
    return {
      kind: 'stored',
      carrier: 'CarePlan',
      reference,
      alreadyThere: true,
      changedByServer: [],
      ...(version !== undefined && { versionId: version }),
    };
  }
  if (!isOwnGoal(plain)) return { kind: 'read-only', because: ['not-own'] };
  if (hasModifier(plain)) return { kind: 'read-only', because: ['modifier-extension'] };
  if (shownVersionId !== undefined && version !== undefined && version !== shownVersionId) {
    return { kind: 'conflict', carrier: 'CarePlan', error: new FhirError('conflict', 'PUT Goal') };
  }
  const edited = changes.reduce(changedGoal, base);
  const outcome = await save(target, [goalCarrier], { revision, edited, ...(version !== undefined && { version }) });
  return outcome.kind === 'stored' ? { ...outcome, changedByServer: [] } : outcome;
}

interface EditedGoal {
  readonly revision: GoalRevision;
  readonly edited: LosslessObject;
  readonly version?: string;
}

const goalCarrier: Carrier<EditedGoal> = {
  topic: 'care-plan',
  name: 'CarePlan',
  needs: [{ type: 'Goal', interaction: 'update' }],
  resource: ({ edited }) => plainGoal(edited),
  async find({ client }, { revision }) {
    const goal = await client.read('Goal', revision.goalId);
    return revision.changes.every((change) => saysGoal(goal, change)) ? writtenResource(goal, true) : null;
  },
  async write(target, item) {
    const { revision, edited, version } = item;
    const inBundle = mayTryTransaction(target) ? await unlessRefused(target, inTransaction(target, item)) : null;
    if (inBundle !== null) return inBundle;
    const ifMatch = version === undefined ? {} : { ifMatch: version };
    return writtenResource(await target.client.updateText('Goal', revision.goalId, writeLossless(edited), ifMatch), false);
  },
  kept: ({ revision }, reRead) => revision.changes.every((change) => saysGoal(reRead, change)),
};

async function inTransaction(target: WriteTarget, { revision, edited, version }: EditedGoal): Promise<Written> {
  const reference = `Goal/${revision.goalId}`;
  const request = { method: 'PUT', url: reference, ...(version === undefined ? {} : { ifMatch: `W/"${version}"` }) };
  const fullUrl = `${target.client.connection.base}/${reference}`;
  const put = `{"fullUrl":${JSON.stringify(fullUrl)},"resource":${writeLossless(edited)},"request":${JSON.stringify(request)}}`;
  const withProvenance = mayTry(target, { type: 'Provenance', interaction: 'create' });
  const provenance = withProvenance ? [JSON.stringify(provenanceEntry({ reference, ...revision }, version))] : [];
  const [goal] = await target.client.bundle(`{"resourceType":"Bundle","type":"transaction","entry":[${[put, ...provenance].join(',')}]}`);
  if (goal === undefined) throw new FhirError('unreadable', 'PUT Goal');
  return writtenEntry(goal, 'PUT Goal', false) ?? { reference, alreadyThere: false };
}

function plainGoal(goal: LosslessObject): RawResource {
  const plain = toPlain(goal);
  if (plain === undefined) throw new FhirError('unreadable', 'edit Goal');
  return plain;
}

import type { Instant } from '../../ccm/chart.ts';
import {
  assertSubject,
  type Carrier,
  mayTry,
  mayTryTransaction,
  save,
  type SaveOutcome,
  type WriteTarget,
  type Written,
} from '../carriers.ts';
import type { RawResource } from '../client.ts';
import { lacksTransactions, unlessRefused, writtenEntry, writtenResource } from '../create-once.ts';
import { FhirError } from '../fhir-error.ts';
import { objectIn, textIn } from '../fields.ts';
import {
  isLosslessObject,
  isResource,
  type LosslessObject,
  type LosslessValue,
  parseLossless,
  toPlain,
  writeLossless,
} from '../lossless.ts';
import { applyOperations, type Author, goalOf, type GoalPlacement, goalUrn, isApplied, type PlanOperation, seemsApplied } from './edit.ts';
import { type ReadOnlyReason } from './plan.ts';
import { provenanceEntry } from './provenance.ts';
import { readOnlyReasons } from './read.ts';

/** Additions to one plan by one person. */
export interface PlanChange {
  readonly planId: string;
  /** The version the person saw; absent where the EHR tells no versions, or where the plan as such was not looked at. */
  readonly shownVersionId?: string;
  readonly operations: readonly [PlanOperation, ...PlanOperation[]];
  readonly author: Author;
  readonly organization?: Author;
  readonly at: Instant;
}

export type PlanSaveOutcome =
  /** `changedByServer` names top-level elements that came back other than they were sent; empty is the rule. */
  | (Extract<SaveOutcome, { kind: 'stored' }> & { readonly changedByServer: readonly string[] })
  | Exclude<SaveOutcome, { kind: 'stored' }>
  /** This app does not change such a plan. */
  | { readonly kind: 'read-only'; readonly because: readonly ReadOnlyReason[] };

/**
 * Adds to a plan what a person asks for, with a check that nobody changed it since it was shown. It is read afresh,
 * edited without touching anything else, sent with its version and read back. On a conflict nothing is overwritten and
 * nothing reapplied. Operations that the plan already holds are not added twice.
 *
 * @throws FhirError where the plan cannot be read, and as `save` does.
 */
export async function savePlanChange(target: WriteTarget, change: PlanChange): Promise<PlanSaveOutcome> {
  const { client } = target;
  const { text, versionId } = await client.readText('CarePlan', change.planId);
  const base = parseOrNull(text);
  const plain = base === null ? null : toPlain(base);
  if (base === null || plain === null || plain === undefined) return { kind: 'read-only', because: ['not-exact'] };
  assertSubject(client, plain);
  if (change.operations.every((operation) => isApplied(plain, operation))) return already(change, versionOf(plain, versionId));
  const adopts = change.operations.some(({ kind }) => kind === 'adopt');
  const readOnly = readOnlyReasons(plain).filter((reason) => !(adopts && reason === 'not-own'));
  if (readOnly.length > 0) return { kind: 'read-only', because: readOnly };
  const version = versionOf(plain, versionId);
  if (change.shownVersionId !== undefined && version !== undefined && version !== change.shownVersionId) {
    return { kind: 'conflict', carrier: 'CarePlan', error: new FhirError('conflict', 'PUT CarePlan') };
  }
  const edit: PlanEdit = { change, base, ...(version === undefined ? {} : { version }) };
  return compare(target, edit, await save(target, [carePlanCarrier], edit));
}

interface PlanEdit {
  readonly change: PlanChange;
  readonly base: LosslessObject;
  readonly version?: string;
}

const carePlanCarrier: Carrier<PlanEdit> = {
  topic: 'care-plan',
  name: 'CarePlan',
  needs: [{ type: 'CarePlan', interaction: 'update' }],
  resource: (edit) => plainOf(editedPlan(edit, 'contained')),
  async find({ client }, { change }) {
    const plan = await client.read('CarePlan', change.planId);
    const done = change.operations.every((operation) => isApplied(plan, operation));
    return done ? writtenResource(plan, true) : null;
  },
  async write(target, edit) {
    const inBundle = mayTryTransaction(target) ? await writeByTransaction(target, edit) : null;
    if (inBundle !== null) return inBundle;
    const ifMatch = edit.version === undefined ? {} : { ifMatch: edit.version };
    const text = writeLossless(editedPlan(edit, 'contained'));
    return writtenResource(await target.client.updateText('CarePlan', edit.change.planId, text, ifMatch), false);
  },
};

// Null where the server takes no transactions. A refusal may be about the Provenance alone, and the plan matters more: as a
// transaction that was refused has changed nothing, it is sent once more without one.
async function writeByTransaction(target: WriteTarget, edit: PlanEdit): Promise<Written | null> {
  if (!mayTry(target, PROVENANCE)) return unlessRefused(target, writeInTransaction(target, edit, false));
  try {
    return await writeInTransaction(target, edit, true);
  } catch (error) {
    if (!(error instanceof FhirError)) throw error;
    if (lacksTransactions(error)) return unlessRefused(target, Promise.reject(error));
    if (error.kind !== 'rejected' && error.kind !== 'forbidden') throw error;
    const written = await unlessRefused(target, writeInTransaction(target, edit, false));
    if (written !== null) target.memory.refuse(PROVENANCE);
    return written;
  }
}

const PROVENANCE = { type: 'Provenance', interaction: 'create' } as const;

async function writeInTransaction(target: WriteTarget, edit: PlanEdit, withProvenance: boolean): Promise<Written> {
  const { client } = target;
  const { change, version } = edit;
  const goals: GoalPlacement = mayTry(target, { type: 'Goal', interaction: 'create' }) ? 'transaction' : 'contained';
  const url = `CarePlan/${change.planId}`;
  const request = { method: 'PUT', url, ...(version === undefined ? {} : { ifMatch: `W/"${version}"` }) };
  const fullUrl = `${client.connection.base}/${url}`;
  const put = `{"fullUrl":${JSON.stringify(fullUrl)},"resource":${writeLossless(editedPlan(edit, goals))},"request":${JSON.stringify(request)}}`;
  const posts = [
    ...(goals === 'transaction' ? goalEntries(change) : []),
    ...(withProvenance ? [provenanceEntry({ reference: url, ...edit.change }, edit.version)] : []),
  ];
  const entries = [put, ...posts.map((entry) => JSON.stringify(entry))];
  const outcomes = await client.bundle(`{"resourceType":"Bundle","type":"transaction","entry":[${entries.join(',')}]}`);
  const [plan, ...others] = outcomes;
  if (plan === undefined) throw new FhirError('unreadable', 'PUT CarePlan');
  const written = writtenEntry(plan, 'PUT CarePlan', false);
  for (const other of others.slice(0, posts.length - (withProvenance ? 1 : 0))) writtenEntry(other, 'POST Goal', false);
  return written ?? { reference: url, alreadyThere: false };
}

function goalEntries({ operations }: PlanChange) {
  return operations
    .filter((operation) => operation.kind === 'add-goal')
    .map(({ draft }) => ({ fullUrl: goalUrn(draft), resource: goalOf(draft), request: { method: 'POST', url: 'Goal' } }));
}

// Some servers take a PUT and lose parts of it, or ignore the version: only what they give back says what is stored.
async function compare(target: WriteTarget, edit: PlanEdit, outcome: SaveOutcome): Promise<PlanSaveOutcome> {
  if (outcome.kind !== 'stored') return outcome;
  const after = await readBack(target, edit.change.planId);
  if (after === null) return { ...outcome, changedByServer: [] };
  if (!edit.change.operations.every((operation) => seemsApplied(after, operation))) {
    target.memory.drop('care-plan', 'CarePlan');
    return { kind: 'not-stored', because: [{ carrier: 'CarePlan', why: 'lost-values' }], resource: carePlanCarrier.resource(edit) };
  }
  return { ...outcome, changedByServer: changedElements(edit, after) };
}

async function readBack({ client }: WriteTarget, planId: string): Promise<LosslessObject | null> {
  try {
    return parseOrNull((await client.readText('CarePlan', planId)).text);
  } catch (error) {
    if (error instanceof FhirError && error.kind !== 'session-expired') return null;
    throw error;
  }
}

// Order of keys is no content; digits of a number are.
function changedElements(edit: PlanEdit, after: LosslessObject): readonly string[] {
  const sent = editedPlan(edit, 'contained');
  const keys = new Set([...Object.keys(edit.base), ...Object.keys(after)]);
  return [...keys].filter((key) => {
    if (key === 'meta' || key === 'text') return false;
    if (canonical(sent[key]) === canonical(edit.base[key])) return canonical(edit.base[key]) !== canonical(after[key]);
    const kept = new Set(itemsOf(after[key]).map(canonical));
    return !itemsOf(edit.base[key]).every((item) => kept.has(canonical(item)));
  });
}

function itemsOf(value: LosslessValue | undefined): readonly LosslessValue[] {
  return Array.isArray(value) ? value : [];
}

function canonical(value: LosslessValue | undefined): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isLosslessObject(value)) return writeLossless(value);
  const parts = Object.keys(value)
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${parts.join(',')}}`;
}

function editedPlan({ base, change }: PlanEdit, goals: GoalPlacement): LosslessObject {
  const missing = change.operations.filter((operation) => !isApplied(base, operation));
  return applyOperations(base, missing, goals);
}

function plainOf(plan: LosslessObject): RawResource {
  const plain = toPlain(plan);
  if (plain === undefined || !isResource(plain)) throw new FhirError('unreadable', 'edit CarePlan');
  return plain;
}

function versionOf(plan: RawResource, told: string | undefined): string | undefined {
  return textIn(objectIn(plan, 'meta'), 'versionId') ?? told;
}

function already({ planId }: PlanChange, versionId: string | undefined): PlanSaveOutcome {
  const version = versionId === undefined ? {} : { versionId };
  return { kind: 'stored', carrier: 'CarePlan', reference: `CarePlan/${planId}`, ...version, alreadyThere: true, changedByServer: [] };
}

function parseOrNull(text: string): LosslessObject | null {
  try {
    return parseLossless(text);
  } catch (error) {
    if (error instanceof FhirError) return null;
    throw error;
  }
}

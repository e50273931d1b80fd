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
import { isResource, type LosslessObject, parseLossless, toPlain, writeLossless } from '../lossless.ts';
import {
  applyOperations,
  type Author,
  goalOf,
  goalUrn,
  isApplied,
  type OwnRecords,
  type PlanOperation,
  prognosisOf,
  prognosisUrn,
  seemsApplied,
} from './edit.ts';
import { type ReadOnlyReason } from './plan.ts';
import { provenanceEntry } from './provenance.ts';
import { readOnlyReasons } from './read.ts';
import { changedElements } from './server-changes.ts';

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
  resource: (edit) => plainOf(editedPlan(edit, INSIDE)),
  async find({ client }, { change }) {
    const plan = await client.read('CarePlan', change.planId);
    const done = change.operations.every((operation) => isApplied(plan, operation));
    return done ? writtenResource(plan, true) : null;
  },
  async write(target, edit) {
    const inBundle = mayTryTransaction(target) ? await writeByTransaction(target, edit) : null;
    if (inBundle !== null) return inBundle;
    const ifMatch = edit.version === undefined ? {} : { ifMatch: edit.version };
    const text = writeLossless(editedPlan(edit, INSIDE));
    return writtenResource(await target.client.updateText('CarePlan', edit.change.planId, text, ifMatch), false);
  },
};

const INSIDE: OwnRecords = new Set();
const ALL_RECORDS: OwnRecords = new Set(['Goal', 'ClinicalImpression']);
const PROVENANCE = { type: 'Provenance', interaction: 'create' } as const;
const PROGNOSIS = { type: 'ClinicalImpression', interaction: 'create' } as const;

// Null where the server takes no transactions. A refusal may be about what goes beside the plan alone, and the plan matters more:
// as a transaction that was refused has changed nothing, it is sent once more without that.
async function writeByTransaction(target: WriteTarget, edit: PlanEdit): Promise<Written | null> {
  const hasPrognosis = edit.change.operations.some(({ kind }) => kind === 'add-prognosis');
  const beside = [...(hasPrognosis ? [PROGNOSIS] : []), PROVENANCE].filter((need) => mayTry(target, need));
  const [first, ...rest] = beside;
  const attempts = first === undefined ? [[]] : rest.length === 0 ? [beside, []] : [beside, rest, [first], []];
  for (const parts of attempts) {
    try {
      // One after the other: the next is needed only where the one before was refused.
      // oxlint-disable-next-line no-await-in-loop
      const written = await writeInTransaction(target, edit, parts);
      for (const need of beside) if (!parts.includes(need)) target.memory.refuse(need);
      return written;
    } catch (error) {
      if (!(error instanceof FhirError)) throw error;
      const mayBeAboutParts = error.kind === 'rejected' || error.kind === 'forbidden';
      if (parts.length === 0 || lacksTransactions(error)) return unlessRefused(target, Promise.reject(error));
      if (!mayBeAboutParts) throw error;
    }
  }
  return null;
}

type Beside = typeof PROVENANCE | typeof PROGNOSIS;

async function writeInTransaction(target: WriteTarget, edit: PlanEdit, beside: readonly Beside[]): Promise<Written> {
  const { client } = target;
  const { change, version } = edit;
  const records: OwnRecords = new Set([
    ...(mayTry(target, { type: 'Goal', interaction: 'create' }) ? (['Goal'] as const) : []),
    ...(beside.includes(PROGNOSIS) ? (['ClinicalImpression'] as const) : []),
  ]);
  const url = `CarePlan/${change.planId}`;
  const request = { method: 'PUT', url, ...(version === undefined ? {} : { ifMatch: `W/"${version}"` }) };
  const fullUrl = `${client.connection.base}/${url}`;
  const put = `{"fullUrl":${JSON.stringify(fullUrl)},"resource":${writeLossless(editedPlan(edit, records))},"request":${JSON.stringify(request)}}`;
  const made = recordEntries(edit, records);
  const posts = [...made, ...(beside.includes(PROVENANCE) ? [provenanceEntry({ reference: url, ...change }, version)] : [])];
  const entries = [put, ...posts.map((entry) => JSON.stringify(entry))];
  const outcomes = await client.bundle(`{"resourceType":"Bundle","type":"transaction","entry":[${entries.join(',')}]}`);
  const [plan, ...others] = outcomes;
  if (plan === undefined) throw new FhirError('unreadable', 'PUT CarePlan');
  const written = writtenEntry(plan, 'PUT CarePlan', false);
  for (const [index, { request: post }] of made.entries()) {
    const outcome = others[index];
    if (outcome !== undefined) writtenEntry(outcome, `POST ${post.url}`, false);
  }
  return written ?? { reference: url, alreadyThere: false };
}

/** The entries that make what the plan then refers to by its name within the transaction. */
function recordEntries({ base, change }: PlanEdit, records: OwnRecords) {
  return change.operations.filter((operation) => !isApplied(base, operation)).flatMap((operation) => recordOf(operation, records));
}

interface RecordEntry {
  readonly fullUrl: string;
  readonly resource: ReturnType<typeof goalOf> | ReturnType<typeof prognosisOf>;
  readonly request: { readonly method: 'POST'; readonly url: string };
}

function recordOf(operation: PlanOperation, records: OwnRecords): readonly RecordEntry[] {
  if (operation.kind === 'add-goal' && records.has('Goal')) {
    return [{ fullUrl: goalUrn(operation.draft), resource: goalOf(operation.draft), request: { method: 'POST', url: 'Goal' } }];
  }
  if (operation.kind === 'add-prognosis' && records.has('ClinicalImpression')) {
    const { draft } = operation;
    return [{ fullUrl: prognosisUrn(draft), resource: prognosisOf(draft), request: { method: 'POST', url: 'ClinicalImpression' } }];
  }
  return [];
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
  return { ...outcome, changedByServer: changedElements(edit.base, [editedPlan(edit, INSIDE), editedPlan(edit, ALL_RECORDS)], after) };
}

async function readBack({ client }: WriteTarget, planId: string): Promise<LosslessObject | null> {
  try {
    return parseOrNull((await client.readText('CarePlan', planId)).text);
  } catch (error) {
    if (error instanceof FhirError && error.kind !== 'session-expired') return null;
    throw error;
  }
}

function editedPlan({ base, change }: PlanEdit, records: OwnRecords): LosslessObject {
  const missing = change.operations.filter((operation) => !isApplied(base, operation));
  return applyOperations(base, missing, records);
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

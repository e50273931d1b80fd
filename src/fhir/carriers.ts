import type { Capabilities, Interaction } from './capabilities.ts';
import { type CarrierMemory, inSiteOrder } from './carriers/memory.ts';
import type { FhirClient, RawResource } from './client.ts';
import { FhirError, type FhirErrorKind, mayHaveActed } from './fhir-error.ts';
import { objectIn, textIn } from './fields.ts';

/** Where a thing can be kept. `not-stored` is the last of every list: shown as such, to copy or to download. */
export type CarrierName = 'Encounter' | 'CarePlan' | 'Consent' | 'ChargeItem' | 'Task' | 'DocumentReference' | 'not-stored';
export type StoringCarrier = Exclude<CarrierName, 'not-stored'>;
export type Topic = 'time' | 'care-plan' | 'consent' | 'charge' | 'hand-over' | 'plan-copy';

/** Everything a write depends on. One per session; `memory` is the only part that changes. */
export interface WriteTarget {
  readonly client: FhirClient;
  readonly capabilities: Pick<Capabilities, 'can' | 'transaction'> & Partial<Pick<Capabilities, 'why' | 'batch' | 'conditionalCreate'>>;
  readonly memory: CarrierMemory;
}

/** A resource as the EHR has it after a write or after a look. */
export interface Written {
  /** `Encounter/123`. */
  readonly reference: string;
  readonly versionId?: string;
  /** True where it stood in the EHR before this write, or was found by looking after an answer was lost. */
  readonly alreadyThere: boolean;
}

export interface Need {
  readonly type: string;
  readonly interaction: Interaction;
}

/** One place and form in which items of a topic can be kept. */
export interface Carrier<Item> {
  readonly topic: Topic;
  readonly name: StoringCarrier;
  readonly needs: readonly Need[];
  /** What would be written. Its subject is checked before every write; a person gets it to copy where nothing can be stored. */
  resource(item: Item): RawResource;
  /** Looks for the item by its own identifier; null where the EHR answered and has none. */
  find(target: WriteTarget, item: Item): Promise<Written | null>;
  /** Writes once. Called again after an unclear outcome it must find the first one rather than make a second. */
  write(target: WriteTarget, item: Item): Promise<Written>;
  /** Whether the EHR gave back what counts. Asked after the first write of the session. */
  kept?(item: Item, reRead: RawResource): boolean;
  /** Makes an item whose values were lost harmless, before the next carrier is tried. */
  takeBack?(target: WriteTarget, item: Item, reRead: RawResource): Promise<void>;
}

/** Why a carrier was passed over. */
export interface PassedOver {
  readonly carrier: StoringCarrier;
  readonly why: 'not-allowed' | 'refused' | 'lost-values' | 'site-setting';
  /** The interaction that is not allowed, for `not-allowed`. */
  readonly need?: Need;
  /** Whether the server itself does not have it, so that no scope would help. */
  readonly isUnsupported?: true;
}

export type SaveOutcome =
  | {
      readonly kind: 'stored';
      readonly carrier: StoringCarrier;
      readonly reference: string;
      readonly versionId?: string;
      readonly alreadyThere: boolean;
    }
  /** The answer was lost. `absent`: looked, and it is not in the EHR (yet). `unknown`: looking failed as well. */
  | { readonly kind: 'unclear'; readonly carrier: StoringCarrier; readonly error: FhirError; readonly looked: 'absent' | 'unknown' }
  /** Somebody else changed it first; nothing was overwritten. */
  | { readonly kind: 'conflict'; readonly carrier: StoringCarrier; readonly error: FhirError }
  /** The EHR refused this content; `error.outcome` holds its reasons. */
  | { readonly kind: 'rejected'; readonly carrier: StoringCarrier; readonly error: FhirError }
  /** No carrier can take it: `resource` is for the person to copy or download. */
  | { readonly kind: 'not-stored'; readonly because: readonly PassedOver[]; readonly resource: RawResource };

/** Whether the session may try an interaction: allowed or not known, and not refused so far. */
export function mayTry(target: WriteTarget, need: Need): boolean {
  return !hasRefused(target, need) && target.capabilities.can(need.type, need.interaction) !== 'no';
}

function hasRefused({ memory }: WriteTarget, need: Need): boolean {
  return memory.refusals.some(({ type, interaction }) => type === need.type && interaction === need.interaction);
}

/** Whether a transaction Bundle may be tried. */
export function mayTryTransaction(target: WriteTarget): boolean {
  return !target.memory.noTransactions && target.capabilities.transaction !== 'no';
}

/**
 * Keeps an item in the first carrier that site and EHR allow, in the site's order, and says where it is.
 *
 * An answer that was lost is looked up once and then reported as it is: trying again is a person's decision, and safe,
 * because every carrier finds its own item first. The first write of a session through a carrier is read back, and a
 * carrier that lost values is not used again.
 *
 * @throws FhirError `wrong-patient` before anything is sent, and `session-expired` or `foreign-url` where nothing was.
 */
export async function save<Item>(
  target: WriteTarget,
  carriers: readonly [Carrier<Item>, ...Carrier<Item>[]],
  item: Item,
): Promise<SaveOutcome> {
  const because: PassedOver[] = [];
  for (const carrier of inSiteOrder(target.memory, carriers)) {
    const barred = passedOver(target, carrier);
    if (barred !== undefined) {
      because.push(barred);
      continue;
    }
    const result = await attempt(target, carrier, item);
    if (result.kind !== 'refused' && result.kind !== 'lost-values') return result;
    if (result.kind === 'refused') carrier.needs.forEach((need) => target.memory.refuse(need));
    else target.memory.drop(carrier.topic, carrier.name);
    because.push({ carrier: carrier.name, why: result.kind });
  }
  return { kind: 'not-stored', because, resource: carriers[0].resource(item) };
}

/** One way of keeping a thing, made ready when its turn comes; null where there is no such place for it. */
export interface Way<Outcome> {
  readonly topic: Topic;
  readonly name: StoringCarrier;
  readonly keep: () => Promise<Outcome | null>;
}

/**
 * What came of the first way that kept the thing, or failed for another reason than the EHR's not allowing it; in the
 * site's order.
 *
 * @param resource for the person to copy, where no way is left.
 * @throws FhirError as the ways do.
 */
export async function keepInTurn<Outcome extends SaveOutcome | { readonly kind: 'read-only' }>(
  { memory }: WriteTarget,
  ways: readonly Way<Outcome>[],
  resource: RawResource,
): Promise<Outcome | Extract<SaveOutcome, { kind: 'not-stored' }>> {
  const because: PassedOver[] = [];
  let readOnly: Outcome | undefined;
  for (const { keep } of inSiteOrder(memory, ways)) {
    const outcome = await keep();
    if (outcome === null) continue;
    if (outcome.kind === 'not-stored') because.push(...outcome.because);
    else if (outcome.kind === 'read-only') readOnly = outcome;
    else return outcome;
  }
  return readOnly ?? { kind: 'not-stored', because, resource };
}

/**
 * Returns only where the resource is about the session's patient.
 *
 * @throws FhirError `wrong-patient`
 */
export function assertSubject(client: FhirClient, resource: RawResource): void {
  const subject = textIn(objectIn(resource, 'subject') ?? objectIn(resource, 'patient') ?? objectIn(resource, 'for'), 'reference');
  const { base, patientId } = client.connection;
  if (subject !== `Patient/${patientId}` && subject !== `${base}/Patient/${patientId}`) {
    throw new FhirError('wrong-patient', `write ${resource.resourceType}`);
  }
}

/** Whether the EHR refuses the kind of write as such, so that the next carrier is to be tried. */
export function isRefusal(error: FhirError): boolean {
  if (error.kind === 'rejected') return (error.outcome ?? []).some(({ code }) => code === 'not-supported' || code === 'forbidden');
  return REFUSALS.has(error.kind);
}

const REFUSALS: ReadonlySet<FhirErrorKind> = new Set<FhirErrorKind>(['forbidden', 'not-found', 'gone', 'not-supported']);

function passedOver<Item>(target: WriteTarget, carrier: Carrier<Item>): PassedOver | undefined {
  const { name } = carrier;
  const dropped = target.memory.dropped(carrier.topic, name);
  if (dropped !== undefined) return { carrier: name, why: dropped };
  const need = carrier.needs.find((one) => !mayTry(target, one));
  if (need === undefined) return undefined;
  if (hasRefused(target, need)) return { carrier: name, why: 'refused' };
  return notAllowed(target, name, need);
}

/** Why a carrier whose need may not be tried is passed over. */
export function notAllowed({ capabilities }: WriteTarget, carrier: StoringCarrier, need: Need): PassedOver {
  const why = capabilities.why?.(need.type, need.interaction);
  if (why === 'site-setting') return { carrier, why };
  return { carrier, why: 'not-allowed', need, ...(why === 'not-supported' && { isUnsupported: true }) };
}

type Attempt = SaveOutcome | { readonly kind: 'refused' } | { readonly kind: 'lost-values' };

async function attempt<Item>(target: WriteTarget, carrier: Carrier<Item>, item: Item): Promise<Attempt> {
  assertSubject(target.client, carrier.resource(item));
  try {
    const written = await carrier.write(target, item);
    return await verify(target, carrier, item, written);
  } catch (error) {
    if (!(error instanceof FhirError)) throw error;
    return await explain(target, carrier, item, error);
  }
}

async function explain<Item>(target: WriteTarget, carrier: Carrier<Item>, item: Item, error: FhirError): Promise<Attempt> {
  if (isRefusal(error)) return { kind: 'refused' };
  if (mayHaveActed(error) || error.kind === 'conflict') {
    const found = await look(target, carrier, item);
    if (found !== null && found !== 'unknown') return stored(carrier, { ...found, alreadyThere: true });
    if (error.kind === 'conflict') return { kind: 'conflict', carrier: carrier.name, error };
    return { kind: 'unclear', carrier: carrier.name, error, looked: found === null ? 'absent' : 'unknown' };
  }
  if (error.kind === 'rejected' || error.kind === 'precondition-required') return { kind: 'rejected', carrier: carrier.name, error };
  throw error;
}

async function look<Item>(target: WriteTarget, carrier: Carrier<Item>, item: Item): Promise<Written | null | 'unknown'> {
  try {
    return await carrier.find(target, item);
  } catch (error) {
    if (error instanceof FhirError) return 'unknown';
    throw error;
  }
}

async function verify<Item>(target: WriteTarget, carrier: Carrier<Item>, item: Item, written: Written): Promise<Attempt> {
  const { client, memory } = target;
  if (carrier.kept === undefined || memory.proved(carrier.topic, carrier.name)) return stored(carrier, written);
  const reRead = await readBack(client, written.reference);
  if (reRead === undefined) return stored(carrier, written);
  if (!carrier.kept(item, reRead)) {
    await carrier.takeBack?.(target, item, reRead);
    return { kind: 'lost-values' };
  }
  memory.prove(carrier.topic, carrier.name);
  return stored(carrier, written);
}

// An EHR that will not show what it took has still taken it: not being able to compare is no reason to write elsewhere too.
async function readBack(client: FhirClient, reference: string): Promise<RawResource | undefined> {
  const [type = '', id = ''] = reference.split('/');
  try {
    return await client.read(type, id);
  } catch (error) {
    if (error instanceof FhirError && error.kind !== 'session-expired') return undefined;
    throw error;
  }
}

function stored<Item>(carrier: Carrier<Item>, { reference, versionId, alreadyThere }: Written): SaveOutcome {
  return { kind: 'stored', carrier: carrier.name, reference, ...(versionId === undefined ? {} : { versionId }), alreadyThere };
}

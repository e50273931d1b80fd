import type { Instant, Reference } from '../../ccm/chart.ts';
import { type Carrier, save, type SaveOutcome, type WriteTarget, type Written } from '../carriers.ts';
import { type FetchOptions, fetchType, type TypeRead } from '../chart/fetch.ts';
import type { RawResource } from '../client.ts';
import { attachedText } from '../attached-text.ts';
import { createOnce, writtenResource } from '../create-once.ts';
import { FhirError } from '../fhir-error.ts';
import { objectIn, objectsIn, textIn } from '../fields.ts';
import { HAND_OVER_ID } from '../naming.ts';
import { referenceOf } from '../parse.ts';
import type { ResourceSource } from '../source.ts';
import { handOverHeader, type HandOverHeader, parseHandOverHeader } from './hand-over-header.ts';
import { type HandOverDraft, handOverIdentifier, handOverNote, handOverTask, headerOf } from './hand-over-resources.ts';

export type { HandOverHeader } from './hand-over-header.ts';
export type { HandOverDraft } from './hand-over-resources.ts';

/** A hand-over as the EHR holds it. */
export interface StoredHandOver extends HandOverHeader {
  readonly reference: Reference;
  readonly place: 'Task' | 'DocumentReference';
  /**
   * `handed-over`: with billing. `done`: billing closed the task; what became of a claim is not told. `refused`: billing sent it
   * back. `withdrawn`: cancelled or entered in error. A note is only ever `handed-over` or `withdrawn`.
   */
  readonly state: 'handed-over' | 'done' | 'refused' | 'withdrawn';
  readonly by?: string;
  readonly at?: Instant;
  /** The sheet as it was handed over, without its header; absent where the EHR keeps it apart. */
  readonly text?: string;
}

export interface HandOvers {
  /** Of all months, in the order of month and number. */
  readonly handOvers: readonly StoredHandOver[];
  /** How reading each type went: where one is not complete, there may be more. */
  readonly reads: Readonly<Record<'Task' | 'DocumentReference', TypeRead>>;
}

/**
 * Hands a month's charges to billing: as a Task, where the EHR takes none as a note among the documents. Safe to call again
 * with the same month and number: what is there is found by its identifier or its first line.
 *
 * @throws FhirError as `save` does.
 */
export function saveHandOver(target: WriteTarget, draft: HandOverDraft): Promise<SaveOutcome> {
  const encounter = target.client.connection.encounter ?? encounterIn(draft);
  return save(target, [TASK, noteCarrier(encounter)], draft);
}

/**
 * Own hand-overs among the patient's tasks and documents, withdrawn ones included.
 *
 * What the EHR refuses is told in `reads`.
 * @throws FhirError `cancelled` and `session-expired` only.
 */
export async function readHandOvers(source: ResourceSource, options: FetchOptions): Promise<HandOvers> {
  const [tasks, documents] = await Promise.all([
    fetchType(source, 'Task', {}, options),
    fetchType(source, 'DocumentReference', {}, options),
  ]);
  const opened = await Promise.all(documents.resources.map((one) => withText(source, one, options)));
  const found = [...tasks.resources, ...opened].flatMap(handOverIn);
  return {
    handOvers: found.toSorted((a, b) => a.month.localeCompare(b.month) || a.number - b.number),
    reads: { Task: tasks.read, DocumentReference: documents.read },
  };
}

/** The hand-over that a Task or DocumentReference is; empty for all others. */
function handOverIn(resource: RawResource): readonly StoredHandOver[] {
  const place = resource.resourceType;
  const reference = referenceOf(resource);
  if (reference === undefined || (place !== 'Task' && place !== 'DocumentReference')) return [];
  const texts = [place === 'Task' ? undefined : attachedText(resource), textIn(resource, 'description')];
  const whole = texts.find((text) => parseHandOverHeader(text) !== null);
  const header = parseHandOverHeader(whole);
  if (header === null) return [];
  const [, ...lines] = (whole ?? '').split('\n');
  const by = textIn(place === 'Task' ? objectIn(resource, 'requester') : objectsIn(resource, 'author')[0], 'display');
  const at = textIn(resource, place === 'Task' ? 'authoredOn' : 'date');
  return [
    {
      ...header,
      reference,
      place,
      state: stateOf(textIn(resource, 'status')),
      ...(by === undefined ? {} : { by }),
      ...(at === undefined ? {} : { at }),
      ...(lines.length === 0 ? {} : { text: lines.join('\n') }),
    },
  ];
}

function stateOf(status: string | undefined): StoredHandOver['state'] {
  switch (status) {
    case 'completed':
      return 'done';
    case 'rejected':
    case 'failed':
      return 'refused';
    case 'cancelled':
    case 'entered-in-error':
    case 'superseded':
      return 'withdrawn';
    case undefined:
    default:
      return 'handed-over';
  }
}

/** Our note with its text, where the EHR keeps that in a Binary. Where that cannot be had, the description still tells the header. */
async function withText(source: ResourceSource, document: RawResource, { signal }: FetchOptions): Promise<RawResource> {
  const attachment = objectIn(objectsIn(document, 'content')[0], 'attachment');
  const [type, id] = /(?:^|\/)(Binary)\/([A-Za-z0-9.-]{1,64})$/.exec(textIn(attachment, 'url') ?? '')?.slice(1) ?? [];
  if (type === undefined || id === undefined || attachedText(document) !== undefined || !isOurs(document)) return document;
  try {
    const binary = await source.read(type, id, signal === undefined ? {} : { signal });
    const contentType = textIn(binary, 'contentType') ?? 'text/plain';
    return { ...document, content: [{ attachment: { contentType, data: textIn(binary, 'data') } }] };
  } catch (error) {
    if (!(error instanceof FhirError) || error.kind === 'cancelled' || error.kind === 'session-expired') throw error;
    return document;
  }
}

function isOurs(resource: RawResource): boolean {
  const identifiers = [objectIn(resource, 'masterIdentifier'), ...objectsIn(resource, 'identifier')];
  const isNamed = identifiers.some((one) => textIn(one, 'system') === HAND_OVER_ID);
  return isNamed || parseHandOverHeader(textIn(resource, 'description')) !== null;
}

const TASK: Carrier<HandOverDraft> = {
  topic: 'hand-over',
  name: 'Task',
  needs: [{ type: 'Task', interaction: 'create' }],
  resource: handOverTask,
  find: (target, draft) => findOwn(target, 'Task', draft),
  write: (target, draft) => createOnce(target, handOverTask(draft), handOverIdentifier(draft)),
  kept: (draft, reRead) => handOverIn(reRead).some((one) => handOverHeader(one) === handOverHeader(headerOf(draft))),
};

function noteCarrier(encounter: Reference | undefined): Carrier<HandOverDraft> {
  return {
    topic: 'hand-over',
    name: 'DocumentReference',
    needs: [{ type: 'DocumentReference', interaction: 'create' }],
    resource: (draft) => handOverNote(draft, encounter),
    find: (target, draft) => findOwn(target, 'DocumentReference', draft),
    write: (target, draft) => createOnce(target, handOverNote(draft, encounter), handOverIdentifier(draft)),
    kept: (draft, reRead) => handOverIn(reRead).some((one) => one.key === draft.key) || isTextApart(reRead),
  };
}

// By the first line as well as by the identifier: some EHRs keep only one of the two.
async function findOwn({ client }: WriteTarget, type: 'Task' | 'DocumentReference', draft: HandOverDraft): Promise<Written | null> {
  const { value } = handOverIdentifier(draft);
  const { resources, complete } = await client.search(type, { patient: draft.charges[0].patientId });
  const own = resources.find((one) => {
    const header = handOverIn(one)[0];
    const isSame = header?.month === draft.charges[0].month && header.number === draft.number;
    return isSame || objectsIn(one, 'identifier').some((id) => textIn(id, 'system') === HAND_OVER_ID && textIn(id, 'value') === value);
  });
  if (own === undefined && !complete) throw new FhirError('unreadable', `search ${type}`);
  return own === undefined ? null : writtenResource(own, true);
}

// What cannot be compared is no reason to call it lost.
function isTextApart(document: RawResource): boolean {
  const attachments = objectsIn(document, 'content').map((content) => objectIn(content, 'attachment'));
  return attachments.some((attachment) => textIn(attachment, 'data') === undefined && textIn(attachment, 'url') !== undefined);
}

function encounterIn({ charges }: HandOverDraft): Reference | undefined {
  return charges.map(({ context }) => context).find((context) => context?.startsWith('Encounter/') === true);
}

import type { DocumentReference } from 'fhir/r4';
import { clinicalNote } from '../clinical-note.ts';
import type { Instant, Reference } from '../../ccm/chart.ts';
import { type Carrier, save, type SaveOutcome, type WriteTarget } from '../carriers.ts';
import type { RawResource, ReadOptions } from '../client.ts';
import { attachedText } from '../attached-text.ts';
import { createOnce, findOwn, type OwnIdentifier } from '../create-once.ts';
import { FhirError } from '../fhir-error.ts';
import { objectIn, objectsIn, textIn } from '../fields.ts';
import { PLAN_NOTE_ID } from '../naming.ts';
import { escapeXhtml } from '../narrative.ts';
import { referenceOf } from '../parse.ts';
import type { ResourceSource } from '../source.ts';
import { referenceText } from '../terminology.ts';
import { plainWords } from '../plain-words.ts';
import type { Author } from './edit.ts';
import { present } from './items.ts';
import { isPlanNote, PLAN_NOTE_TITLE, type PlanNoteContent, planNoteText, readPlanNoteText } from './note-text.ts';

/** Work on the plan where the EHR takes no care plan from apps: kept in words, as a note among the documents. */
export interface PlanNoteDraft extends PlanNoteContent {
  /** Made of the edits that it tells: the same list is never kept twice. */
  readonly id: string;
  readonly patient: { readonly reference: Reference; readonly display: string };
  readonly author: Author;
  readonly at: Instant;
}

/** A note of ours on the plan, as the EHR holds it. */
export interface StoredPlanNote {
  readonly reference: Reference;
  readonly at?: Instant;
  readonly by?: string;
  /** Null where its text could not be had. */
  readonly lines: readonly string[] | null;
}

const PLAN_OF_CARE_NOTE = '18776-5';

/** Keeps the lines as a DocumentReference, filed under the session's encounter where there is one. */
export function savePlanNote(target: WriteTarget, draft: PlanNoteDraft): Promise<SaveOutcome> {
  return save(target, [noteCarrier(target.client.connection.encounter)], draft);
}

/**
 * Our notes on the plan among the documents, newest first; one request more for each whose text the EHR keeps apart.
 *
 * @throws FhirError `cancelled` and `session-expired` only.
 */
export async function readPlanNotes(
  source: ResourceSource,
  documents: readonly RawResource[],
  options: ReadOptions = {},
): Promise<readonly StoredPlanNote[]> {
  const ours = documents.filter(isPlanNote);
  const notes = await Promise.all(ours.map((document) => readOne(source, document, options)));
  return notes.flat().toSorted((a, b) => (b.at ?? '').localeCompare(a.at ?? ''));
}

async function readOne(source: ResourceSource, document: RawResource, options: ReadOptions): Promise<readonly StoredPlanNote[]> {
  const reference = referenceOf(document);
  if (reference === undefined) return [];
  const text = attachedText(document) ?? (await textApart(source, document, options));
  const lines = text === undefined ? null : readPlanNoteText(text).lines;
  const by = textIn(objectsIn(document, 'author')[0], 'display');
  return [{ reference, lines, ...present('at', textIn(document, 'date')), ...present('by', by) }];
}

async function textApart(source: ResourceSource, document: RawResource, options: ReadOptions): Promise<string | undefined> {
  const attachment = objectIn(objectsIn(document, 'content')[0], 'attachment');
  const [type, id] = referenceText({ reference: textIn(attachment, 'url') ?? '' })?.split('/') ?? [];
  if (type !== 'Binary' || id === undefined) return undefined;
  try {
    const binary = await source.read('Binary', id, options);
    const data = textIn(binary, 'data');
    const contentType = textIn(binary, 'contentType') ?? 'text/plain';
    return data === undefined ? undefined : attachedText({ ...document, content: [{ attachment: { contentType, data } }] });
  } catch (error) {
    if (!(error instanceof FhirError) || error.kind === 'cancelled' || error.kind === 'session-expired') throw error;
    return undefined;
  }
}

function noteCarrier(context: Reference | undefined): Carrier<PlanNoteDraft> {
  return {
    topic: 'care-plan',
    name: 'DocumentReference',
    needs: [{ type: 'DocumentReference', interaction: 'create' }],
    resource: (draft) => documentOf(draft, context),
    find: (target, draft) => findOwn(target, 'DocumentReference', identifierOf(draft)),
    write: (target, draft) => createOnce(target, documentOf(draft, context), identifierOf(draft)),
    kept: (draft, reRead) => attachedText(reRead) === planNoteText(draft) || isTextApart(reRead),
  };
}

// Some EHRs keep a note's text apart, at an address: what cannot be compared is no reason to call it lost.
function isTextApart(document: RawResource): boolean {
  const attachments = objectsIn(document, 'content').map((content) => objectIn(content, 'attachment'));
  return attachments.some((attachment) => textIn(attachment, 'data') === undefined && textIn(attachment, 'url') !== undefined);
}

function identifierOf({ id }: PlanNoteDraft): OwnIdentifier {
  return { system: PLAN_NOTE_ID, value: id };
}

function documentOf(draft: PlanNoteDraft, context: Reference | undefined): RawResource {
  const { id, patient, author, at, lines } = draft;
  const identifier = identifierOf(draft);
  return {
    ...clinicalNote({
      identifier: identifier,
      summary: `<p>${PLAN_NOTE_TITLE}</p><ul>${lines.map((line) => `<li>${escapeXhtml(plainWords(line))}</li>`).join('')}</ul>`,
      loinc: PLAN_OF_CARE_NOTE,
      display: 'Plan of care note',
      title: PLAN_NOTE_TITLE,
    }),
    subject: { ...patient },
    date: at,
    author: [{ ...author }],
    description: `CCM-PLAN v1 | ${id}`,
    content: [{ attachment: { contentType: 'text/plain', data: base64(planNoteText(draft)), title: PLAN_NOTE_TITLE } }],
    ...(context === undefined ? {} : { context: { encounter: [{ reference: context }] } }),
  } satisfies DocumentReference;
}

function base64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));
}

import type { RawResource, ReadOptions } from '../client.ts';
import { FhirError } from '../fhir-error.ts';
import { objectIn, objectsIn, textIn } from '../fields.ts';
import { CONSENT_ID, WITHDRAWAL_ID } from '../consent/draft.ts';
import { PLAN_NOTE_ID, TIME_ENTRY_ID, TIME_VOID_ID } from '../naming.ts';
import { type Problem, problemWith } from '../parse.ts';
import type { ResourceSource } from '../source.ts';
import { referenceText } from '../terminology.ts';

export interface NoteTexts {
  /** All documents given, in their order; notes of ours hold their text. */
  readonly documents: readonly RawResource[];
  /** Notes of ours whose text could not be had: the minutes in them are unknown. */
  readonly problems: readonly Problem[];
}

/**
 * The documents with the text of our notes inside, also where the EHR keeps it in a Binary: one request for each such
 * note. Documents that are not ours are not opened.
 *
 * @throws FhirError `cancelled` and `session-expired` only.
 */
export async function withNoteTexts(
  source: ResourceSource,
  documents: readonly RawResource[],
  options: ReadOptions = {},
): Promise<NoteTexts> {
  const problems: Problem[] = [];
  const opened = documents.map(async (document) => {
    const id = isOurs(document) ? binaryOf(document) : undefined;
    if (id === undefined) return document;
    try {
      return withData(document, await source.read('Binary', id, options));
    } catch (error) {
      if (!(error instanceof FhirError) || error.kind === 'cancelled' || error.kind === 'session-expired') throw error;
      problems.push(problemWith(document, 'content.0.attachment.url', 'unreadable'));
      return document;
    }
  });
  return { documents: await Promise.all(opened), problems };
}

function isOurs(document: RawResource): boolean {
  const identifiers = [objectIn(document, 'masterIdentifier'), ...objectsIn(document, 'identifier')];
  const isNamed = identifiers.some((one) =>
    [TIME_ENTRY_ID, TIME_VOID_ID, CONSENT_ID, WITHDRAWAL_ID, PLAN_NOTE_ID].includes(textIn(one, 'system') ?? ''),
  );
  return isNamed || /^CCM-(?:CONSENT|PLAN|TIME|VOID) v\d/.test(textIn(document, 'description') ?? '');
}

function binaryOf(document: RawResource): string | undefined {
  const attachment = objectIn(objectsIn(document, 'content')[0], 'attachment');
  if (textIn(attachment, 'data') !== undefined) return undefined;
  const [type, id] = referenceText({ reference: textIn(attachment, 'url') ?? '' })?.split('/') ?? [];
  return type === 'Binary' ? id : undefined;
}

function withData(document: RawResource, binary: RawResource): RawResource {
  const [first, ...others] = objectsIn(document, 'content');
  const data = textIn(binary, 'data');
  if (data === undefined) throw new FhirError('unreadable', 'GET Binary');
  const contentType = textIn(binary, 'contentType') ?? 'text/plain';
  return { ...document, content: [{ ...first, attachment: { contentType, ...objectIn(first, 'attachment'), data } }, ...others] };
}

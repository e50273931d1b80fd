import type { DocumentReference } from 'fhir/r4';
import { clinicalNote } from '../clinical-note.ts';
import type { Instant, Reference } from '../../ccm/chart.ts';
import type { Author } from '../care-plan/edit.ts';
import type { RawResource } from '../client.ts';
import type { Carrier } from '../carriers.ts';
import { createOnce, findOwn, type OwnIdentifier } from '../create-once.ts';
import { objectIn, objectsIn, textIn } from '../fields.ts';
import { ccmDisplay, TIME_ENTRY_ID, TIME_VOID_ID } from '../naming.ts';
import { escapeXhtml } from '../narrative.ts';
import type { TimeEntryDraft } from './entry.ts';
import { formatSeconds, formatVoidLine, type VoidLine } from './header-line.ts';
import { isKept } from './kept.ts';
import { readSessionNote } from './read-notes.ts';
import { entryText } from './write-note.ts';

/** The encounter that a note is filed under, where the session has one: some EHRs take no note without. */
type Context = Reference | undefined;

/** Keeps an entry as a note of its own. */
export function noteCarrier(context: Context): Carrier<TimeEntryDraft> {
  return {
    ...documents(
      (draft) => entryNote(draft, context),
      ({ id }) => ({ system: TIME_ENTRY_ID, value: id }),
    ),
    kept: (draft, reRead) => isKept(draft, readSessionNote(reRead)) || isTextApart(reRead),
  };
}

/** What a person says when an entry is taken back. */
export interface VoidItem {
  readonly line: VoidLine;
  readonly by: Author;
  readonly patientReference: Reference;
}

/** Keeps the taking back of an entry as a note of its own; the note that keeps the entry stays as it is. */
export function voidNoteCarrier(context: Context): Carrier<VoidItem> {
  return documents(
    (item) => voidNote(item, context),
    ({ line }) => ({ system: TIME_VOID_ID, value: line.id }),
  );
}

function documents<Item>(resource: (item: Item) => RawResource, identifier: (item: Item) => OwnIdentifier): Carrier<Item> {
  return {
    topic: 'time',
    name: 'DocumentReference',
    needs: [{ type: 'DocumentReference', interaction: 'create' }],
    resource,
    find: (target, item) => findOwn(target, 'DocumentReference', identifier(item)),
    write: (target, item) => createOnce(target, resource(item), identifier(item)),
  };
}

function entryNote(draft: TimeEntryDraft, context: Context): RawResource {
  const { id, start, end, seconds, performer, performerReference, performerName } = draft;
  return documentOf({
    identifier: { system: TIME_ENTRY_ID, value: id },
    title: 'CCM session note',
    summary: `CCM session note, ${formatSeconds(seconds)} ${ccmDisplay('performer-class', performer).toLowerCase()}, ${start.slice(0, 10)}`,
    description: shortForm(draft),
    subject: { reference: draft.patientReference, ...(draft.patientDisplay === undefined ? {} : { display: draft.patientDisplay }) },
    author: { reference: performerReference, display: performerName },
    date: draft.recordedAt ?? end,
    text: entryText(draft),
    period: { start, end },
    context,
  });
}

function voidNote({ line, by, patientReference }: VoidItem, context: Context): RawResource {
  return documentOf({
    identifier: { system: TIME_VOID_ID, value: line.id },
    title: 'CCM session note taken back',
    summary: `CCM service time taken back by ${by.display}`,
    description: `CCM-VOID v1 | ${line.id}`,
    subject: { reference: patientReference },
    author: by,
    date: line.at,
    text: formatVoidLine(line),
    context,
  });
}

// So that a list of documents shows which to open.
function shortForm({ seconds, performer, id }: TimeEntryDraft): string {
  return ['CCM-TIME v1', formatSeconds(seconds), performer, id].join(' | ');
}

interface NoteParts {
  readonly identifier: OwnIdentifier;
  readonly title: string;
  readonly summary: string;
  readonly description: string;
  readonly subject: { readonly reference: Reference; readonly display?: string };
  readonly author: Author;
  readonly date: Instant;
  readonly text: string;
  readonly period?: { readonly start: Instant; readonly end: Instant };
  readonly context: Context;
}

function documentOf(parts: NoteParts): RawResource {
  const { identifier, title, summary, period, context } = parts;
  return {
    ...clinicalNote({ identifier: identifier, summary: escapeXhtml(summary), loinc: '11506-3', display: 'Progress note', title: title }),
    subject: { ...parts.subject },
    date: parts.date,
    author: [{ ...parts.author }],
    description: parts.description,
    content: [{ attachment: { contentType: 'text/plain', data: base64(parts.text), title } }],
    ...(period === undefined && context === undefined
      ? {}
      : {
          context: {
            ...(context === undefined ? {} : { encounter: [{ reference: context }] }),
            ...(period === undefined ? {} : { period: { ...period } }),
          },
        }),
  } satisfies DocumentReference;
}

function base64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));
}

// Some EHRs keep a note's text apart, at an address: what cannot be compared is no reason to write it elsewhere too.
function isTextApart(document: RawResource): boolean {
  const attachments = objectsIn(document, 'content').map((content) => objectIn(content, 'attachment'));
  return attachments.some((attachment) => textIn(attachment, 'data') === undefined && textIn(attachment, 'url') !== undefined);
}

import { attachedText } from '../attached-text.ts';
import type { RawResource } from '../client.ts';
import { numberIn, objectIn, objectsIn, textIn } from '../fields.ts';
import { isCcmCode, TIME_ENTRY_EXTENSION } from '../naming.ts';
import type { StoredTimeEntry, Voiding } from './entry.ts';
import { type HeaderLine, parseHeaderLine, parseVoidLines, textAfterHeader } from './header-line.ts';
import { judge, type TimeFacts } from './judge.ts';
import { readNoteLines } from './note-lines.ts';
import { notesOn } from './read-encounter.ts';

/** Entries kept as annotations of the plan's month log. The extension is preferred, the header line suffices. */
export function readPlanLog(plan: RawResource): readonly StoredTimeEntry[] {
  if (plan.resourceType !== 'CarePlan') return [];
  return progressOf(plan).flatMap((annotation) => {
    const facts = annotationFacts(annotation, `CarePlan/${plan.id ?? ''}`);
    return facts === null ? [] : [judge(facts)];
  });
}

/** The entry that a note of ours holds; null where there is no header line in it. Only text inside the resource is read. */
export function readSessionNote(document: RawResource): StoredTimeEntry | null {
  if (document.resourceType !== 'DocumentReference') return null;
  const text = attachedText(document);
  const header = text === undefined ? null : parseHeaderLine(text);
  if (text === undefined || header === null) return null;
  const period = objectIn(objectIn(document, 'context'), 'period');
  const status = textIn(document, 'status') === 'current' ? 'finished' : (textIn(document, 'status') ?? 'unknown');
  const facts = fromText(text, header, `DocumentReference/${document.id ?? ''}`, 'DocumentReference');
  return judge({
    ...facts,
    versionId: textIn(objectIn(document, 'meta'), 'versionId'),
    status,
    end: textIn(period, 'end') ?? facts.end,
    performerReference: textIn(objectsIn(document, 'author')[0], 'reference'),
  });
}

/** A line that takes an entry back, with the one who wrote it. */
export interface VoidNote extends Voiding {
  readonly id: string;
}

/** Void lines wherever they may stand: in notes on an Encounter, in notes of a plan and of its log, in documents. */
export function readVoidNotes(resource: RawResource): readonly VoidNote[] {
  switch (resource.resourceType) {
    case 'DocumentReference':
      if (resource['status'] === 'entered-in-error') return [];
      return voidsIn(attachedText(resource), textIn(objectsIn(resource, 'author')[0], 'display'));
    case 'CarePlan':
      return [...progressOf(resource), ...objectsIn(resource, 'note')].flatMap(voidsInAnnotation);
    case 'Encounter':
      return notesOn(resource).flatMap(voidsInAnnotation);
    default:
      return [];
  }
}

function voidsInAnnotation(annotation: unknown): readonly VoidNote[] {
  const by = textIn(objectIn(annotation, 'authorReference'), 'display') ?? textIn(annotation, 'authorString');
  return voidsIn(textIn(annotation, 'text'), by);
}

function voidsIn(text: string | undefined, by: string | undefined): readonly VoidNote[] {
  return parseVoidLines(text ?? '').map((line) => ({ ...line, ...(by === undefined ? {} : { by }) }));
}

function progressOf(plan: RawResource): readonly unknown[] {
  return objectsIn(plan, 'activity').flatMap((activity) => objectsIn(activity, 'progress'));
}

function annotationFacts(annotation: unknown, reference: string): TimeFacts | null {
  const text = textIn(annotation, 'text') ?? '';
  const header = parseHeaderLine(text);
  const extension = objectsIn(annotation, 'extension').find((one) => textIn(one, 'url') === TIME_ENTRY_EXTENSION);
  if (header === null && extension === undefined) return null;
  const parts = objectsIn(extension, 'extension');
  const part = (url: string) => parts.find((one) => textIn(one, 'url') === url);
  const code = (url: string) => textIn(objectIn(part(url), 'valueCoding'), 'code');
  const author = objectIn(annotation, 'authorReference');
  const activities = parts
    .filter((one) => textIn(one, 'url') === 'activity')
    .flatMap((one) => textIn(objectIn(one, 'valueCoding'), 'code') ?? []);
  const minutes = numberIn(objectIn(part('minutes'), 'valueDuration'), 'value');
  const seconds = numberIn(objectIn(part('seconds'), 'valueDuration'), 'value') ?? (minutes === undefined ? undefined : minutes * 60);
  const period = objectIn(part('period'), 'valuePeriod');
  const [contactMode, outcome] = [code('contactMode'), code('contactOutcome')];
  const base = fromText(text, header, reference, 'CarePlan');
  return {
    ...base,
    id: textIn(objectIn(part('id'), 'valueIdentifier'), 'value') ?? base.id,
    status: part('voided')?.['valueBoolean'] === true ? 'entered-in-error' : 'finished',
    start: textIn(period, 'start') ?? base.start,
    end: textIn(period, 'end') ?? base.end,
    seconds: seconds ?? base.seconds,
    performerClass: code('performerClass') ?? base.performerClass,
    performerReference: textIn(author, 'reference'),
    performerName: textIn(author, 'display') ?? base.performerName,
    activities: activities.length > 0 ? activities : base.activities,
    contactMode: isCcmCode('contact-mode', contactMode) ? contactMode : base.contactMode,
    outcome: isCcmCode('contact-outcome', outcome) ? outcome : base.outcome,
  };
}

// What a text says by itself; nothing is known of the person but the name.
function fromText(text: string, header: HeaderLine | null, reference: string, carrier: 'CarePlan' | 'DocumentReference'): TimeFacts {
  const { note, details } = readNoteLines(header === null ? text : textAfterHeader(text));
  return {
    id: header?.id,
    carrier,
    reference,
    status: 'finished',
    start: header?.start,
    end: details.end,
    intervals: details.intervals,
    seconds: header?.seconds,
    lengthUnreadable: false,
    performerClass: header?.performerClass,
    performerReference: undefined,
    performerName: header?.performerName,
    activities: header?.activities ?? [],
    contactMode: details.contactMode,
    conditions: details.conditions,
    note: note.trim() === '' ? undefined : note,
    manual: details.manual === true,
    reason: details.reason,
    adopts: details.adopts,
    confirmedBy: details.confirmedBy,
    notCounted: details.notCounted,
    outcome: details.outcome,
    noted: details.recorded,
  };
}

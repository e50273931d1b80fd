import type { RawResource } from '../client.ts';
import { numberIn, objectIn, objectsIn, textIn } from '../fields.ts';
import { TIME_ENTRY_EXTENSION } from '../naming.ts';
import type { StoredTimeEntry } from './entry.ts';
import { parseHeaderLine, parseVoidLines, textAfterHeader, type VoidLine } from './header-line.ts';
import { judge, type TimeFacts } from './judge.ts';

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
  return judge({
    ...fromHeader(header, `DocumentReference/${document.id ?? ''}`, 'DocumentReference'),
    versionId: textIn(objectIn(document, 'meta'), 'versionId'),
    status,
    end: textIn(period, 'end'),
    performerReference: textIn(objectsIn(document, 'author')[0], 'reference'),
    note: blankToNothing(textAfterHeader(text)),
  });
}

/** Void lines wherever one can only append: notes of the plan and of its log. */
export function readVoidLines(resource: RawResource): readonly VoidLine[] {
  if (resource.resourceType === 'DocumentReference') return parseVoidLines(attachedText(resource) ?? '');
  if (resource.resourceType !== 'CarePlan') return [];
  const annotations = [...progressOf(resource), ...objectsIn(resource, 'note')];
  return annotations.flatMap((annotation) => parseVoidLines(textIn(annotation, 'text') ?? ''));
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
  const author = objectIn(annotation, 'authorReference');
  const activities = parts
    .filter((one) => textIn(one, 'url') === 'activity')
    .flatMap((one) => textIn(objectIn(one, 'valueCoding'), 'code') ?? []);
  const minutes = numberIn(objectIn(part('minutes'), 'valueDuration'), 'value');
  const seconds = numberIn(objectIn(part('seconds'), 'valueDuration'), 'value') ?? (minutes === undefined ? undefined : minutes * 60);
  const period = objectIn(part('period'), 'valuePeriod');
  const base = header === null ? null : fromHeader(header, reference, 'CarePlan');
  return {
    ...(base ?? nothing(reference)),
    id: textIn(objectIn(part('id'), 'valueIdentifier'), 'value') ?? base?.id,
    status: part('voided')?.['valueBoolean'] === true ? 'entered-in-error' : 'finished',
    start: textIn(period, 'start') ?? base?.start,
    end: textIn(period, 'end'),
    seconds: seconds ?? base?.seconds,
    performerClass: textIn(objectIn(part('performerClass'), 'valueCoding'), 'code') ?? base?.performerClass,
    performerReference: textIn(author, 'reference'),
    performerName: textIn(author, 'display') ?? base?.performerName,
    activities: activities.length > 0 ? activities : (base?.activities ?? []),
    note: blankToNothing(header === null ? text : textAfterHeader(text)),
  };
}

function fromHeader(
  header: NonNullable<ReturnType<typeof parseHeaderLine>>,
  reference: string,
  carrier: 'CarePlan' | 'DocumentReference',
): TimeFacts {
  return { ...nothing(reference), ...header, carrier };
}

function nothing(reference: string): TimeFacts {
  return {
    id: undefined,
    carrier: 'CarePlan',
    reference,
    status: 'finished',
    start: undefined,
    end: undefined,
    intervals: [],
    seconds: undefined,
    lengthUnreadable: false,
    performerClass: undefined,
    performerReference: undefined,
    performerName: undefined,
    activities: [],
    contactMode: undefined,
    conditions: [],
    note: undefined,
    manual: false,
    reason: undefined,
    adopts: undefined,
  };
}

function attachedText(document: RawResource): string | undefined {
  for (const content of objectsIn(document, 'content')) {
    const attachment = objectIn(content, 'attachment');
    const data = textIn(attachment, 'data');
    if (data === undefined || !(textIn(attachment, 'contentType') ?? '').startsWith('text/plain')) continue;
    const text = decodeBase64(data);
    if (text !== undefined) return text;
  }
  return undefined;
}

function decodeBase64(data: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(data.replace(/\s/g, '')), (character) => character.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function blankToNothing(text: string): string | undefined {
  return text.trim() === '' ? undefined : text;
}

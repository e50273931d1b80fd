import type { Interval } from '../../ccm/chart.ts';
import type { RawResource } from '../client.ts';
import { isInstant } from '../dates.ts';
import { isObject, objectIn, objectsIn, textIn } from '../fields.ts';
import { CCM_SYSTEM, isCcmCode, NOTE_EXTENSION, TIME_ENTRY_ID } from '../naming.ts';
import { secondsOf } from './duration.ts';
import type { StoredTimeEntry } from './entry.ts';
import { type HeaderLine, parseHeaderLine, parseVoidLines } from './header-line.ts';
import { judge, type TimeFacts } from './judge.ts';
import { readNoteLines } from './note-lines.ts';

/**
 * The entry that an Encounter holds; null where the Encounter is not ours. Ours carries our identifier, our type or a
 * header line. Seconds come from `length`, else the header line, else the period, and then are marked so.
 */
export function readEncounter(encounter: RawResource): StoredTimeEntry | null {
  if (encounter.resourceType !== 'Encounter' || !mayBeOurs(encounter)) return null;
  const id = ownIdentifier(encounter);
  const header = headerOf(encounter);
  const types = objectsIn(encounter, 'type');
  if (id === undefined && header === null && !codesOf(types).includes('ccm-time')) return null;
  return judge(factsOf(encounter, id, header));
}

// Nearly all encounters of a chart are the EHR's own: told apart before anything is read with care.
function mayBeOurs(encounter: RawResource): boolean {
  return (
    hasOne(encounter['identifier'], ({ system }) => system === TIME_ENTRY_ID) ||
    hasOne(encounter['type'], isOfOurs) ||
    hasOne(encounter['reasonCode'], hasHeader) ||
    hasOne(encounter['extension'], ({ url }) => url === NOTE_EXTENSION)
  );
}

type Fields = Readonly<Record<string, unknown>>;

function isOfOurs({ coding }: Fields): boolean {
  return hasOne(coding, ({ system }) => system === CCM_SYSTEM);
}

function hasHeader({ text }: Fields): boolean {
  return typeof text === 'string' && text.includes(HEADER);
}

function hasOne(list: unknown, is: (one: Fields) => boolean): boolean {
  if (!Array.isArray(list)) return false;
  for (const one of list) if (isObject(one) && is(one)) return true;
  return false;
}

const HEADER = 'CCM-TIME v1';

function factsOf(encounter: RawResource, id: string | undefined, header: HeaderLine | null): TimeFacts {
  const participants = objectsIn(encounter, 'participant');
  const performing = participants.find((one) => performerClassOf(one) !== undefined) ?? participants[0];
  const individual = objectIn(performing, 'individual');
  const period = objectIn(encounter, 'period') ?? objectIn(performing, 'period');
  const activities = codesOf(objectsIn(encounter, 'reasonCode'));
  const types = objectsIn(encounter, 'type');
  const manual = types.find((one) => codesOf([one]).includes('manual-entry'));
  const written = noteOf(encounter);
  const { note, details } = readNoteLines(textIn(written, 'text') ?? '');
  return {
    id: id ?? header?.id,
    carrier: 'Encounter',
    reference: `Encounter/${encounter.id ?? ''}`,
    versionId: textIn(objectIn(encounter, 'meta'), 'versionId'),
    status: textIn(encounter, 'status') ?? 'unknown',
    start: textIn(period, 'start') ?? header?.start,
    end: textIn(period, 'end'),
    intervals: intervalsOf(participants, textIn(individual, 'reference'), period),
    ...durationOf(encounter, header),
    performerClass: participants.map(performerClassOf).find((one) => one !== undefined) ?? header?.performerClass,
    performerReference: textIn(individual, 'reference'),
    performerName: textIn(individual, 'display') ?? header?.performerName,
    activities: activities.length > 0 ? activities : (header?.activities ?? []),
    contactMode: codesOf(types).find((code) => isCcmCode('contact-mode', code)),
    conditions: referencesIn(encounter, 'reasonReference'),
    note: note.trim() === '' ? undefined : note,
    manual: manual !== undefined,
    reason: textIn(manual, 'text')?.replace(/^[^:]*:? ?/, ''),
    adopts: textIn(objectIn(encounter, 'partOf'), 'reference'),
    confirmedBy: details.confirmedBy,
    notCounted: details.notCounted,
    outcome: codesOf(types).find((code) => isCcmCode('contact-outcome', code)),
    noted: textIn(written, 'time'),
  };
}

function ownIdentifier(encounter: RawResource): string | undefined {
  return textIn(
    objectsIn(encounter, 'identifier').find((one) => textIn(one, 'system') === TIME_ENTRY_ID),
    'value',
  );
}

function headerOf(encounter: RawResource): HeaderLine | null {
  const texts = [...objectsIn(encounter, 'reasonCode'), noteOf(encounter)].map((one) => textIn(one, 'text'));
  const text = texts.find((one) => one?.includes(HEADER));
  return text === undefined ? null : parseHeaderLine(text);
}

function codesOf(concepts: readonly unknown[]): readonly string[] {
  return concepts
    .flatMap((concept) => objectsIn(concept, 'coding'))
    .filter((coding) => coding['system'] === CCM_SYSTEM)
    .flatMap((coding) => textIn(coding, 'code') ?? []);
}

function performerClassOf(participant: unknown): string | undefined {
  return codesOf(objectsIn(participant, 'type')).find((code) => isCcmCode('performer-class', code));
}

// One element per active interval; a single one that spans the whole period says nothing more than the period.
function intervalsOf(participants: readonly unknown[], individual: string | undefined, period: unknown): readonly Interval[] {
  const intervals = participants
    .filter((one) => textIn(objectIn(one, 'individual'), 'reference') === individual)
    .flatMap((one) => {
      const start = textIn(objectIn(one, 'period'), 'start');
      const end = textIn(objectIn(one, 'period'), 'end');
      return isInstant(start) && isInstant(end) ? [{ start, end }] : [];
    });
  const [only] = intervals;
  if (intervals.length === 1 && only?.start === textIn(period, 'start') && only?.end === textIn(period, 'end')) return [];
  return intervals;
}

function durationOf(encounter: RawResource, header: HeaderLine | null): Pick<TimeFacts, 'seconds' | 'lengthUnreadable'> {
  const length = secondsOf(encounter['length']);
  if (typeof length === 'number') return { seconds: length, lengthUnreadable: false };
  return { seconds: header?.seconds, lengthUnreadable: length === 'unreadable' && header === null };
}

/** The notes on an Encounter, as Annotations. */
export function notesOn(encounter: RawResource): readonly Readonly<Record<string, unknown>>[] {
  return objectsIn(encounter, 'extension')
    .filter((one) => textIn(one, 'url') === NOTE_EXTENSION)
    .map((one) => objectIn(one, 'valueAnnotation') ?? {});
}

// A note that takes the entry back stands beside the one about the work.
function noteOf(encounter: RawResource): Readonly<Record<string, unknown>> | undefined {
  return notesOn(encounter).find((note) => parseVoidLines(textIn(note, 'text') ?? '').length === 0);
}

function referencesIn(parent: unknown, key: string): StoredTimeEntry['conditions'] {
  return objectsIn(parent, key).flatMap((one) => {
    const reference = textIn(one, 'reference');
    const display = textIn(one, 'display');
    return reference === undefined ? [] : [{ reference, ...(display === undefined ? {} : { display }) }];
  });
}

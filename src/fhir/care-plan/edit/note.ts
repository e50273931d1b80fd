import type { Annotation } from 'fhir/r4';
import type { CarePlanElement, Instant } from '../../../ccm/chart.ts';
import { objectsIn, textIn } from '../../fields.ts';
import type { LosslessObject } from '../../lossless.ts';
import type { Author } from '../edit.ts';
import { isLogLine } from '../log-line.ts';
import { elementTag, lossless, replaceIn, withReplaced } from './lists.ts';

export interface NoteDraft {
  readonly author: Author;
  readonly at: Instant;
  readonly text: string;
  /** The CMS element that the note documents, as with *assessed, none needed*. */
  readonly element?: CarePlanElement;
}

/** A note as the plan has it, told from the others by its words and its time. */
export interface NoteKey {
  readonly text: string;
  /** As it stands in the note. */
  readonly time?: string | undefined;
}

/** The Annotation of a draft. */
export function annotationOf({ author, at, text, element }: NoteDraft): Annotation {
  return {
    ...(element === undefined ? {} : { extension: [elementTag(element)] }),
    ...(author.reference === undefined
      ? { authorString: author.display }
      : { authorReference: { reference: author.reference, display: author.display } }),
    time: at,
    text,
  };
}

/** Whether the plan has a note of those words and that time. */
export function hasNote(plan: unknown, { text, time }: NoteKey): boolean {
  return objectsIn(plan, 'note').some((note) => note['text'] === text && sameTime(textIn(note, 'time'), time));
}

/**
 * The plan with a note for people in other words: author and time become those of who reworded it, what it documents and its
 * place stay. Statements and log lines of ours are never reworded.
 */
export function withChangedNote(plan: LosslessObject, key: NoteKey, to: NoteDraft): LosslessObject {
  if (isLogLine(key.text)) return plan;
  let isFirst = true;
  const isMeant = (note: unknown) => {
    const matches = isFirst && textIn(note, 'text') === key.text && sameTime(textIn(note, 'time'), key.time);
    if (matches) isFirst = false;
    return matches;
  };
  return replaceIn(plan, 'note', isMeant, (note) => {
    const { extension: _tag, ...said } = lossless(annotationOf(to));
    return withReplaced(note, (name) => /^_?(author|time|text)/.test(name), said);
  });
}

// A server may give an instant back in another zone or precision; what is not a time at all is compared as text.
function sameTime(a: string | undefined, b: string | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined || !a.includes('T') || !b.includes('T')) return false;
  return Date.parse(a) === Date.parse(b);
}

import type { CarePlanElement } from '../../ccm/chart.ts';
import type { RawResource } from '../client.ts';
import { attachedText } from '../attached-text.ts';
import type { Days } from '../dates.ts';
import { objectIn, objectsIn, textIn } from '../fields.ts';
import { isCcmCode, PLAN_NOTE_ID } from '../naming.ts';
import { referenceOf } from '../parse.ts';
import type { PlanInNotes } from './plan.ts';
import { plainWords } from '../plain-words.ts';

/** What a note on the plan holds. */
export interface PlanNoteContent {
  /** A line for each addition or change. */
  readonly lines: readonly string[];
  /** The CMS elements that they document. */
  readonly elements?: readonly CarePlanElement[];
  /** Texts of statements, as `attestationNote` gives them; author and time are those of the note. */
  readonly statements?: readonly string[];
}

export const PLAN_NOTE_TITLE = 'Additions to the comprehensive care plan (CCM)';
const PARTS = 'CCM-PARTS v1 | ';
const STATEMENT = /^CCM-ATTEST v1 \|/;

/** The text of a note: a title, the lines, the parts of the plan that they document, then statements, each from its own line on. */
export function planNoteText({ lines, elements = [], statements = [] }: PlanNoteContent): string {
  return [
    PLAN_NOTE_TITLE,
    ...lines.map((line) => `- ${plainWords(line).replaceAll(/\s+/g, ' ').trim()}`),
    ...(elements.length === 0 ? [] : [`${PARTS}${elements.join(', ')}`]),
    ...statements.map(inNote),
  ].join('\n');
}

// In a person's words no line may pass for one of ours.
function inNote(statement: string): string {
  const [first = '', ...reason] = plainWords(statement).split('\n');
  return [first, ...reason.map((line) => (line.startsWith('CCM-') ? ` ${line}` : line))].join('\n');
}

/** What a note's text says; lines of people's words that only look like ours are told from ours by their place. */
export function readPlanNoteText(text: string): Required<PlanNoteContent> {
  const all = text.split('\n');
  const lines = all
    .slice(
      1,
      ends(all, 1, (line) => line.startsWith('- ')),
    )
    .map((line) => line.slice(2));
  const [next = '', ...more] = all.slice(1 + lines.length);
  const hasParts = next.startsWith(PARTS);
  const codes = hasParts ? next.slice(PARTS.length).split(',') : [];
  return {
    lines,
    elements: codes.map((code) => code.trim()).filter((code) => isCcmCode('careplan-element', code)),
    statements: statementsIn(hasParts ? more : [next, ...more]),
  };
}

function ends(lines: readonly string[], from: number, belongs: (line: string) => boolean): number {
  const end = lines.findIndex((line, index) => index >= from && !belongs(line));
  return end < 0 ? lines.length : end;
}

function statementsIn(lines: readonly string[]): readonly string[] {
  const starts = lines.flatMap((line, index) => (STATEMENT.test(line) ? [index] : []));
  return starts.map((start, index) => lines.slice(start, starts[index + 1]).join('\n'));
}

/** Whether the document is a note of ours on the plan that holds. */
export function isPlanNote(document: RawResource): boolean {
  if (document.resourceType !== 'DocumentReference' || document['status'] !== 'current') return false;
  const identifiers = [objectIn(document, 'masterIdentifier'), ...objectsIn(document, 'identifier')];
  const isNamed = identifiers.some((one) => textIn(one, 'system') === PLAN_NOTE_ID);
  return isNamed || textIn(document, 'description')?.startsWith('CCM-PLAN v1 |') === true;
}

/** A note of ours with the statements in it as a plan has them, among its `note`; none where its text is not at hand. */
export function withStatementNotes(document: RawResource): RawResource {
  const text = isPlanNote(document) ? attachedText(document) : undefined;
  if (text === undefined) return document;
  const author = objectsIn(document, 'author')[0];
  const who = textIn(author, 'reference') === undefined ? { authorString: textIn(author, 'display') } : { authorReference: author };
  const note = readPlanNoteText(text).statements.map((statement) => ({ ...who, time: document['date'], text: statement }));
  return { ...document, note };
}

/** The plan that the notes among the documents make up; null where none of them documents anything of one. */
export function planInNotes(documents: readonly RawResource[], days: Days): PlanInNotes | null {
  const read = documents.filter(isPlanNote).flatMap((document) => {
    const text = attachedText(document);
    return text === undefined ? [] : [{ document, ...readPlanNoteText(text) }];
  });
  const telling = read.filter(({ lines, elements }) => lines.length > 0 || elements.length > 0);
  const sorted = telling.toSorted((a, b) => (textIn(a.document, 'date') ?? '').localeCompare(textIn(b.document, 'date') ?? ''));
  const [first] = sorted;
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return null;
  const since = days.exact(textIn(first.document, 'date'));
  const reference = referenceOf(last.document);
  return {
    elements: [...new Set(sorted.flatMap(({ elements }) => elements))],
    ...(since !== undefined && { since }),
    ...(reference !== undefined && { reference }),
  };
}

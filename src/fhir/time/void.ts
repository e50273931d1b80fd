import type { Instant } from '../../ccm/chart.ts';
import type { Author } from '../care-plan/edit.ts';
import { type Carrier, save, type SaveOutcome, type WriteTarget } from '../carriers.ts';
import type { RawResource } from '../client.ts';
import type { StoredTimeEntry } from './entry.ts';
import { type VoidItem, voidNoteCarrier } from './note.ts';
import { voidingLine } from './month-log.ts';
import { logCarrier } from './plan-carrier.ts';
import { readPlanLog, readVoidNotes } from './read-notes.ts';
import { elseAppended } from './save.ts';
import { voidEncounterCarrier } from './void-encounter.ts';
import { plainWords } from '../plain-words.ts';

/**
 * Takes an entry back and keeps it readable: its Encounter becomes entered in error with the reason in a note; where the
 * EHR will not have that, or the entry is kept elsewhere, a void line joins the plan's log, else stands in a note of its
 * own. `not-stored` where none of these can be written: the entry still counts. That goes too for an entry whose UUID the
 * EHR lost and whose Encounter it will not change: no line can name it. Safe to repeat.
 *
 * @param reason in the person's words
 * @param at instant with offset
 * @throws FhirError as `saveTimeEntry` does, and where the entry's Encounter is another patient's.
 */
export async function voidTimeEntry(
  target: WriteTarget,
  stored: StoredTimeEntry,
  reason: string,
  by: Author,
  at: Instant,
): Promise<SaveOutcome> {
  const { id, start } = stored;
  const { patientId, encounter } = target.client.connection;
  const item: VoidItem = { line: { id: id ?? '', at, reason: plainWords(reason) }, by, patientReference: `Patient/${patientId}` };
  const note = voidNoteCarrier(encounter);
  const first = await inEncounter(target, stored, item, note);
  if (id === undefined) return first;
  const isVoidIn = (plan: RawResource) => readVoidNotes(plan).some((one) => sameId(one.id, id));
  const log = { line: ({ line }: VoidItem) => voidingLine(line, by, start ?? at), isIn: isVoidIn };
  return elseAppended(target, first, item, {
    plan: (plan) => logCarrier(plan, log),
    holds: (plan) => isVoidIn(plan) || readPlanLog(plan).some((one) => sameId(one.id ?? '', id)),
    note,
  });
}

function inEncounter(
  target: WriteTarget,
  { carrier, reference }: StoredTimeEntry,
  item: VoidItem,
  note: Carrier<VoidItem>,
): Promise<SaveOutcome> {
  if (carrier !== 'Encounter') return Promise.resolve({ kind: 'not-stored', because: [], resource: note.resource(item) });
  return save(target, [voidEncounterCarrier(reference.slice('Encounter/'.length), (one) => note.resource(one))], item);
}

function sameId(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

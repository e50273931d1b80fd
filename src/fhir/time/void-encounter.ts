import { assertSubject, type Carrier, type WriteTarget, type Written } from '../carriers.ts';
import type { RawResource } from '../client.ts';
import { writtenResource } from '../create-once.ts';
import { FhirError } from '../fhir-error.ts';
import { objectIn, textIn } from '../fields.ts';
import { isLosslessObject, type LosslessObject, parseLossless, toPlain, writeLossless } from '../lossless.ts';
import { NOTE_EXTENSION } from '../naming.ts';
import { paragraphs } from '../narrative.ts';
import { formatVoidLine } from './header-line.ts';
import type { VoidItem } from './note.ts';
import { readEncounter } from './read-encounter.ts';
import { replaceResource } from './replace.ts';

/** Marks the Encounter that keeps an entry as entered in error and adds a note that says why; all else in it stays. */
export function voidEncounterCarrier(encounterId: string, asText: (item: VoidItem) => RawResource): Carrier<VoidItem> {
  return {
    topic: 'time',
    name: 'Encounter',
    needs: [{ type: 'Encounter', interaction: 'update' }],
    resource: asText,
    async find({ client }) {
      const fresh = await client.read('Encounter', encounterId);
      return isVoid(fresh) ? writtenResource(fresh, true) : null;
    },
    write: (target, item) => writeVoid(target, encounterId, item),
  };
}

function isVoid(encounter: RawResource): boolean {
  return encounter['status'] === 'entered-in-error';
}

async function writeVoid(target: WriteTarget, encounterId: string, item: VoidItem): Promise<Written> {
  const { client } = target;
  const { text, versionId } = await client.readText('Encounter', encounterId);
  const exact = parseLossless(text);
  const fresh = toPlain(exact);
  if (fresh === undefined) throw new FhirError('unreadable', 'GET Encounter');
  assertSubject(client, fresh);
  // Another resource may have come to that address: an encounter of the EHR's own is never voided.
  const own = readEncounter(fresh);
  if (own === null || (own.id ?? '').toLowerCase() !== item.line.id.toLowerCase()) throw new FhirError('conflict', 'PUT Encounter');
  if (isVoid(fresh)) return writtenResource(fresh, true);
  const version = textIn(objectIn(fresh, 'meta'), 'versionId') ?? versionId;
  const written = await replaceResource(target, { type: 'Encounter', id: encounterId, text: writeLossless(voided(exact, item)), version });
  // Some EHRs take the update and keep the status: that voids nothing.
  const after = await client.read('Encounter', encounterId);
  if (!isVoid(after)) throw new FhirError('not-supported', 'PUT Encounter');
  return written;
}

function voided(encounter: LosslessObject, { line, by }: VoidItem): LosslessObject {
  const author =
    by.reference === undefined ? { authorString: by.display } : { authorReference: { reference: by.reference, display: by.display } };
  const note = { url: NOTE_EXTENSION, valueAnnotation: { ...author, time: line.at, text: formatVoidLine(line) } };
  const extensions = encounter['extension'] ?? [];
  if (!Array.isArray(extensions)) throw new FhirError('unreadable', 'edit Encounter');
  const marked = { ...encounter, status: 'entered-in-error', extension: [...extensions, parseLossless(JSON.stringify(note))] };
  return withNarrative(marked, `Taken back ${line.at.slice(0, 10)} by ${by.display}: ${line.reason}`);
}

// Only a narrative that was made from the elements is ours to add to.
function withNarrative(encounter: LosslessObject, words: string): LosslessObject {
  const text = encounter['text'];
  const div = textIn(text, 'div');
  const status = textIn(text, 'status');
  if (!isLosslessObject(text) || div?.endsWith('</div>') !== true || (status !== 'extensions' && status !== 'generated')) return encounter;
  return { ...encounter, text: { ...text, div: `${div.slice(0, -'</div>'.length)}${paragraphs(words)}</div>` } };
}

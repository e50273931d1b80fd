import { assertSubject, type Carrier, mayTry, save, type SaveOutcome, type WriteTarget } from '../carriers.ts';
import type { RawResource } from '../client.ts';
import { encounterCarrier, encounterOf } from './encounter.ts';
import type { TimeEntryDraft } from './entry.ts';
import { noteCarrier } from './note.ts';
import { planCarrier, planToLogIn, UPDATE_PLAN } from './plan-carrier.ts';
import { readPlanLog } from './read-notes.ts';

/**
 * Keeps an entry in the best carrier of this EHR: an Encounter, else the log of the patient's CCM plan, else a note; see
 * `save`. Safe to call again with the same draft after an unclear outcome: each carrier finds the draft's UUID first.
 *
 * @throws FhirError as `save` does, and where the EHR did not answer which plan there is.
 */
export async function saveTimeEntry(target: WriteTarget, draft: TimeEntryDraft): Promise<SaveOutcome> {
  // A plan names its own patient, not the draft's: what joins its log is checked here.
  assertSubject(target.client, encounterOf(draft));
  const holds = (plan: RawResource) => readPlanLog(plan).some(({ id }) => id?.toLowerCase() === draft.id.toLowerCase());
  const first = await save(target, [encounterCarrier], draft);
  return elseAppended(target, first, draft, { plan: planCarrier, holds, note: noteCarrier(target.client.connection.encounter) });
}

/** The carriers to which one can only append. */
export interface Appending<Item> {
  readonly plan: (plan: RawResource) => Carrier<Item>;
  /** Whether the plan has it already. */
  readonly holds: (plan: RawResource) => boolean;
  readonly note: Carrier<Item>;
}

/** What came of the Encounter; where it was not kept there, what came of the plan's log and of a note. */
export async function elseAppended<Item>(
  target: WriteTarget,
  first: SaveOutcome,
  item: Item,
  { plan, holds, note }: Appending<Item>,
): Promise<SaveOutcome> {
  if (first.kind !== 'not-stored') return first;
  const place = await placeOf(target, holds);
  const second = await save(target, place === null ? [note] : [plan(place), note], item);
  if (second.kind !== 'not-stored') return second;
  return { ...first, because: [...first.because, ...second.because] };
}

// A plan that must not be written is not looked for: the carrier itself then says why it was passed over.
async function placeOf(target: WriteTarget, holds: (plan: RawResource) => boolean): Promise<RawResource | null> {
  const isBarred = !mayTry(target, UPDATE_PLAN) || target.memory.dropped('time', 'CarePlan') !== undefined;
  return isBarred ? { resourceType: 'CarePlan' } : planToLogIn(target, holds);
}

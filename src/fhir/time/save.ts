import { assertSubject, type Carrier, keepInTurn, mayTry, save, type SaveOutcome, type Way, type WriteTarget } from '../carriers.ts';
import type { RawResource } from '../client.ts';
import { encounterCarrier, encounterOf } from './encounter.ts';
import type { TimeEntryDraft } from './entry.ts';
import { noteCarrier } from './note.ts';
import { planCarrier, planToLogIn, UPDATE_PLAN } from './plan-carrier.ts';
import { readPlanLog } from './read-notes.ts';

/**
 * Keeps an entry in the best carrier of this EHR: an Encounter, else the log of the patient's CCM plan, else a note, unless
 * the site wants another order; see `save`. Safe to call again with the same draft after an unclear outcome: each carrier finds the draft's UUID first.
 *
 * @throws FhirError as `save` does, and where the EHR did not answer which plan there is.
 */
export async function saveTimeEntry(target: WriteTarget, draft: TimeEntryDraft): Promise<SaveOutcome> {
  // A plan names its own patient, not the draft's: what joins its log is checked here.
  assertSubject(target.client, encounterOf(draft));
  const holds = (plan: RawResource) => readPlanLog(plan).some(({ id }) => id?.toLowerCase() === draft.id.toLowerCase());
  const appending = { plan: planCarrier, holds, note: noteCarrier(target.client.connection.encounter) };
  const encounter: Way<SaveOutcome> = { topic: 'time', name: 'Encounter', keep: () => save(target, [encounterCarrier], draft) };
  return keepInTurn(target, [encounter, ...waysToAppend(target, draft, appending)], encounterOf(draft));
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
  appending: Appending<Item>,
): Promise<SaveOutcome> {
  if (first.kind !== 'not-stored') return first;
  const second = await keepInTurn(target, waysToAppend(target, item, appending), first.resource);
  if (second.kind !== 'not-stored') return second;
  return { ...first, because: [...first.because, ...second.because] };
}

function waysToAppend<Item>(target: WriteTarget, item: Item, { plan, holds, note }: Appending<Item>): readonly Way<SaveOutcome>[] {
  const inPlan = async () => {
    const place = await placeOf(target, holds);
    return place === null ? null : save(target, [plan(place)], item);
  };
  return [
    { topic: 'time', name: 'CarePlan', keep: inPlan },
    { topic: 'time', name: 'DocumentReference', keep: () => save(target, [note], item) },
  ];
}

// A plan that must not be written is not looked for: the carrier itself then says why it was passed over.
async function placeOf(target: WriteTarget, holds: (plan: RawResource) => boolean): Promise<RawResource | null> {
  const isBarred = !mayTry(target, UPDATE_PLAN) || target.memory.dropped('time', 'CarePlan') !== undefined;
  return isBarred ? { resourceType: 'CarePlan' } : planToLogIn(target, holds);
}

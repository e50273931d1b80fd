import { save, type SaveOutcome, type WriteTarget } from '../carriers.ts';
import { encounterCarrier } from './encounter.ts';
import type { TimeEntryDraft } from './entry.ts';

/** Keeps an entry in the best carrier of this EHR: see `save`. Safe to call again with the same draft after an unclear outcome. */
export function saveTimeEntry(target: WriteTarget, draft: TimeEntryDraft): Promise<SaveOutcome> {
  return save(target, [encounterCarrier], draft);
}

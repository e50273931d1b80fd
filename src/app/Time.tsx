import { use } from 'react';
import type { MonthAssessment } from '../ccm/month-assessment.ts';
import { handLimits } from './by-hand.ts';
import { formatMonth } from './format.ts';
import { isCovered } from './month-words.ts';
import type { useReadAgainAfter } from './queries.ts';
import { nowAt, todayAt } from './queries/access.ts';
import { dismissalsOf, useHostEncounters } from './queries/host-encounters.ts';
import { adoptEncounter, ledgerEntries, voidEntry } from './queries/ledger.ts';
import { type Saving, signedIn } from './queries/signed-in.ts';
import { useYear } from './queries/year.ts';
import type { SaveResult, SaveTarget } from './save-result.ts';
import type { TimeEntryInput, TimeUser } from './time-entry-view.ts';
import { UnsentContext } from './timekeeping/unsent-context.ts';
import { UnsentList } from './timekeeping/UnsentList.tsx';
import { TimeScreen } from './TimeScreen.tsx';
import { performerWords } from './vocabulary-text.ts';

export interface TimeProps {
  readonly saving: Saving;
  readonly assessment: MonthAssessment;
  readonly user: TimeUser;
  readonly saveTarget: SaveTarget;
  /** Saves without a draft: for where drafts are not open. */
  readonly onSave: (input: TimeEntryInput) => Promise<SaveResult>;
  readonly readAgainAfter: ReturnType<typeof useReadAgainAfter>;
}

const newId = () => crypto.randomUUID();

/** The time screen of a session: what the EHR holds of work, and how entries are added, adopted and taken back. */
export function Time({ saving, assessment, user, saveTarget, onSave, readAgainAfter }: TimeProps) {
  const { access, reading } = saving;
  const unsent = use(UnsentContext)?.unsent;
  const host = useHostEncounters(access, reading, assessment.month);
  const year = useYear(access, reading, assessment.month);
  const who = signedIn(saving);
  const noName = who === null ? 'The EHR did not say who is signed in.' : undefined;
  const noAdopting = noName ?? adoptOff(user, assessment);
  return (
    <TimeScreen
      chart={reading.chart}
      assessment={assessment}
      today={todayAt(access)}
      entries={ledgerEntries(reading)}
      user={user}
      now={nowAt(access)}
      saveTarget={saveTarget}
      newId={newId}
      byHand={{ clock: () => nowAt(access), limits: handLimits(access.settings.time) }}
      onSave={unsent === undefined ? onSave : (input) => unsent.save(input)}
      voiding={{
        ...(noName !== undefined && { offReason: noName }),
        ...(who !== null && { self: who.reference }),
        onVoid: (key, reason) => readAgainAfter(voidEntry(saving, key, reason)),
      }}
      host={host}
      adopting={{
        ...(noAdopting !== undefined && { offReason: noAdopting }),
        newId,
        onAdopt: (input) => readAgainAfter(adoptEncounter(saving, input)),
        onDismiss: dismissalsOf(access).set,
      }}
      year={year}
      unsent={<UnsentList />}
    />
  );
}

/** Whether an encounter was CCM work is a judgement on care. */
function adoptOff({ performer }: TimeUser, assessment: MonthAssessment): string | undefined {
  if (!isCovered(assessment)) return `Intervisit has no rules for ${formatMonth(assessment.month)}.`;
  if (performer !== 'non-clinical-staff' && performer !== 'software') return undefined;
  return `You are signed in as ${performerWords(performer)}; clinical staff and practitioners say what was CCM work.`;
}

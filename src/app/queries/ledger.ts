import { type ChartReading } from '../../fhir/chart.ts';
import type { StoredTimeEntry } from '../../fhir/time.ts';
import { isCcmCode } from '../../fhir/naming.ts';
import type { TimeEntryDraft } from '../../fhir/time.ts';
import { saveTimeEntry } from '../../fhir/time/save.ts';
import { voidTimeEntry } from '../../fhir/time/void.ts';
import type { AdoptInput, EntrySource, LedgerEntry } from '../ledger/ledger-view.ts';
import type { SaveResult } from '../save-result.ts';
import { nowAt } from './access.ts';
import { resultOf } from './outcomes.ts';
import { type Saving, signedIn } from './signed-in.ts';

/** Every entry of ours that was read, of all months. */
export function ledgerEntries({ chart, timeEntries }: Pick<ChartReading, 'chart' | 'timeEntries'>): readonly LedgerEntry[] {
  const indices = new Map((chart.timeEntries ?? []).map((fact, index) => [fact, index]));
  return timeEntries.map((stored) => ledgerEntry(stored, stored.entry === null ? undefined : indices.get(stored.entry)));
}

function ledgerEntry(stored: StoredTimeEntry, index: number | undefined): LedgerEntry {
  const { entry: _entry, carrier, versionId: _version, status: _status, source: _source, ...kept } = stored;
  return {
    ...kept,
    key: keyOf(stored),
    where: carrier === 'not-stored' ? 'Encounter' : carrier,
    source: sourceOf(stored),
    ...(index !== undefined && { index }),
  };
}

function keyOf({ id, reference, start }: StoredTimeEntry): string {
  return id ?? `${reference} ${start ?? ''}`;
}

function sourceOf({ adopts, source }: StoredTimeEntry): EntrySource {
  return adopts === undefined ? source : 'adopted';
}

/** Takes an entry back, by its key in the ledger. Nothing is deleted. */
export async function voidEntry(saving: Saving, key: string, reason: string): Promise<SaveResult> {
  const who = signedIn(saving);
  if (who === null) return { kind: 'nobody-signed-in' };
  const stored = saving.reading.timeEntries.find((one) => keyOf(one) === key);
  if (stored === undefined) return { kind: 'failed', error: 'not-found' };
  return resultOf(() => voidTimeEntry(saving.target, stored, reason, who, nowAt(saving.access)));
}

/**
 * Makes an entry of ours of an encounter of the EHR's own. The work stays that of the person whom the EHR names; whoever
 * adopts it vouches for it.
 */
export async function adoptEncounter(saving: Saving, input: AdoptInput): Promise<SaveResult> {
  const who = signedIn(saving);
  if (who === null) return { kind: 'nobody-signed-in' };
  const { activity, encounter } = input;
  if (!isCcmCode('activity', activity)) throw new TypeError('the form offers only the activities of the vocabulary');
  const { organization } = saving.access.settings.practice;
  const { patient } = saving.reading;
  const performer = encounter.performerReference ?? who.reference;
  const draft: TimeEntryDraft = {
    id: input.id,
    start: encounter.start,
    end: encounter.end,
    seconds: input.seconds,
    performer: input.performer,
    performerReference: performer,
    performerName: performer === who.reference ? who.display : (encounter.performerName ?? performer),
    activities: [activity],
    contactMode: input.contactMode,
    conditions: [],
    note: input.note,
    patientReference: patient.reference,
    patientDisplay: patient.name,
    ...(organization !== undefined && { serviceProvider: organization }),
    source: 'manual',
    reason: `adopted from ${encounter.reference}`,
    adopts: encounter.reference,
    recordedAt: nowAt(saving.access),
    ...(performer !== who.reference && { confirmedBy: who.display }),
  };
  return resultOf(() => saveTimeEntry(saving.target, draft));
}

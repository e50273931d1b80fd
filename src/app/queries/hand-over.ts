import type { ServiceMonth } from '../../ccm/chart.ts';
import type { MonthAssessment } from '../../ccm/month-assessment.ts';
import { type HandOvers, readHandOvers, saveHandOver, type StoredHandOver } from '../../fhir/charges/hand-over.ts';
import type { RawResource } from '../../fhir/client.ts';
import { FhirError } from '../../fhir/fhir-error.ts';
import type { CloseInput } from '../charge-view.ts';
import { sheetText } from '../close/sheet/sheet-text.ts';
import type { HandOverView } from '../close/sheet/sheet-view.ts';
import { formatDate } from '../format.ts';
import type { SaveResult } from '../save-result.ts';
import { type Access, capabilitiesOf, nowAt } from './access.ts';
import type { SheetOfMonth } from './charge-sheet.ts';
import { heldBack } from './close-checks.ts';
import { resultOf } from './outcomes.ts';
import { type Saving, signedIn } from './signed-in.ts';

/** Where charges can be handed over, the best place first. */
export const HAND_OVER_PLACES = [
  { topic: 'hand-over', where: 'Task', needs: [{ type: 'Task', interaction: 'create' }] },
  { topic: 'hand-over', where: 'DocumentReference', needs: [{ type: 'DocumentReference', interaction: 'create' }] },
] as const;

/** Hand-overs of all months, as the EHR has them; read when somebody looks at charges. `statement`: what the EHR says it can do. */
export function handOversQuery(access: Access, statement: RawResource | null) {
  return {
    queryKey: [access.session.id, 'chart', 'hand-overs'],
    queryFn: ({ signal }: { readonly signal: AbortSignal }): Promise<HandOvers> => readNow(access, statement, signal),
  };
}

function readNow(access: Access, statement: RawResource | null, signal?: AbortSignal): Promise<HandOvers> {
  const { patientId, base } = access.session.connection;
  const capabilities = capabilitiesOf(access, statement);
  return readHandOvers(access.client, { patientId, base, capabilities, ...(signal !== undefined && { signal }) });
}

/** A month's hand-overs, newest first. `key`: of the sheet as it is now, to tell which of them says the same. */
export function handOverViews({ handOvers }: Pick<HandOvers, 'handOvers'>, month: ServiceMonth, key?: string): readonly HandOverView[] {
  return handOvers
    .filter((one) => one.month === month)
    .toReversed()
    .map(({ key: its, place, ...shown }) => ({ ...shown, where: place, ...(key !== undefined && { isCurrent: its === key }) }));
}

/**
 * What billing must know of a sheet, as one text: codes, day, diagnoses, who bills, where, and whether it is signed off.
 * Minutes are left out: more of them under the same codes change nothing for the claim.
 */
export function toldToBilling({ sheet, drafts }: SheetOfMonth): string {
  return JSON.stringify([
    sheet.lines,
    sheet.dateOfService,
    sheet.diagnoses.map(({ code }) => code),
    drafts?.[0].billingPractitioner.reference ?? sheet.practitioner.name,
    sheet.placeOfService.code ?? '',
    sheet.signedBy ?? '',
  ]);
}

/** The mark of such a text, by which hand-overs that say the same are known. Hexadecimal. */
export async function handOverKey(told: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(told));
  return Array.from(new Uint8Array(digest).slice(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export interface HandOverInput {
  readonly of: SheetOfMonth & Required<Pick<SheetOfMonth, 'drafts'>>;
  readonly assessment: MonthAssessment;
  readonly input: CloseInput;
  readonly statement: RawResource | null;
}

/**
 * Hands the month's charges to billing. What keeps a month from being closed keeps it from being handed over. What stands
 * there is looked at first: the same is not handed over twice, and something else is replaced by a new one that names it.
 * Never rejects for what the EHR does.
 */
export async function handToBilling(saving: Saving, { of, assessment, input, statement }: HandOverInput): Promise<SaveResult> {
  const who = signedIn(saving);
  if (who === null) return { kind: 'nobody-signed-in' };
  const reasons = heldBack(saving, assessment, input);
  if (reasons.length > 0) return { kind: 'rejected', where: 'Task', heldBack: true, reasons };
  try {
    const key = await handOverKey(toldToBilling(of));
    const { month } = of.sheet;
    const there = (await readNow(saving.access, statement)).handOvers.filter((one) => one.month === month);
    const last = there.findLast(isStanding);
    if (last?.key === key) return { kind: 'stored', where: last.place, reference: last.reference, alreadyThere: true };
    const { organization } = saving.access.settings.practice;
    const text = `${last === undefined ? '' : `${replacesText(last)}\n`}${sheetText(of.sheet)}`;
    const number = Math.max(0, ...there.map((one) => one.number)) + 1;
    const draft = {
      charges: of.drafts,
      number,
      key,
      patientDisplay: saving.reading.patient.name,
      by: who,
      at: nowAt(saving.access),
      ...(organization !== undefined && { owner: organization }),
      text,
    };
    const result = await resultOf(() => saveHandOver(saving.target, draft));
    if (result.kind === 'not-stored') return { ...result, text };
    return result.kind === 'stored' && result.alreadyThere ? await checked(saving, result, { key, statement, month, number }) : result;
  } catch (error) {
    if (error instanceof FhirError) return { kind: 'failed', error: error.kind };
    throw error;
  }
}

function isStanding({ state }: StoredHandOver): boolean {
  return state === 'handed-over' || state === 'done';
}

function replacesText({ at, by, reference }: StoredHandOver): string {
  const when = at === undefined ? '' : ` of ${formatDate(at)}`;
  return `REPLACES the hand-over${when}${by === undefined ? '' : ` by ${by}`} (${reference}).`;
}

type Stored = Extract<SaveResult, { readonly kind: 'stored' }>;
type Wanted = Pick<StoredHandOver, 'key' | 'month' | 'number'> & Pick<HandOverInput, 'statement'>;

// Somebody else may have handed over at the same moment: then theirs stands, and it may say something else.
async function checked(saving: Saving, result: Stored, { key, statement, month, number }: Wanted): Promise<Stored> {
  const { handOvers } = await readNow(saving.access, statement);
  const found = handOvers.find((one) => one.month === month && one.number === number);
  if (found === undefined || found.key === key) return result;
  return {
    ...result,
    butMend: 'Somebody else handed this month over at the same time, and not the same: look at it, then hand it over again.',
  };
}

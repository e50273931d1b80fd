import { familyOf } from '../../ccm/families.ts';
import type { CodeFamily } from '../../ccm/month-assessment.ts';
import { baseCodeOf, chargeIdentifier } from './charge-item.ts';
import type { ChargeDraft, StandingCharge, StoredCharge } from './charge.ts';
import { isStanding, says } from './standing.ts';

/** What is to become of one own charge of a month. `draft` is as it is to be written, `note` what is added to the charge. */
export type ChargeStep =
  | { readonly kind: 'create'; readonly draft: ChargeDraft }
  | { readonly kind: 'update'; readonly draft: ChargeDraft; readonly there: StoredCharge }
  /** Planned becomes billable, its content brought up to date. */
  | { readonly kind: 'sign-off'; readonly draft: ChargeDraft; readonly there: StoredCharge }
  /** It says all this already, or was signed off and nothing billed would change. */
  | { readonly kind: 'keep'; readonly draft: ChargeDraft; readonly there: StoredCharge }
  /** Another charge takes its place: not-billable. */
  | { readonly kind: 'supersede'; readonly there: StoredCharge; readonly note: string; readonly successor: string }
  /** Planned and no longer reached: aborted. */
  | { readonly kind: 'abort'; readonly there: StoredCharge; readonly note: string }
  /** Signed off and no longer reached: not-billable. */
  | { readonly kind: 'withdraw'; readonly there: StoredCharge; readonly note: string }
  /** Billed, or in a status of which only billing knows more: not for the app to touch. `wanted`: units now right, null where none are. */
  | { readonly kind: 'billed'; readonly there: StoredCharge; readonly wanted: number | null };

export type ClosingStep = Extract<ChargeStep, { kind: 'supersede' | 'abort' | 'withdraw' }>;

/** What a close comes to. */
export interface ChargePlan {
  /** Base codes first, then their add-ons, then what is closed: what replaces a charge stands before the charge goes. */
  readonly steps: readonly ChargeStep[];
  /** Charges of another coding that are billed: nothing of the drafts can be recorded beside them (CODE-15). */
  readonly inTheWay: readonly StandingCharge[];
}

/**
 * Compares what is wanted with the patient's own charges of the month, closed ones included, and says what is to be done:
 * a reconcile, so that doing it twice does nothing the second time. Codes outside the CCM families that no draft names are left alone.
 *
 * @param drafts base codes first; empty calls off everything that is not billed
 * @param why for the notes of what is closed without a successor; a sentence
 */
export function chargeSteps(own: readonly StoredCharge[], drafts: readonly ChargeDraft[], why?: string): ChargePlan {
  const families = new Set(drafts.flatMap(({ code }) => familyOf(code) ?? []));
  const isConcerned = ({ code }: StoredCharge) =>
    drafts.some((draft) => draft.code === code) || (familyOf(code) !== undefined && (families.size > 0 || drafts.length === 0));
  const standing = own.filter((charge) => isStanding(charge) && isConcerned(charge));
  const fixed = standing.filter((charge) => !isOpen(charge));
  const inTheWay = drafts.length === 0 ? [] : fixed.filter((charge) => isOfAnother(families, charge));
  if (inTheWay.length > 0) {
    return { steps: fixed.map((there) => ({ kind: 'billed', there, wanted: null })), inTheWay: inTheWay.map(named) };
  }
  const base = drafts.find(({ partOf }) => partOf === undefined);
  const goes = standing.filter((charge) => isOpen(charge) && isOfAnother(families, charge));
  const replaced = base === undefined ? [] : [...goes, ...replacedBefore(own, identified(own, base))].toSorted(baseFirst);
  const written = drafts.map((draft) => wantedStep(own, standing, draft === base ? replacing(draft, replaced) : draft));
  const steps = written.map((step) => underNewBase(step, written));
  const kept = new Set(steps.flatMap((step) => ('there' in step ? step.there : [])));
  const rest = standing.filter((charge) => !kept.has(charge)).toSorted((a, b) => -baseFirst(a, b));
  return { steps: [...steps, ...rest.map((there) => closing(there, steps, families, why))], inTheWay: [] };
}

/** Planned or billable: the app may still change it. */
function isOpen({ status }: StoredCharge): boolean {
  return status === 'planned' || status === 'billable';
}

function isOfAnother(families: ReadonlySet<CodeFamily>, { code }: StoredCharge): boolean {
  const family = familyOf(code);
  return family !== undefined && families.size > 0 && !families.has(family);
}

function named({ code, reference, status }: StoredCharge): StandingCharge {
  return { code, reference, status };
}

function baseFirst(a: StoredCharge, b: StoredCharge): number {
  return Number(baseCodeOf(a.code) !== undefined) - Number(baseCodeOf(b.code) !== undefined);
}

/** The draft under the identifier that it has or will have: closed charges keep theirs, so a later one is numbered. */
function identified(own: readonly StoredCharge[], draft: ChargeDraft): ChargeDraft {
  const same = own.filter(({ code }) => code === draft.code);
  const there = keeper(same.filter(isStanding));
  const issue = there === undefined ? Math.max(0, ...same.map(issueOf)) + 1 : issueOf(there);
  return issue > 1 ? { ...draft, issue } : draft;
}

function issueOf({ identifier }: StoredCharge): number {
  return Number(/#(\d+)$/.exec(identifier ?? '')?.[1] ?? 1);
}

const RANKS: readonly string[] = ['billable', 'planned'];

/** Of several charges for one code the one that stays: what billing has, else what is signed, else the first. The same for everybody who looks. */
function keeper(same: readonly StoredCharge[]): StoredCharge | undefined {
  return same.toSorted(
    (a, b) => RANKS.indexOf(a.status) - RANKS.indexOf(b.status) || issueOf(a) - issueOf(b) || a.reference.localeCompare(b.reference),
  )[0];
}

function wantedStep(own: readonly StoredCharge[], standing: readonly StoredCharge[], wanted: ChargeDraft): ChargeStep {
  const draft = identified(own, wanted);
  const there = keeper(standing.filter(({ code }) => code === draft.code));
  if (there === undefined) return { kind: 'create', draft };
  if (!isOpen(there)) return { kind: 'billed', there, wanted: draft.units };
  // Who may not sign leaves a signature alone as long as nothing that is billed changes.
  const isSigned = there.status === 'billable' && draft.status === 'planned' && there.units === draft.units;
  if (isSigned || says(there, draft)) return { kind: 'keep', draft, there };
  return { kind: there.status === 'planned' && draft.status === 'billable' ? 'sign-off' : 'update', draft, there };
}

/** An add-on whose base is another charge than it says has to be told. */
function underNewBase(step: ChargeStep, all: readonly ChargeStep[]): ChargeStep {
  if (step.kind !== 'keep' || step.draft.partOf === undefined) return step;
  const base = all.find((one) => codeOf(one) === step.draft.partOf);
  if (base === undefined) return step;
  const isTold = 'there' in base && (step.there.partOf === undefined || step.there.partOf.endsWith(base.there.reference));
  return isTold || step.there.status !== step.draft.status ? step : { ...step, kind: 'update' };
}

/** The code that a step is about. */
export function codeOf(step: ChargeStep): string {
  return 'draft' in step ? step.draft.code : step.there.code;
}

/** Charges that an earlier close replaced by this one: they stay named in it. */
function replacedBefore(own: readonly StoredCharge[], base: ChargeDraft): readonly StoredCharge[] {
  const mark = `replaced by ChargeItem ${chargeIdentifier(base).value}.`;
  return own.filter(({ status, notes = [] }) => status === 'not-billable' && notes.some((note) => note.endsWith(mark)));
}

function replacing(draft: ChargeDraft, replaced: readonly StoredCharge[]): ChargeDraft {
  if (replaced.length === 0) return draft;
  const codes = [...new Set(replaced.map(({ code }) => code))].join(' and ');
  return {
    ...draft,
    basis: `${draft.basis} Replaces ${codes} of the same month.`,
    supporting: [...draft.supporting, ...replaced.map(({ reference }) => ({ reference, display: 'superseded' }))],
  };
}

function closing(
  there: StoredCharge,
  steps: readonly ChargeStep[],
  families: ReadonlySet<CodeFamily>,
  why = 'the counted time of the month does not reach this code.',
): ChargeStep {
  if (!isOpen(there)) return { kind: 'billed', there, wanted: null };
  const twin = steps.find((step) => codeOf(step) === there.code);
  const successor = twin ?? (isOfAnother(families, there) ? steps[0] : undefined);
  if (successor !== undefined) return superseded(there, successor);
  if (there.status === 'planned') return { kind: 'abort', there, note: `Called off: ${why}` };
  return { kind: 'withdraw', there, note: `Not to be billed: ${why}` };
}

function superseded(there: StoredCharge, successor: ChargeStep): ChargeStep {
  const by = 'draft' in successor ? chargeIdentifier(successor.draft).value : (successor.there.identifier ?? successor.there.reference);
  const note = `Superseded: ${changeSince(there, successor)}replaced by ChargeItem ${by}.`;
  return { kind: 'supersede', there, note, successor: codeOf(successor) };
}

function changeSince(there: StoredCharge, successor: ChargeStep): string {
  if (!('draft' in successor) || successor.draft.totals === undefined) return '';
  const { supporting, entries = [], totals } = successor.draft;
  const isNew = (reference: string) => entries.includes(reference) && there.supporting?.includes(reference) === false;
  const late = supporting.filter(({ reference }) => isNew(reference)).map(({ display, reference }) => display ?? reference);
  const after = late.length === 0 ? '' : `after ${late.length === 1 ? 'a late entry' : 'late entries'} (${late.join('; ')}) `;
  return `${after}the month totals ${totals}; `;
}

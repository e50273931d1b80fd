import { activityOf } from '../activities.ts';
import { daysBetween, firstDay, lastDay, monthOf } from '../calendar.ts';
import type { LocalDate, ServiceMonth } from '../chart.ts';
import type { EntryFacts, Facts } from '../facts.ts';
import { isInpatientOn } from '../stays.ts';
import type { Policy } from '../policy.ts';
import type { RuleId } from '../rules.ts';
import { firstSeconds, secondsIn, type Block, type Piece } from './block.ts';

export type Bucket = 'staff' | 'qhp';

/** An entry after every rule that looks at it alone; only simultaneous work is still to be taken out. */
export interface CleanedEntry {
  readonly entry: EntryFacts;
  readonly date: LocalDate;
  readonly pieces: readonly Piece[];
  readonly bucket: Bucket;
  readonly excluded: Exclusions;
  readonly doubt: Doubt | null;
}

export type Exclusions = ReadonlyMap<RuleId, number>;

/** Seconds left out because a fact of the entry is not known, and the rule that needs it. */
export interface Doubt {
  readonly ruleId: RuleId;
  readonly seconds: number;
  readonly because: 'not-recorded' | 'unreadable';
}

/** Days on which the practitioner's own minutes belong to a visit they report (TIME-9). */
export type VisitDays = ReadonlySet<LocalDate>;

/**
 * Takes out of one entry what the rules exclude, in the rulebook's order, the first rule that matches a second keeping it:
 * month, shared patients, automated or abroad, other services, visit, performer, activity, consent, death, stay, visit day.
 */
export function cleanEntry(entry: EntryFacts, block: Block, facts: Facts, policy: Policy, visitDays: VisitDays): CleanedEntry {
  const excluded = new Map<RuleId, number>();
  const exclude = (ruleId: RuleId, seconds: number): void => {
    if (seconds > 0) excluded.set(ruleId, (excluded.get(ruleId) ?? 0) + seconds);
  };
  const bucket: Bucket = entry.performer === 'physician-qhp' ? 'qhp' : 'staff';
  const inMonth = block.pieces.filter((piece) => monthOf(piece.date) === facts.month);
  const cut = inMonth.length === 0 ? 'TIME-1' : 'TIME-14';
  exclude(cut, secondsIn(block.pieces) - secondsIn(inMonth));
  if (inMonth.length > 0) exclude('TIME-15', block.surplusSeconds);
  else exclude('TIME-1', block.surplusSeconds);

  const shared = divided(inMonth, entry.patientsServed ?? 1);
  exclude('TIME-7', secondsIn(inMonth) - secondsIn(shared));

  const whole = ruleAgainstEntry(entry);
  if (whole !== undefined) exclude(whole, secondsIn(shared));
  const left = whole === undefined ? shared : [];

  const doubt = doubtAbout(entry);
  const kept: Piece[] = [];
  let doubtful = 0;
  for (const piece of left) {
    const rule = ruleAgainstDay(piece.date, bucket, facts, policy, visitDays);
    if (doubt) {
      exclude(doubt.ruleId, piece.seconds);
      doubtful += rule === undefined ? piece.seconds : 0;
    } else if (rule !== undefined) exclude(rule, piece.seconds);
    else kept.push(piece);
  }
  return {
    entry,
    date: block.date,
    pieces: kept,
    bucket,
    excluded,
    doubt: doubt && left.length > 0 ? { ...doubt, seconds: doubtful } : null,
  };
}

/** Each patient's share is floored to a whole second, so that shares never sum to more than was worked. */
function divided(pieces: readonly Piece[], patients: number): readonly Piece[] {
  return patients === 1 ? pieces : firstSeconds(pieces, Math.floor(secondsIn(pieces) / patients));
}

function ruleAgainstEntry(entry: EntryFacts): RuleId | undefined {
  if (entry.performer === 'software' || entry.outsideUS) return 'TIME-18';
  if (entry.countedToward !== undefined) return entry.countedToward === 'G0506' ? 'TIME-16' : 'TIME-10';
  if (entry.partOfVisit) return 'TIME-8';
  if (entry.performer === 'non-clinical-staff') return 'TIME-3';
  return activityOf(entry.activity)?.counts === false ? 'TIME-11' : undefined;
}

function doubtAbout(entry: EntryFacts): Omit<Doubt, 'seconds'> | null {
  if (entry.patientsServed === undefined) return { ruleId: 'TIME-7', because: 'unreadable' };
  if (entry.performer === undefined) return { ruleId: 'TIME-3', because: 'not-recorded' };
  if (entry.activity === undefined) return { ruleId: 'TIME-11', because: 'not-recorded' };
  return activityOf(entry.activity) === undefined ? { ruleId: 'TIME-11', because: 'unreadable' } : null;
}

function ruleAgainstDay(date: LocalDate, bucket: Bucket, facts: Facts, policy: Policy, visitDays: VisitDays): RuleId | undefined {
  if (facts.consent?.date !== undefined && date < facts.consent.date) return 'CONS-5';
  if (typeof facts.death === 'string' && date > facts.death) return 'TIME-13';
  if (facts.stays?.items.some((stay) => isInpatientOn(date, stay, policy))) return 'TIME-12';
  if (bucket === 'qhp' && policy.qhpTimeOnEmDay === 'exclude' && visitDays.has(date)) return 'TIME-9';
  return undefined;
}

/** Whether the block lies so near the month's edge that an unknown time zone leaves its month open. */
export function isNearMonthEdge(block: Block, month: ServiceMonth): boolean {
  const edges = [firstDay(month), lastDay(month)];
  return block.pieces.some((piece) => piece.span !== null && edges.some((day) => Math.abs(daysBetween(piece.date, day)) <= 1));
}

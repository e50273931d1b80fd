import type { RuleId } from '../rules.ts';
import { outside, secondsIn, unionOf, type Piece, type Span } from './block.ts';
import type { CleanedEntry } from './clean.ts';

/** Seconds an entry loses to work that was going on at the same time. */
export interface Overlap {
  readonly kept: readonly Piece[];
  readonly lost: ReadonlyMap<RuleId, number>;
}

/**
 * What is left of each entry when every moment counts once (TIME-6, and TIME-15 where one person logged it twice).
 *
 * Where clock times are known the union of them counts: the practitioner's minutes stay, staff minutes give way, and of
 * two equals the earlier stays. Where only a shared session is known the practitioner's entry counts, else the longest.
 * The result does not depend on the order of the entries.
 */
export function withoutOverlap(entries: readonly CleanedEntry[]): ReadonlyMap<CleanedEntry, Overlap> {
  const result = new Map<CleanedEntry, Overlap>();
  const losers = losersOfSessions(entries);
  for (const entry of losers) result.set(entry, { kept: [], lost: new Map([['TIME-6', secondsIn(entry.pieces)]]) });
  const taken = new Taken();
  for (const entry of entries.filter((one) => !losers.has(one)).toSorted(byPrecedence)) {
    result.set(entry, trimmed(entry, taken));
  }
  return result;
}

function losersOfSessions(entries: readonly CleanedEntry[]): ReadonlySet<CleanedEntry> {
  const sessions = new Map<string, CleanedEntry[]>();
  for (const entry of entries) {
    const session = entry.entry.sessionId;
    if (session === undefined || entry.pieces.length === 0) continue;
    const members = sessions.get(session);
    if (members) members.push(entry);
    else sessions.set(session, [entry]);
  }
  const losers = new Set<CleanedEntry>();
  for (const members of sessions.values()) {
    if (members.every(hasClockTimes)) continue;
    for (const entry of members.toSorted(bySessionPrecedence).slice(1)) losers.add(entry);
  }
  return losers;
}

function hasClockTimes(entry: CleanedEntry): boolean {
  return entry.pieces.every((piece) => piece.span !== null);
}

function bySessionPrecedence(a: CleanedEntry, b: CleanedEntry): number {
  return bucketRank(a) - bucketRank(b) || secondsIn(b.pieces) - secondsIn(a.pieces) || compare(a.date, b.date) || byIdentity(a, b);
}

function byPrecedence(a: CleanedEntry, b: CleanedEntry): number {
  const [first, second] = [a.pieces[0]?.span, b.pieces[0]?.span];
  return (
    bucketRank(a) - bucketRank(b) || (first?.from ?? 0) - (second?.from ?? 0) || (second?.to ?? 0) - (first?.to ?? 0) || byIdentity(a, b)
  );
}

function byIdentity(a: CleanedEntry, b: CleanedEntry): number {
  return compare(a.entry.performerId ?? '', b.entry.performerId ?? '') || compare(a.entry.reference ?? '', b.entry.reference ?? '');
}

function bucketRank(entry: CleanedEntry): number {
  return entry.bucket === 'qhp' ? 0 : 1;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function trimmed(entry: CleanedEntry, taken: Taken): Overlap {
  const kept: Piece[] = [];
  const lost = new Map<RuleId, number>();
  const lose = (ruleId: RuleId, seconds: number): void => {
    if (seconds > 0) lost.set(ruleId, (lost.get(ruleId) ?? 0) + seconds);
  };
  for (const piece of entry.pieces) {
    if (piece.span === null) {
      kept.push(piece);
      continue;
    }
    const free = outside(piece.span, taken.by(null));
    for (const span of free) kept.push({ date: piece.date, seconds: span.to - span.from, span });
    const overlap = piece.seconds - lengthOf(free);
    const own = overlap > 0 ? piece.seconds - lengthOf(outside(piece.span, taken.by(entry.entry.performerId))) : 0;
    lose('TIME-15', own);
    lose('TIME-6', overlap - own);
  }
  for (const piece of entry.pieces) if (piece.span) taken.add(piece.span, entry.entry.performerId);
  return { kept, lost };
}

function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, span) => sum + span.to - span.from, 0);
}

/** Clock time already counted: all of it, and what each known person logged. */
class Taken {
  readonly #all: Span[] = [];
  readonly #byPerson = new Map<string, Span[]>();

  /** In order and disjoint; `null` for everybody's. An unknown person has none. */
  by(person: string | null | undefined): readonly Span[] {
    if (person === null) return this.#all;
    return person === undefined ? [] : (this.#byPerson.get(person) ?? []);
  }

  add(span: Span, person: string | undefined): void {
    insert(this.#all, span);
    if (person === undefined) return;
    const own = this.#byPerson.get(person) ?? [];
    insert(own, span);
    this.#byPerson.set(person, own);
  }
}

/** Entries come nearly in order, so most spans go to the end; the rest are joined in. */
function insert(spans: Span[], span: Span): void {
  const last = spans.at(-1);
  if (!last || span.from > last.to) spans.push(span);
  else spans.splice(0, spans.length, ...unionOf([...spans, span]));
}

import type { LocalClock, Moment } from '../calendar.ts';
import { parseInstant } from '../calendar.ts';
import type { LocalDate } from '../chart.ts';
import type { EntryFacts } from '../facts.ts';

/** Epoch seconds, `to` not included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A part of an entry within one local day. `span` is null where clock times are not known. */
export interface Piece {
  readonly date: LocalDate;
  readonly seconds: number;
  readonly span: Span | null;
}

/** An entry laid on the practice's calendar. */
export interface Block {
  /** Local day on which it begins. */
  readonly date: LocalDate;
  readonly pieces: readonly Piece[];
  /** Seconds claimed beyond what the entry's own clock times leave room for. */
  readonly surplusSeconds: number;
}

/** The entry's block; undefined where its day or its duration cannot be known. */
export function blockOf(entry: EntryFacts, clock: LocalClock): Block | undefined {
  const timed = timedBlock(entry, clock);
  if (timed) return timed;
  if (entry.date === undefined || entry.seconds === undefined) return undefined;
  const piece = { date: entry.date, seconds: entry.seconds, span: null };
  return { date: entry.date, pieces: [piece], surplusSeconds: 0 };
}

/** Longest single stretch of work believed: a day of 25 hours. */
const LONGEST_SPAN_SECONDS = 25 * 3600;

function timedBlock(entry: EntryFacts, clock: LocalClock): Block | undefined {
  const spans: Span[] = [];
  let offset: number | null = null;
  for (const written of entry.written) {
    const start = parseInstant(written.start);
    if (!start) return undefined;
    const from = clock.secondsOf(start);
    const to = spanEnd(from, written.end, entry.seconds, clock);
    if (to === undefined || to < from || to - from > LONGEST_SPAN_SECONDS) return undefined;
    spans.push({ from, to });
    offset ??= start.writtenOffset;
  }
  return laidOut(unionOf(spans), entry.seconds, clock, offset);
}

function spanEnd(from: number, end: string | undefined, seconds: number | undefined, clock: LocalClock): number | undefined {
  if (end === undefined) return seconds === undefined ? undefined : from + seconds;
  const moment: Moment | undefined = parseInstant(end);
  return moment && clock.secondsOf(moment);
}

function laidOut(spans: readonly Span[], claimed: number | undefined, clock: LocalClock, offset: number | null): Block | undefined {
  const first = spans[0];
  if (!first) return undefined;
  const pieces = spans.flatMap((span) => splitAtMidnights(span, clock, offset));
  const clocked = secondsIn(pieces);
  const date = clock.dayOf(first.from, offset);
  return {
    date,
    pieces: claimed !== undefined && claimed < clocked ? firstSeconds(pieces, claimed) : pieces,
    surplusSeconds: Math.max(0, (claimed ?? clocked) - clocked),
  };
}

function splitAtMidnights(span: Span, clock: LocalClock, offset: number | null): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = span.from;
  do {
    const date = clock.dayOf(from, offset);
    const midnight = clock.dayOf(span.to, offset) === date ? span.to : clock.endOf(date, offset);
    const to = midnight > from && midnight < span.to ? midnight : span.to;
    pieces.push({ date, seconds: to - from, span: { from, to } });
    from = to;
  } while (from < span.to);
  return pieces;
}

export function secondsIn(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece) => sum + piece.seconds, 0);
}

/** The first `seconds` seconds of the pieces. */
export function firstSeconds(pieces: readonly Piece[], seconds: number): readonly Piece[] {
  const kept: Piece[] = [];
  let left = seconds;
  for (const piece of pieces) {
    const take = Math.min(left, piece.seconds);
    left -= take;
    if (take > 0) kept.push({ ...piece, seconds: take, span: piece.span && { from: piece.span.from, to: piece.span.from + take } });
  }
  return kept;
}

/** The spans in order, those that touch or overlap joined. */
export function unionOf(spans: readonly Span[]): readonly Span[] {
  const joined: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    const last = joined.at(-1);
    if (last && span.from <= last.to) joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else joined.push(span);
  }
  return joined;
}

/** What of `span` lies outside `taken`, which is in order and disjoint. */
export function outside(span: Span, taken: readonly Span[]): readonly Span[] {
  const free: Span[] = [];
  let from = span.from;
  for (const other of taken) {
    if (other.to <= from) continue;
    if (other.from >= span.to) break;
    if (other.from > from) free.push({ from, to: other.from });
    from = other.to;
  }
  if (from < span.to) free.push({ from, to: span.to });
  return free;
}

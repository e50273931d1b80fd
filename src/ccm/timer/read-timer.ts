import { booleanOf, isLoose, listOf, type Loose, oneOf } from '../plain-values.ts';
import { isInstant } from './look.ts';
import type { ClockMove, LeftOutStretch, Question, StartedTimer, Stretch, Timer } from './state.ts';

const DOUBTS = ['idle', 'gap', 'closed', 'clock-set-back'] as const;
const REASONS: readonly LeftOutStretch['why'][] = [...DOUBTS, 'trimmed'];

/**
 * The timer that `value` holds as parsed JSON; null where it is not one that `advanceTimer` could have made: another version,
 * a missing part, stretches that overlap or lie after its last reading. Never throws.
 *
 * The steady reading is forgotten, since it belongs to the page that took it: follow with a `recover` event.
 */
export function readTimer(value: unknown): Timer | null {
  if (!isLoose(value) || value['version'] !== 1) return null;
  if (value['stage'] === 'idle') return { version: 1, stage: 'idle' };
  const timer = readStarted(value);
  return timer !== undefined && isInOrder(timer) ? timer : null;
}

function readStarted(value: Loose): StartedTimer | undefined {
  const performer = oneOf(['clinical-staff', 'physician-qhp'], value['performer']);
  const stretches = readAll(value['stretches'], readStretch);
  const clockMoves = readAll(value['clockMoves'], readClockMove);
  const callMode = booleanOf(value['callMode']);
  const activeAt = readInstant(value['activeAt']);
  const seenAt = isLoose(value['seen']) ? readInstant(value['seen']['at']) : undefined;
  if (!performer || !stretches || !clockMoves || callMode === undefined || activeAt === undefined || seenAt === undefined) {
    return undefined;
  }
  const started = { version: 1, performer, stretches, callMode, activeAt, seen: { at: seenAt }, clockMoves } as const;
  const stage = oneOf(['running', 'asked', 'paused', 'stopped'], value['stage']);
  switch (stage) {
    case 'running': {
      const since = readInstant(value['since']);
      return since === undefined ? undefined : { ...started, stage, since };
    }
    case 'asked': {
      const question = readQuestion(value['question']);
      return question && { ...started, stage, question };
    }
    case 'paused':
    case 'stopped':
      return { ...started, stage };
    case undefined:
      return undefined;
    default:
      return stage satisfies never;
  }
}

function readStretch(value: unknown): Stretch | undefined {
  if (!isLoose(value)) return undefined;
  const from = readInstant(value['from']);
  const to = readInstant(value['to']);
  if (from === undefined || to === undefined || to <= from) return undefined;
  if (value['is'] === 'work') return { is: 'work', from, to };
  const why = oneOf(REASONS, value['why']);
  const answered = booleanOf(value['answered']);
  if (value['is'] !== 'left-out' || why === undefined || answered === undefined) return undefined;
  return { is: 'left-out', from, to, why, answered };
}

function readQuestion(value: unknown): Question | undefined {
  if (!isLoose(value)) return undefined;
  const why = oneOf(DOUBTS, value['why']);
  const from = readInstant(value['from']);
  const noticed = readInstant(value['noticed']);
  const steadyMs = value['steadyMs'] === null ? null : readWhole(value['steadyMs']);
  if (why === undefined || from === undefined || noticed === undefined || steadyMs === undefined) return undefined;
  return noticed < from || (steadyMs ?? 0) < 0 ? undefined : { why, from, noticed, steadyMs };
}

function readClockMove(value: unknown): ClockMove | undefined {
  if (!isLoose(value)) return undefined;
  const at = readInstant(value['at']);
  const byMs = readWhole(value['byMs']);
  return at === undefined || byMs === undefined ? undefined : { at, byMs };
}

function readAll<T>(value: unknown, read: (item: unknown) => T | undefined): readonly T[] | undefined {
  const items = listOf(value)?.map(read);
  return items?.every((item) => item !== undefined) ? items : undefined;
}

function readInstant(value: unknown): number | undefined {
  return isInstant(value) ? readWhole(value) : undefined;
}

function readWhole(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
}

function isInOrder(timer: StartedTimer): boolean {
  const open = timer.stage === 'running' ? [timer.since, timer.activeAt] : timer.stage === 'asked' ? [timer.question.from] : [];
  const instants = [...timer.stretches.flatMap(({ from, to }) => [from, to]), ...open, timer.seen.at];
  return timer.activeAt <= timer.seen.at && instants.every((instant, index) => instant >= (instants[index - 1] ?? instant));
}

import type { AskedTimer, LeftOutStretch, RestingTimer, RunningTimer, StartedTimer, Stretch } from './state.ts';

/** How much of a stretch in doubt was work: all, nothing, or what lies before an instant (epoch milliseconds). */
export type Keep = 'all' | 'none' | number;

/** `stretches` with one more at the end; an empty one is dropped, one that continues the last is joined to it. */
export function joined(stretches: readonly Stretch[], next: Stretch): readonly Stretch[] {
  if (next.to <= next.from) return stretches;
  const last = stretches.at(-1);
  if (last === undefined || last.to !== next.from || !isSameKind(last, next)) return [...stretches, next];
  return [...stretches.slice(0, -1), { ...last, to: next.to }];
}

function isSameKind(a: Stretch, b: Stretch): boolean {
  if (a.is === 'work' || b.is === 'work') return a.is === b.is;
  return a.why === b.why && a.answered === b.answered;
}

/** A stretch in doubt once a person has said how much of it was work. */
export function answered(doubtful: LeftOutStretch, keep: Keep): readonly Stretch[] {
  const { from, to } = doubtful;
  const until = keep === 'all' ? to : keep === 'none' ? from : Math.min(Math.max(Math.floor(keep), from), to);
  return [
    { is: 'work', from, to: until },
    { ...doubtful, from: until, answered: true },
  ];
}

/** The stretches with the unanswered one that begins at `from` answered; as they were where there is none. */
export function settled(stretches: readonly Stretch[], from: number, keep: Keep): readonly Stretch[] {
  return stretches
    .flatMap((stretch) => (stretch.is === 'left-out' && !stretch.answered && stretch.from === from ? answered(stretch, keep) : [stretch]))
    .reduce(joined, []);
}

/** The stretches with all work after the instant `end` left out. */
export function trimmed(stretches: readonly Stretch[], end: number): readonly Stretch[] {
  return stretches
    .flatMap((stretch): readonly Stretch[] => {
      if (stretch.is === 'left-out' || stretch.to <= end) return [stretch];
      const cut = Math.max(Math.floor(end), stretch.from);
      return [
        { ...stretch, to: cut },
        { is: 'left-out', from: cut, to: stretch.to, why: 'trimmed', answered: true },
      ];
    })
    .reduce(joined, []);
}

/** What the timer holds if it ended at `to`: its stretches, and what is running or in doubt closed at `to`. */
export function stretchesUntil(timer: StartedTimer, to: number): readonly Stretch[] {
  switch (timer.stage) {
    case 'running':
      return joined(timer.stretches, { is: 'work', from: timer.since, to });
    case 'asked':
      return joined(timer.stretches, { is: 'left-out', from: timer.question.from, to, why: timer.question.why, answered: false });
    case 'paused':
    case 'stopped':
      return timer.stretches;
    default:
      return timer satisfies never;
  }
}

/** The timer at rest; what was running is work until `to`, what was in doubt is left out, unanswered. */
export function rested(timer: StartedTimer, stage: RestingTimer['stage'], to: number): RestingTimer {
  const { version, performer, callMode, activeAt, seen, clockMoves } = timer;
  return { version, stage, performer, stretches: stretchesUntil(timer, to), callMode, activeAt, seen, clockMoves };
}

/** The timer running from `since`, over the given stretches. */
export function running(timer: StartedTimer, stretches: readonly Stretch[], since: number): RunningTimer {
  const { version, performer, callMode, seen, clockMoves } = timer;
  return { version, stage: 'running', performer, stretches, since, callMode, activeAt: seen.at, seen, clockMoves };
}

/** The running timer with everything from `question.from` on in doubt. */
export function asked(timer: RunningTimer, question: AskedTimer['question']): AskedTimer {
  const { version, performer, callMode, activeAt, seen, clockMoves } = timer;
  const stretches = stretchesUntil(timer, question.from);
  return { version, stage: 'asked', performer, stretches, question, callMode, activeAt, seen, clockMoves };
}

/** Every instant recorded so far, `byMs` later, and the move, found at the instant `at`, noted; lengths stay as they are. */
export function moved(timer: StartedTimer, byMs: number, at: number): StartedTimer {
  if (byMs === 0) return timer;
  const common = {
    stretches: timer.stretches.map((stretch) => ({ ...stretch, from: stretch.from + byMs, to: stretch.to + byMs })),
    clockMoves: [...timer.clockMoves, { at, byMs }],
    activeAt: timer.activeAt + byMs,
    seen: { ...timer.seen, at: timer.seen.at + byMs },
  };
  switch (timer.stage) {
    case 'running':
      return { ...timer, ...common, since: timer.since + byMs };
    case 'asked': {
      const { question } = timer;
      return { ...timer, ...common, question: { ...question, from: question.from + byMs, noticed: question.noticed + byMs } };
    }
    case 'paused':
    case 'stopped':
      return { ...timer, ...common };
    default:
      return timer satisfies never;
  }
}

import type { PatientId } from './hospital.ts';

/**
 * One second of a timer: `w` worked, `d` in doubt, `u` left out because nobody answered, `x` left out, `.` not running.
 */
export type Second = 'w' | 'd' | 'u' | 'x' | '.';

export interface TimerModel {
  stage: 'running' | 'asked' | 'paused' | 'stopped';
  /** What a person would say of each second since the start. Nothing in it knows instants. */
  log: Second[];
  /** Seconds since the last activity. */
  quiet: number;
  callMode: boolean;
  /** Seconds at the head of the doubt that only the clock on the wall showed; null where the doubt is not about a gap. */
  unproven: number | null;
  /** Place of the window that looks at it; null where none does. */
  page: number | null;
  /** Seconds by the wall clock since a window last looked. */
  unseen: number;
  /** False once somebody set the clock: where in the log an instant lies can no longer be told. */
  placed: boolean;
}

export interface Model {
  readonly timers: Record<PatientId, TimerModel | null>;
  /** Seconds of each entry that was handed over, by its id. */
  readonly entries: Readonly<Record<PatientId, Map<string, number>>>;
  /** Patient in each of the two windows; null where the window is shut. */
  readonly pages: (PatientId | null)[];
  /** The window that may run a timer. */
  holder: number | null;
}

const IDLE_SECONDS = 120;
const CALL_IDLE_SECONDS = 1800;
export const GAP_SECONDS = 90;
const JITTER_SECONDS = 2;

export function aModel(): Model {
  return {
    timers: { 'pat-1': null, 'pat-2': null },
    entries: { 'pat-1': new Map(), 'pat-2': new Map() },
    pages: [null, null],
    holder: null,
  };
}

export function begun(page: number): TimerModel {
  return { stage: 'running', log: [], quiet: 0, callMode: false, unproven: null, page, unseen: 0, placed: true };
}

export function count({ log }: TimerModel, ...kinds: readonly Second[]): number {
  return log.filter((second) => kinds.includes(second)).length;
}

export function seconds(kind: Second, howMany: number): Second[] {
  return Array.from({ length: Math.max(0, howMany) }, () => kind);
}

export function mark(timer: TimerModel, from: Second, to: Second): void {
  timer.log = timer.log.map((second) => (second === from ? to : second));
}

export function rest(timer: TimerModel, stage: 'paused' | 'stopped'): void {
  mark(timer, 'd', 'u');
  timer.stage = stage;
}

export function doubt(timer: TimerModel, howMany: number, unproven: number | null = null): void {
  timer.stage = 'asked';
  timer.log.push(...seconds('d', howMany));
  timer.unproven = unproven;
}

export function run(timer: TimerModel, page: number): void {
  Object.assign(timer, { stage: 'running', quiet: 0, page });
}

/** So many seconds with the app at hand. */
export function passes(timer: TimerModel, howMany: number): void {
  if (timer.stage !== 'running') return idles(timer, howMany);
  timer.log.push(...seconds('w', howMany));
  timer.quiet += howMany;
  askIfQuiet(timer);
}

/** So many seconds in which nobody can have worked on it, or in doubt already. */
export function idles(timer: TimerModel, howMany: number): void {
  if (timer.stage !== 'running') timer.log.push(...seconds(timer.stage === 'asked' ? 'd' : '.', howMany));
}

function askIfQuiet(timer: TimerModel): void {
  if (timer.quiet < (timer.callMode ? CALL_IDLE_SECONDS : IDLE_SECONDS)) return;
  timer.log.splice(-timer.quiet);
  doubt(timer, timer.quiet);
}

/** A window has read it from storage. */
export function foundAgain(timer: TimerModel, page: number, sameWindow: boolean): void {
  const { unseen } = timer;
  Object.assign(timer, { page, unseen: 0 });
  if (timer.stage !== 'running') idles(timer, unseen);
  else if (unseen < -JITTER_SECONDS) doubt(timer, 0);
  else if (sameWindow && unseen <= GAP_SECONDS) passes(timer, Math.max(0, unseen));
  else doubt(timer, unseen);
}

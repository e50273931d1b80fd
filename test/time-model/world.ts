import type { PersonaName } from '../ehr/ehr.ts';
import { timerFigures } from '../../src/ccm/timer/work.ts';
import { agree } from './agree.ts';
import { Device } from './device.ts';
import { Hospital, type Known, type PatientId, PATIENTS } from './hospital.ts';
import { count, foundAgain, type Model, passes, type TimerModel } from './model.ts';
import { openPage, type Page, timerOf, waiting } from './page.ts';

/** The real thing: a device with two windows, and an EHR. */
export class World {
  readonly device = new Device();
  readonly hospital: Hospital;
  readonly pages: (Page | null)[] = [null, null];
  readonly lookEvery: number;
  /** What a save that nobody waits for is waiting for. */
  readonly late: (() => void)[] = [];
  /** Whether one ever came to the EHR after others that were sent later. */
  wasLate = false;
  #names = 0;

  private constructor(hospital: Hospital, lookEvery: number) {
    this.hospital = hospital;
    this.lookEvery = lookEvery;
  }

  static async open(persona: PersonaName, known: Known, lookEvery: number): Promise<World> {
    return new World(await Hospital.open(persona, known), lookEvery);
  }

  /**
   * Opens the app in that place on the patient; under the name given, or in a window that never was.
   *
   * @param hadTimer whether it was the window of that name that looked at the timer last
   */
  async openPage(model: Model, place: number, patient: PatientId, name?: string, hadTimer = false): Promise<void> {
    this.#names += 1;
    this.pages[place] = await openPage(this.device, this.hospital, patient, name ?? `window ${this.#names}`);
    model.pages[place] = patient;
    const timer = model.timers[patient];
    if (timer !== null) this.#findsAgain(model, timer, place, hadTimer);
  }

  // One that another window runs stays with that window; all else is read from storage.
  #findsAgain(model: Model, timer: TimerModel, place: number, sameWindow: boolean): void {
    const runs = timer.stage === 'running' || timer.stage === 'asked';
    const other = model.holder !== null && model.holder !== place ? model.holder : null;
    if (runs && other !== null && model.pages[other] === model.pages[place]) return;
    if (!runs && timer.page !== null) return;
    foundAgain(timer, place, sameWindow && other === null);
    if (runs && other === null) model.holder = place;
  }

  /** The window dies as a killed tab does. */
  async kill(model: Model, place: number): Promise<void> {
    this.pages[place]?.window.die();
    this.pages[place] = null;
    const patient = model.pages[place] ?? null;
    model.pages[place] = null;
    if (model.holder === place) model.holder = null;
    const timer = patient === null ? null : model.timers[patient];
    if (timer !== null && timer.page === place) {
      const other = model.pages.findIndex((one) => one === patient);
      const isResting = timer.stage === 'paused' || timer.stage === 'stopped';
      timer.page = isResting && other >= 0 ? other : null;
    }
    await this.device.quiet();
  }

  async pass(model: Model, seconds: number): Promise<void> {
    this.device.pass(seconds, this.lookEvery);
    this.eachTimer(model, (timer) => (timer.page === null ? void (timer.unseen += seconds) : passes(timer, seconds)));
    await this.device.quiet();
  }

  eachTimer({ timers }: Model, change: (timer: TimerModel) => void): void {
    for (const patient of PATIENTS) {
      const timer = timers[patient];
      if (timer !== null) change(timer);
    }
  }

  /** What every window shows of a timer is what the person would say of it. */
  compare(model: Model): void {
    for (const [place, page] of this.pages.entries()) {
      if (page === null) continue;
      const shown = timerOf(page);
      const { kind } = page.keeper.getSnapshot();
      const timer = model.timers[page.patient];
      if (shown === null) {
        if (kind === 'idle') agree({ place, timer }, { place, timer: null });
        continue;
      }
      if (timer === null) throw new Error(`window ${place} shows a timer that is over: ${JSON.stringify(shown.timer)}`);
      const [worked, inDoubt] = [count(timer, 'w'), count(timer, 'd', 'u')];
      agree(
        { place, stage: shown.timer.stage, ...timerFigures(shown.timer, this.device.wall) },
        {
          place,
          stage: timer.stage,
          countedSeconds: worked,
          doubtSeconds: inDoubt,
          ifKeptSeconds: worked + inDoubt,
        },
      );
      if (timer.stage === 'running') agree({ runsIn: place }, { runsIn: model.holder });
    }
  }

  /** What the EHR has of a patient, and what waits on the device, is together what was handed over: each entry once, to the second. */
  async reconcile(model: Model): Promise<void> {
    await this.device.quiet();
    for (const patient of PATIENTS) {
      const stored = await this.hospital.ledger(patient);
      const kept = await waiting(this.device, patient);
      for (const { id = '', seconds, voided, entry, problems } of stored) {
        agree({ id, voided, counted: entry?.seconds, seconds }, { id, voided: false, counted: seconds, seconds });
        // An EHR that loses lengths may hold an entry that was given up before it could be kept elsewhere.
        // One without conditional creates cannot see a request that is still on its way; what comes of it is counted once and flagged.
        if (this.hospital.persona !== 'forgetful-encounters') agree(without(problems, this.wasLate ? 'stored-twice' : null), []);
      }
      const found = new Map([...stored.map(({ id = '', seconds = 0 }) => [id, seconds] as const), ...kept]);
      const inBoth = stored.filter(({ id = '', seconds }) => kept.has(id) && kept.get(id) !== seconds);
      agree(
        { patient, found: inOrder(found), inBoth, twice: stored.length - new Set(stored.map(({ id }) => id)).size },
        {
          patient,
          found: inOrder(model.entries[patient]),
          inBoth: [],
          twice: 0,
        },
      );
    }
  }
}

function without(problems: readonly string[], expected: string | null): readonly string[] {
  return problems.filter((problem) => problem !== expected);
}

function inOrder(entries: ReadonlyMap<string, number>): readonly (readonly [string, number])[] {
  return [...entries].toSorted(([a], [b]) => a.localeCompare(b));
}

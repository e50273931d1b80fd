import type { Clock } from './contract.ts';

/** Counts requests by the minutes of the clock. */
export class RateLimit {
  readonly #clock: Clock;
  #minute = 0;
  #requests = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether one more request fits into the minute; without a limit it always does. */
  allows(perMinute: number | undefined): boolean {
    const minute = Math.floor(this.#clock() / 60_000);
    if (minute !== this.#minute) this.#requests = 0;
    this.#minute = minute;
    this.#requests += 1;
    return perMinute === undefined || this.#requests <= perMinute;
  }
}

/** A stream of numbers in [0, 1) that is the same for the same seed (mulberry32, public domain). */
export type Random = () => number;

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A whole number from 0 up to, not including, `below`. */
export function upTo(random: Random, below: number): number {
  return Math.floor(random() * below);
}

/** One of the values, none of which may be missing. */
export function oneOf<T>(random: Random, values: readonly [T, ...T[]]): T {
  return values[upTo(random, values.length)] ?? values[0];
}

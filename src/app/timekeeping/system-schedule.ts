import type { Schedule } from './clockwork.ts';

/** The browser's own timers. */
export const systemSchedule: Schedule = (callback, ms) => {
  const timeout = setTimeout(callback, ms);
  return () => clearTimeout(timeout);
};

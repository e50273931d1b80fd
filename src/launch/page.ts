import type { Clock } from '../fhir/connection.ts';

export type { Clock } from '../fhir/connection.ts';

/** What launching needs of a browser's page. Injected, so that a test can be the browser. */
export interface Page {
  /** The address the page has now. */
  address(): string;
  /** Changes the address without loading, and leaves none in the history to go back to. */
  replaceAddress(address: string): void;
  /** Leaves for another page, which takes this one's place in the history. */
  leaveFor(address: string): void;
  /** @throws whatever the browser throws where it lets the page keep nothing */
  storage(): Storage;
  readonly fetch: (input: string, init: RequestInit) => Promise<Response>;
  /** The app's time, by which tokens end. A demonstration may have moved it to another day. */
  readonly clock: Clock;
  /** This computer's time, the same on the launch page and in the app; by it a launch grows old. */
  readonly machineTime: Clock;
}

/** The page of the window this runs in, with this computer's time and, where it is another, the app's. */
export function browserPage(machineTime: Clock, clock: Clock = machineTime): Page {
  return {
    address: () => window.location.href,
    replaceAddress: (address) => window.history.replaceState(null, '', address),
    leaveFor: (address) => window.location.replace(address),
    storage: () => window.sessionStorage,
    fetch: (input, init) => window.fetch(input, init),
    clock,
    machineTime,
  };
}

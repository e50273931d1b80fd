export type FaultKind =
  | 401
  | 403
  | 404
  | 409
  | 410
  | 412
  | 422
  | 428
  | 429
  | 500
  | 503
  | 'html-200'
  | 'empty-body'
  | 'truncated-json'
  | 'wrong-type'
  | 'lost-response'
  | 'no-response'
  | 'foreign-next-link'
  | 'endless-paging'
  | 'duplicate-page'
  | 'expired-token'
  | 'delay';

/** Which requests a fault strikes. What is left out matches everything. */
export interface FaultMatch {
  readonly method?: string;
  /** FHIR resource type in the path; `Bundle` for requests to the base itself. */
  readonly type?: string;
  /** Tested against path and query. */
  readonly path?: RegExp;
  /** 1 strikes the first matching request only, 2 the second … */
  readonly nth?: number;
}

export interface Fault {
  readonly on: FaultMatch;
  readonly kind: FaultKind;
  /** How often it strikes; without end where absent. */
  readonly times?: number;
  /** For 429 and 503: the value of the Retry-After header. */
  readonly retryAfter?: string;
  /** For `delay`: the request is acted on once this resolves. */
  readonly until?: Promise<unknown>;
}

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
}

export interface Struck {
  readonly method: string;
  /** As in `FaultMatch`. */
  readonly type: string | undefined;
  readonly pathAndQuery: string;
}

/** Faults in the order they were added; a request is struck by the first that is due. */
export class FaultList implements Faults {
  #faults: { readonly fault: Fault; seen: number }[] = [];

  add(fault: Fault): void {
    this.#faults.push({ fault, seen: 0 });
  }

  clear(): void {
    this.#faults = [];
  }

  next(request: Struck): Fault | undefined {
    const matching = this.#faults.filter(({ fault }) => isMatch(fault.on, request));
    for (const one of matching) one.seen += 1;
    return matching.find(({ fault, seen }) => {
      const first = fault.on.nth ?? 1;
      const times = fault.times ?? (fault.on.nth === undefined ? Infinity : 1);
      return seen >= first && seen < first + times;
    })?.fault;
  }
}

function isMatch(on: FaultMatch, { method, type, pathAndQuery }: Struck): boolean {
  return (
    (on.method ?? method).toUpperCase() === method &&
    (on.type ?? type) === type &&
    // A pattern with the flag g would remember where it stopped.
    (on.path === undefined || pathAndQuery.search(on.path) >= 0)
  );
}

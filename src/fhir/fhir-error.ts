/** What went wrong between the app and the EHR. Screens choose their words by this alone. */
export type FhirErrorKind =
  /** No usable token and no way to a new one: the user has to launch the app again. */
  | 'session-expired'
  | 'forbidden'
  | 'not-found'
  /** The resource was deleted (410). */
  | 'gone'
  /** The server has no such type or interaction (405, 501, or an outcome that says so). */
  | 'not-supported'
  /** Somebody else changed it first, or more than one match stood against a conditional create (409, 412). */
  | 'conflict'
  /** The server wants a version with the write (428). */
  | 'precondition-required'
  /** The server understood and refused the content (400, 422 and other statuses of the 400s). */
  | 'rejected'
  /** 429 or 503 with a time to wait; see `retryAfter`. */
  | 'throttled'
  | 'server'
  /** No answer came. For a write this says nothing about whether the server acted. */
  | 'network'
  /** No answer came in time. For a write this says nothing about whether the server acted. */
  | 'timeout'
  /** An address outside the EHR's FHIR base; nothing was sent. */
  | 'foreign-url'
  /** An answer that is not the FHIR it should be: HTML, nothing, cut off, another resource type. */
  | 'unreadable'
  | 'cancelled'
  /** The subject of a write is not the patient of the session; nothing was sent. */
  | 'wrong-patient';

/** One issue of an OperationOutcome. May hold patient data: for the screen, never for a log or a message. */
export interface OutcomeIssue {
  readonly severity: string;
  readonly code: string;
  /** `details.text`, else the display of its first coding. */
  readonly details?: string;
  readonly diagnostics?: string;
  /** FHIRPath expressions, or XPath locations where a server still sends those. */
  readonly expression: readonly string[];
}

export interface FhirErrorDetail {
  /** HTTP status, where an answer came. */
  readonly status?: number | undefined;
  /** The server's OperationOutcome as data, where it sent one. */
  readonly outcome?: readonly OutcomeIssue[] | undefined;
  /** Milliseconds the server asked to wait from now on. */
  readonly retryAfter?: number | undefined;
  readonly cause?: unknown;
}

/** The one error that reading and writing FHIR throws. Its message names method, resource type and status, never an id or a body. */
export class FhirError extends Error {
  readonly kind: FhirErrorKind;
  readonly status: number | undefined;
  readonly outcome: readonly OutcomeIssue[] | undefined;
  readonly retryAfter: number | undefined;

  /** @param what method and resource type, such as `GET CarePlan`; no ids, no addresses, no values. */
  constructor(kind: FhirErrorKind, what: string, detail: FhirErrorDetail = {}) {
    const status = detail.status === undefined ? '' : ` (${detail.status})`;
    super(`${what}: ${kind}${status}`, { cause: detail.cause });
    this.name = 'FhirError';
    this.kind = kind;
    this.status = detail.status;
    this.outcome = detail.outcome;
    this.retryAfter = detail.retryAfter;
  }
}

/**
 * Whether a write that ended in this error may have been carried out all the same, so that it must be looked up before
 * it is tried again.
 */
export function mayHaveActed(error: FhirError): boolean {
  switch (error.kind) {
    case 'network':
    case 'timeout':
    case 'server':
    case 'unreadable':
    case 'cancelled':
    case 'throttled':
      return true;
    case 'session-expired':
    case 'forbidden':
    case 'not-found':
    case 'gone':
    case 'not-supported':
    case 'conflict':
    case 'precondition-required':
    case 'rejected':
    case 'foreign-url':
    case 'wrong-patient':
      return false;
    default:
      return error.kind satisfies never;
  }
}

/** The kind that an HTTP status of 400 and above stands for. */
export function kindOfStatus(status: number): FhirErrorKind {
  switch (status) {
    case 401:
      return 'session-expired';
    case 403:
      return 'forbidden';
    case 404:
      return 'not-found';
    case 405:
    case 501:
      return 'not-supported';
    case 409:
    case 412:
      return 'conflict';
    case 410:
      return 'gone';
    case 428:
      return 'precondition-required';
    case 429:
    case 503:
      return 'throttled';
    default:
      return status >= 500 ? 'server' : 'rejected';
  }
}

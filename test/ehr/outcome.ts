/** Codes of FHIR's IssueType that the simulated EHR answers with. */
export type IssueCode =
  | 'invalid'
  | 'structure'
  | 'required'
  | 'value'
  | 'invariant'
  | 'login'
  | 'expired'
  | 'forbidden'
  | 'processing'
  | 'not-supported'
  | 'duplicate'
  | 'multiple-matches'
  | 'not-found'
  | 'deleted'
  | 'conflict'
  | 'throttled'
  | 'transient'
  | 'exception'
  | 'informational';

export interface Issue {
  readonly severity: 'fatal' | 'error' | 'warning' | 'information';
  readonly code: IssueCode;
  readonly diagnostics: string;
  readonly expression?: readonly string[];
}

export interface OperationOutcome {
  readonly resourceType: 'OperationOutcome';
  readonly issue: readonly Issue[];
}

/** A request that the server does not carry out; becomes the status and an OperationOutcome. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly issues: readonly Issue[];

  constructor(status: number, issues: readonly Issue[]) {
    super(issues[0]?.diagnostics ?? String(status));
    this.status = status;
    this.issues = issues;
  }
}

export function refuse(status: number, code: IssueCode, diagnostics: string, expression?: string): Refusal {
  const issue: Issue = { severity: 'error', code, diagnostics };
  return new Refusal(status, [expression === undefined ? issue : { ...issue, expression: [expression] }]);
}

export function outcome(issues: readonly Issue[]): OperationOutcome {
  return { resourceType: 'OperationOutcome', issue: issues };
}

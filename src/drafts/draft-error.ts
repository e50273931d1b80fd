export type DraftErrorKind =
  /** The payload is not JSON; nothing was saved. */
  | 'not-json'
  /** The browser's storage failed; what it holds is not known. */
  | 'storage-failed';

/** A draft could not be handled. The message never holds anything of the draft. */
export class DraftError extends Error {
  readonly kind: DraftErrorKind;

  constructor(kind: DraftErrorKind, options?: ErrorOptions) {
    super(`Drafts: ${kind}`, options);
    this.name = 'DraftError';
    this.kind = kind;
  }
}

/** Where a thing is kept in the EHR. The names are the resource types; `finding-text.ts` has the words for them. */
export type StoredWhere = 'Encounter' | 'CarePlan' | 'Consent' | 'ChargeItem' | 'Task' | 'DocumentReference';

/** Every way reading or writing can fail that a screen has words for. */
export type ErrorKind =
  | 'session-expired'
  | 'forbidden'
  | 'not-found'
  | 'gone'
  | 'not-supported'
  | 'conflict'
  | 'precondition-required'
  | 'rejected'
  | 'throttled'
  | 'server'
  | 'network'
  | 'timeout'
  | 'foreign-url'
  | 'unreadable'
  | 'cancelled'
  | 'wrong-patient';

/** Why one place in the EHR could not take it. */
export interface NotStoredReason {
  readonly where: StoredWhere;
  readonly why: 'not-granted' | 'not-supported' | 'refused' | 'lost-values' | 'site-setting';
}

/** What came of a save. A callback that saves never rejects: what goes wrong is one of these. */
export type SaveResult =
  | {
      readonly kind: 'stored';
      readonly where: StoredWhere;
      readonly reference: string;
      readonly alreadyThere: boolean;
      /** What must be put right in the EHR all the same, in whole sentences. */
      readonly butMend?: string;
    }
  /** No answer said what became of it. `absent`: looked, and it is not there so far; `unknown`: looking failed as well. */
  | {
      readonly kind: 'unclear';
      readonly where: StoredWhere;
      readonly looked: 'absent' | 'unknown';
      /** What stood in the answer's place; absent: nothing came at all. */
      readonly error?: ErrorKind;
    }
  /** Somebody else changed it first. Nothing was overwritten. */
  | { readonly kind: 'conflict'; readonly where: StoredWhere }
  /** The EHR refused the content; `reasons` are its own words. `heldBack`: nothing was sent to it, and the reasons are ours. */
  | { readonly kind: 'rejected'; readonly where: StoredWhere; readonly reasons: readonly string[]; readonly heldBack?: true }
  /** Nothing reached the EHR. */
  | { readonly kind: 'failed'; readonly error: ErrorKind }
  /** The EHR did not say who is signed in, and nothing is recorded under nobody's name: nothing was sent. */
  | { readonly kind: 'nobody-signed-in' }
  /** The EHR has no place for it. `text` is what a person can copy or download instead. */
  | { readonly kind: 'not-stored'; readonly because: readonly NotStoredReason[]; readonly text: string };

/** What is known, before anybody types, about where a save will go. */
export interface SaveTarget {
  /** Null where nothing is left but copy and download. */
  readonly where: StoredWhere | null;
  /** The EHR has not said whether it allows this: the first save finds out. */
  readonly untried?: boolean;
  /** The site's settings say where this goes. */
  readonly bySite?: boolean;
  /** Why the better places are out. */
  readonly because?: readonly NotStoredReason[];
}

import type { ErrorKind, SaveTarget } from '../save-result.ts';

/** What can be done with a type of resource, in the order of the table's columns. */
export const COLUMNS = ['read', 'search', 'create', 'update', 'patch'] as const;
export type Column = (typeof COLUMNS)[number];

/**
 * Why a cell says what it says. `answered`: it was done in this session. `left-out`: this site does not ask for it.
 * `not-used`: the app has no use for it. The others are the FHIR floor's.
 */
export type CellReason =
  | 'answered'
  | 'allowed'
  | 'not-stated'
  | 'not-granted'
  | 'not-supported'
  | 'site-setting'
  | 'refused'
  | 'left-out'
  | 'not-used';

export interface TypeRow {
  /** Resource type, `Encounter`. */
  readonly type: string;
  readonly cells: Readonly<Record<Column, CellReason>>;
  /** The search parameters (`category=…`) to which the scopes narrow what can be seen; empty where they do not. */
  readonly parts: readonly string[];
}

/** What the EHR says of itself, or what came in its place. */
export type StatementView =
  | { readonly kind: 'asking' }
  | { readonly kind: 'read' | 'other-version' | 'without-types'; readonly fhirVersion?: string; readonly software?: string }
  | { readonly kind: 'none'; readonly error: ErrorKind };

/** A thing that the app saves. */
export type Saved =
  | 'time-entry'
  | 'care-plan'
  | 'new-care-plan'
  | 'statement'
  | 'signature'
  | 'enrolment'
  | 'consent'
  | 'withdrawal'
  | 'charge'
  | 'hand-over'
  | 'copy';

export interface SaveRow {
  readonly what: Saved;
  readonly target: SaveTarget;
  /** Whether a record of its own can stand beside it; absent where there is none to stand there. */
  readonly beside?: { readonly type: 'Provenance' | 'Communication' | 'EpisodeOfCare'; readonly answer: YesNoUnknown };
}

export type YesNoUnknown = 'yes' | 'no' | 'unknown';

/** Of a type, what was asked for and not granted. */
export interface MissingScope {
  readonly type: string;
  /** What of it cannot be done. */
  readonly cannot: readonly ('see' | 'create' | 'update')[];
  /** Where it is seen in part: the search parameters of that part. */
  readonly parts: readonly string[];
  /** How it is asked for. */
  readonly v1: readonly string[];
  readonly v2: readonly string[];
}

export interface BundleView {
  readonly transaction: YesNoUnknown;
  readonly batch: YesNoUnknown;
  /** Types of what the app creates, by whether the server refuses to make the same one twice. */
  readonly conditionalCreate: Readonly<Record<YesNoUnknown, readonly string[]>>;
  /** Types of what the app updates, by what the server says of versions. */
  readonly versions: Readonly<Record<'versioned-update' | 'versioned' | 'no-version' | 'unknown', readonly string[]>>;
  /** Whether the records that came carry their version in `meta.versionId`; null where none came. */
  readonly versionsSeen: boolean | null;
}

/** What an EHR allows in this session. Holds no patient data. */
export interface EhrView {
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly statement: StatementView;
  readonly rows: readonly TypeRow[];
  readonly saves: readonly SaveRow[];
  readonly bundles: BundleView;
  readonly missing: readonly MissingScope[];
  readonly asked: { readonly v1: readonly string[]; readonly v2: readonly string[] };
  /** As the EHR granted them; null where it did not say. */
  readonly granted: readonly string[] | null;
  /** An open server: nobody signs in, and nothing is granted. */
  readonly isOpen: boolean;
}

/** Whether the EHR or the site keeps something out of the place it should go, or out altogether. */
export function isAsHoped({ target }: SaveRow): boolean {
  return target.where !== null && (target.because ?? []).every(({ why }) => why === 'site-setting');
}

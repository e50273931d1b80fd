import type { ServiceMonth } from '../chart.ts';
import type { SourceId } from './sources.ts';

/** One rule of the rulebook, as data. The function that applies it is named after its section. */
export interface Rule {
  readonly severity: Severity;
  /** First and last service month in force, both inside the covered months. */
  readonly from: ServiceMonth;
  readonly to: ServiceMonth;
  readonly sources: readonly SourceId[];
  /** Why the rule is as it is, where no document says so: an engineering decision. */
  readonly authorsReason?: string;
  readonly sure: Certainty;
  /** One line in our own words. */
  readonly says: string;
}

/**
 * How a rule acts at its strongest. `block`: no code is proposed. `exclude`: minutes are not counted. `limit`: caps or
 * withholds units. `propose`: earns a code. `warn`: shown, changes no code. `info`: shown.
 */
export type Severity = 'block' | 'exclude' | 'limit' | 'propose' | 'warn' | 'info';

/**
 * How sure the statement is. `primary`: read in a government, contractor or regulation text. `secondary`: read in a
 * society's or vendor's text. `memory`: not read, wants one check by a coder. `conflict`: sources disagree.
 */
export type Certainty = 'primary' | 'secondary' | 'memory' | 'conflict';

export const FIRST_MONTH: ServiceMonth = '2024-01';
export const LAST_MONTH: ServiceMonth = '2026-12';

/** In force in every covered month. */
export const THROUGHOUT = { from: FIRST_MONTH, to: LAST_MONTH } as const;

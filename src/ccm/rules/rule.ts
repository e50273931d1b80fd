import type { ServiceMonth } from '../chart.ts';

/** What the engine needs of a rule. The function that applies it is named after its section. */
export interface Rule {
  readonly severity: Severity;
  /** First and last service month in force, both inside the covered months. */
  readonly from: ServiceMonth;
  readonly to: ServiceMonth;
}

/**
 * How a rule acts at its strongest. `block`: no code is proposed. `exclude`: minutes are not counted. `limit`: caps or
 * withholds units. `propose`: earns a code. `warn`: shown, changes no code. `info`: shown.
 */
export type Severity = 'block' | 'exclude' | 'limit' | 'propose' | 'warn' | 'info';

export const FIRST_MONTH: ServiceMonth = '2024-01';
export const LAST_MONTH: ServiceMonth = '2026-12';

/** In force in every covered month. */
export const THROUGHOUT = { from: FIRST_MONTH, to: LAST_MONTH } as const;

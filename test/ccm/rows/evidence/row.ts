import type { UnknownKind } from '../../../../src/ccm/chart.ts';
import type { Evidence, EvidenceFact } from '../../../../src/ccm/finding.ts';
import type { RuleRow } from '../row.ts';

/** One line of the table of evidence: what the rule's finding on such a chart rests on, in its order. */
export interface EvidenceRow extends Omit<RuleRow, 'gives'> {
  readonly shows: readonly Evidence[];
}

/** A fact with what is known of it. */
export function known(fact: EvidenceFact, value?: string | number | boolean, more: Pick<Evidence, 'reference' | 'by'> = {}): Evidence {
  return { fact, ...(value === undefined ? {} : { value }), ...more };
}

/** A fact that is not known, and why. */
export function unknown(fact: EvidenceFact, unknownBecause: UnknownKind): Evidence {
  return { fact, unknownBecause };
}

import type { SourceId } from './sources.ts';

/** What a rule says and rests on. */
export interface RuleGrounds {
  readonly sources: readonly SourceId[];
  /** Why the rule is as it is, where no document says so: an engineering decision. */
  readonly authorsReason?: string;
  readonly sure: Certainty;
  /** One line in our own words. */
  readonly says: string;
}

/**
 * How sure the statement is. `primary`: read in a government, contractor or regulation text. `secondary`: read in a
 * society's or vendor's text. `memory`: not read, wants one check by a coder. `conflict`: sources disagree.
 */
export type Certainty = 'primary' | 'secondary' | 'memory' | 'conflict';

/** The words for one rule. Numbers and dates come from a finding's evidence, never from here. */
export interface RuleText {
  /** Names the question, as a heading. */
  readonly name: string;
  readonly met: string;
  readonly notMet: string;
  /** Absent where the rule can always be decided. */
  readonly unknown?: string;
  /** Who can settle it and how, when it blocks or is unknown. */
  readonly settle?: string;
  /** The same for a verdict of not met, where that takes something else than an unknown one does. */
  readonly settleNotMet?: string;
}

/** A service that cannot be billed beside CCM. */
export function conflict(name: string): RuleText {
  return {
    name,
    met: 'Not seen in this EHR for this month.',
    notMet: `Recorded this month, and in conflict with CCM: ${lower(name)}.`,
    unknown: `Whether ${lower(name)} is billed this month is not known.`,
    settle: 'The biller decides which of the two stands.',
  };
}

/** A service that may be billed beside CCM, if no minute serves both. */
export function shared(name: string): RuleText {
  return {
    name,
    met: 'Not recorded this month, or no minute is used for both.',
    notMet: `Recorded this month, and allowed beside CCM if no minute is used twice: ${lower(name)}.`,
    unknown: `Whether ${lower(name)} is billed this month is not known.`,
    settle: 'Check that no minute counts twice.',
  };
}

function lower(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

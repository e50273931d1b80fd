import { lastDay, monthOf } from './calendar.ts';
import { isRuralOrFederal } from './billing-codes.ts';
import type { Facts, G0506Facts } from './facts.ts';
import { evidence, found, missing, type Evidence, type Finding } from './finding.ts';
import { isQualifyingVisit } from './initiating-visit.ts';
import { isOwn } from './visit-days.ts';

/** Whether G0506 is proposed beside the month's codes, and CODE-7's finding. */
export interface G0506Outcome {
  readonly proposed: boolean;
  readonly finding: Finding;
}

/**
 * CODE-7: once, on the date of the initiating visit, when the practitioner planned in person beyond the visit's usual
 * effort. An RHC or FQHC is not paid for it.
 */
export function judgeG0506(facts: Facts): G0506Outcome {
  if (isRuralOrFederal(facts.setting)) return refused([evidence('setting', facts.setting)]);
  if (facts.g0506 === null) return refused([]);
  if (facts.g0506 === undefined) {
    const possible = hasInitiatingVisitInMonth(facts) && !wasBilled(facts);
    return open(facts, possible, [missing('g0506-date', facts.why('g0506'))]);
  }
  return judgeGiven(facts, facts.g0506);
}

function judgeGiven(facts: Facts, given: G0506Facts): G0506Outcome {
  const { date } = given;
  if (date !== undefined && monthOf(date) !== facts.month) return refused([]);
  const checks = [
    check('g0506-date', date === undefined ? undefined : true, date),
    check('g0506-personally', given.personally),
    check('g0506-beyond-usual-effort', given.beyondUsualEffort),
    check('g0506-previously-billed', given.previouslyBilled === undefined ? undefined : !given.previouslyBilled, given.previouslyBilled),
    check('g0506-visit', date === undefined ? undefined : hasInitiatingVisitOn(facts, date)),
  ];
  const shown = checks.map((one) => one.evidence);
  if (checks.some((one) => one.holds === false) || wasBilled(facts)) return refused(shown);
  return checks.some((one) => one.holds === undefined) ? open(facts, true, shown) : proposed(shown);
}

interface Check {
  readonly holds: boolean | undefined;
  readonly evidence: Evidence;
}

function check(fact: Evidence['fact'], holds: boolean | undefined, value: string | boolean | undefined = holds): Check {
  return { holds, evidence: value === undefined ? missing(fact, 'not-recorded') : evidence(fact, value) };
}

function open(facts: Facts, possible: boolean, shown: readonly Evidence[]): G0506Outcome {
  const word = facts.wordOn('CODE-7');
  if (!word || !possible) return { proposed: false, finding: found('CODE-7', 'unknown', possible ? 'undecided' : 'none', shown) };
  const confirmed = [...shown, evidence('confirmation', word.date, { reference: word.reference, by: word.by })];
  return word.met ? proposed(confirmed) : refused(confirmed);
}

function proposed(shown: readonly Evidence[]): G0506Outcome {
  return { proposed: true, finding: found('CODE-7', 'met', 'proposes', shown) };
}

function refused(shown: readonly Evidence[]): G0506Outcome {
  return { proposed: false, finding: found('CODE-7', 'not-met', 'none', shown) };
}

function wasBilled(facts: Facts): boolean {
  return (facts.billedCodes?.items ?? []).some((code) => code.code === 'G0506' && isOwn(code.practitioner));
}

/** A visit after CCM began is no initiating visit. Undefined where visits are not known. */
function hasInitiatingVisitOn(facts: Facts, date: string): boolean | undefined {
  if (!facts.visits) return undefined;
  if (facts.ccmStart !== undefined && date > facts.ccmStart) return false;
  return facts.visits.items.some((visit) => visit.date === date && isQualifyingVisit(visit));
}

function hasInitiatingVisitInMonth(facts: Facts): boolean {
  const latest = facts.ccmStart ?? lastDay(facts.month);
  return (facts.visits?.items ?? []).some(
    (visit) => visit.date.startsWith(facts.month) && visit.date <= latest && isQualifyingVisit(visit),
  );
}

import { lastDay, monthOf } from './calendar.ts';
import type { ConsentElement } from './chart.ts';
import type { ConsentFacts, Facts } from './facts.ts';
import { evidence, informs, judged, missing, type Finding } from './finding.ts';
import type { RuleId } from './rules.ts';

/** What CONS-2 asks the consent to record as explained. */
const CONSENT_ELEMENTS: readonly ConsentElement[] = [
  'availability-and-cost-sharing',
  'one-practitioner-per-month',
  'right-to-stop-end-of-month',
];

/** One person's word on one of these says nothing of the others, so an unknown consent leaves each of them unknown. */
const NEEDING_CONSENT: readonly RuleId[] = ['CONS-1', 'CONS-2', 'CONS-3', 'CONS-4'];

/**
 * Findings of CONS-1 to CONS-4, CONS-6 and CONS-7. Without any consent CONS-1 alone speaks; CONS-5 takes minutes out and
 * speaks with the time rules.
 */
export function judgeConsent(facts: Facts): readonly Finding[] {
  const general = [informs('CONS-6'), informs('CONS-7')];
  if (facts.consent === null) return [judged('CONS-1', false, [evidence('consent-date')]), ...general];
  if (facts.consent === undefined) {
    const unknown = [missing('consent-date', facts.why('consent'))];
    return [...NEEDING_CONSENT.map((ruleId) => judged(ruleId, undefined, unknown)), ...general];
  }
  return [
    judgeGiven(facts, facts.consent),
    judgeElements(facts.consent),
    judgePractitioner(facts, facts.consent),
    judgeRevocation(facts, facts.consent),
    ...general,
  ];
}

/** Consent of a later month cannot stand behind this one. */
function judgeGiven(facts: Facts, consent: ConsentFacts): Finding {
  const shown = [
    evidence('consent-date', consent.date, { reference: consent.reference }),
    consent.documented === undefined ? missing('consent-documented', 'not-recorded') : evidence('consent-documented', consent.documented),
  ];
  if (consent.date !== undefined && consent.date > lastDay(facts.month)) {
    return judged('CONS-1', false, [evidence('consent-after-month', consent.date, { reference: consent.reference })]);
  }
  if (consent.documented === false) return judged('CONS-1', false, shown);
  return judged('CONS-1', consent.date !== undefined && consent.documented === true ? true : undefined, shown);
}

function judgeElements(consent: ConsentFacts): Finding {
  const { elements } = consent;
  if (!elements) return judged('CONS-2', undefined, [missing('consent-element-missing', 'not-recorded')]);
  const absent = CONSENT_ELEMENTS.filter((element) => !elements.includes(element));
  return judged(
    'CONS-2',
    absent.length === 0,
    absent.map((element) => evidence('consent-element-missing', element)),
  );
}

function judgePractitioner(facts: Facts, consent: ConsentFacts): Finding {
  if (facts.practitionerId === undefined) {
    return judged('CONS-3', undefined, [missing('billing-practitioner', facts.why('billingPractitioner'))]);
  }
  if (consent.practitionerId === undefined) return judged('CONS-3', undefined, [missing('consent-practitioner-matches', 'not-recorded')]);
  const same = consent.practitionerId === facts.practitionerId;
  return judged('CONS-3', same, [evidence('consent-practitioner-matches', same, { reference: consent.reference })]);
}

function judgeRevocation(facts: Facts, consent: ConsentFacts): Finding {
  const { revoked } = consent;
  if (revoked === undefined) return judged('CONS-4', undefined, [missing('consent-revoked', 'not-recorded')]);
  return judged('CONS-4', revoked === null || monthOf(revoked) >= facts.month, [evidence('consent-revoked', revoked)]);
}

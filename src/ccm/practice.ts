import type { PractitionerType } from './chart.ts';
import type { Facts } from './facts.ts';
import { evidence, informs, judged, missing, type EvidenceFact, type Finding } from './finding.ts';
import type { RuleId } from './rules.ts';

/** Who may be the billing practitioner (WHO-1, WHO-2). */
const MAY_BILL: ReadonlySet<PractitionerType> = new Set(['physician', 'np', 'pa', 'cns', 'cnm']);

/** Whether a practitioner of the type may bill CCM (WHO-2). */
function mayBill(type: PractitionerType): boolean {
  return MAY_BILL.has(type);
}

/** Findings of PRAC-1 to PRAC-4 and WHO-1 to WHO-5. */
export function judgePractice(facts: Facts): readonly Finding[] {
  return [
    attested(facts, 'PRAC-1', 'access-24x7', facts.access24x7),
    attested(facts, 'PRAC-2', 'designated-member', facts.designatedMember),
    attested(facts, 'PRAC-3', 'certified-ehr', facts.certifiedEhr),
    informs('PRAC-4'),
    informs('WHO-1'),
    judgeBillingPractitioner(facts),
    informs('WHO-3'),
    informs('WHO-4'),
    informs('WHO-5'),
  ];
}

function attested(facts: Facts, ruleId: RuleId, fact: EvidenceFact, holds: boolean | undefined): Finding {
  return judged(ruleId, holds, [holds === undefined ? missing(fact, facts.why('practice')) : evidence(fact, holds)]);
}

function judgeBillingPractitioner(facts: Facts): Finding {
  const type = facts.practitionerType;
  if (type === undefined) return judged('WHO-2', undefined, [missing('billing-practitioner', facts.why('billingPractitioner'))]);
  return judged('WHO-2', mayBill(type), [evidence('billing-practitioner', type)]);
}

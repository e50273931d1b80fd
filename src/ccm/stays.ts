import { firstDay, lastDay } from './calendar.ts';
import type { LocalDate, ServiceMonth } from './chart.ts';
import type { StayFacts } from './facts.ts';
import type { PolicySwitches } from './policy.ts';

/**
 * Whether the facility is paid for the patient's care on the day (TIME-12). The day of admission is in; the day of
 * discharge is out where the policy counts it. An end that is not known takes only the day of admission.
 */
export function isInpatientOn(date: LocalDate, stay: StayFacts, policy: Pick<PolicySwitches, 'countDischargeDay'>): boolean {
  if (stay.type === 'nursing-facility-non-part-a' || date < stay.start) return false;
  if (stay.end === null) return true;
  if (stay.end === undefined) return date === stay.start;
  return policy.countDischargeDay ? date < stay.end : date <= stay.end;
}

/** Whether any day of the stay falls in the month, as far as is known. */
export function touchesMonth(stay: StayFacts, month: ServiceMonth): boolean {
  return stay.start <= lastDay(month) && (typeof stay.end !== 'string' || stay.end >= firstDay(month));
}

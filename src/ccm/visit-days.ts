import type { LocalDate, PractitionerRelation } from './chart.ts';
import type { Facts } from './facts.ts';

/** Whether the code is an E/M visit that takes in the day's other work of the practitioner (TIME-9, BILL-5). */
export function isEmVisit(code: string): boolean {
  if (!/^\d{5}$/.test(code)) return false;
  const number = Number(code);
  return (number >= 99_202 && number <= 99_215) || (number >= 99_341 && number <= 99_350);
}

/** Whether the practitioner counts as the billing one; a colleague of the same group does. */
export function isOwn(practitioner: PractitionerRelation): boolean {
  return practitioner !== 'other';
}

/** Local days of the month on which the billing practitioner reports an E/M visit, from visits and billed codes. */
export function visitDaysOf(facts: Facts): ReadonlySet<LocalDate> {
  const days = new Set<LocalDate>();
  for (const list of [facts.visits?.items, facts.billedCodes?.items]) {
    for (const visit of list ?? []) {
      if (visit.date.startsWith(facts.month) && isOwn(visit.practitioner) && isEmVisit(visit.code)) days.add(visit.date);
    }
  }
  return days;
}

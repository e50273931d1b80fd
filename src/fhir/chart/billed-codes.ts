import type { BilledCode, LocalDate, PractitionerRelation, Reference } from '../../ccm/chart.ts';
import type { StoredCharge } from '../charges.ts';
import type { RawResource } from '../client.ts';
import type { Days } from '../dates.ts';
import { isProblem, type Problem, problemWith, readerOf, referenceOf } from '../parse.ts';
import { ChargeItemResource, ClaimResource, ProcedureResource, type ResourceReference } from '../schemas.ts';
import { billingCodesOf, referenceText } from '../terminology.ts';
import { type Colleagues, relationTo } from '../visits.ts';

export interface BilledCodes {
  readonly codes: readonly BilledCode[];
  readonly problems: readonly Problem[];
}

const readCharge = readerOf(ChargeItemResource);
const readProcedure = readerOf(ProcedureResource);
const readClaim = readerOf(ClaimResource);

// What was never, or is not to be, asked payment for.
const NO_CHARGE = new Set(['aborted', 'not-billable', 'entered-in-error']);
const NO_CLAIM = new Set(['cancelled', 'entered-in-error', 'draft']);

// Care management, its month-long relatives, oversight of home health and hospice, dialysis months.
const BARRING = /^(?:99490|99439|9948[79]|99491|99437|G0511|9942[4-7]|G055[678]|G018[12]|909[56]\d|90970)$/;

/** Whether a code, billed by anybody in the month, is of those that can bar CCM; sections CONC-1 to CONC-10 decide whether it does. */
export function isBarring(code: string): boolean {
  return BARRING.test(code);
}

/** The ChargeItems that can be used, and the problems with the others: unreadable ones, and those with a code but no day. */
export function usableCharges(
  resources: readonly RawResource[],
  days: Days,
): { readonly usable: readonly RawResource[]; readonly problems: readonly Problem[] } {
  const usable: RawResource[] = [];
  const problems: Problem[] = [];
  for (const resource of resources) {
    const charge = readCharge(resource);
    if (isProblem(charge)) problems.push(charge);
    else if (billingCodesOf(charge.code).length > 0 && !NO_CHARGE.has(charge.status ?? '') && dayOfCharge(charge, days) === undefined) {
      problems.push(problemWith(resource, 'occurrence', 'undatable'));
    } else usable.push(resource);
  }
  return { usable, problems };
}

/** Codes of others' ChargeItems: all that are not ours by identifier and may be paid. A day is the first of the occurrence. */
export function codesOfCharges(charges: readonly StoredCharge[], days: Days, colleagues: Colleagues): readonly BilledCode[] {
  return charges.flatMap((charge) => {
    const date = days.exact(charge.date);
    if (charge.own || NO_CHARGE.has(charge.status) || date === undefined) return [];
    return [{ code: charge.code, date, practitioner: relationOf(charge.performer, colleagues), reference: charge.reference }];
  });
}

/** Codes of own charges that were not taken back, each with a day of its service month. */
export function ownStandingCodes(charges: readonly StoredCharge[], days: Days): readonly BilledCode[] {
  return charges.flatMap(({ own, status, month, date, code, reference }) => {
    const day = days.exact(date);
    const inMonth = month === undefined || day?.startsWith(month) === true ? day : `${month}-01`;
    return !own || NO_CHARGE.has(status) || inMonth === undefined ? [] : [{ code, date: inMonth, practitioner: 'same', reference }];
  });
}

/** Codes of Procedures that took place. */
export function codesOfProcedures(resources: readonly RawResource[], days: Days, colleagues: Colleagues): BilledCodes {
  const problems: Problem[] = [];
  const codes = resources.flatMap((resource): readonly BilledCode[] => {
    const procedure = readProcedure(resource);
    if (isProblem(procedure)) problems.push(procedure);
    if (isProblem(procedure) || procedure.status === 'entered-in-error' || procedure.status === 'not-done') return [];
    const found = billingCodesOf(procedure.code);
    if (found.length === 0) return [];
    const date = days.exact(procedure.performedDateTime) ?? days.exact(procedure.performedPeriod?.start);
    if (date === undefined) problems.push(problemWith(resource, 'performed', 'undatable'));
    const actors = (procedure.performer ?? []).map(({ actor }) => actor);
    return date === undefined
      ? []
      : found.map((code) => ({ code, date, practitioner: relationOfAny(actors, colleagues), ...referenceIn(resource) }));
  });
  return { codes, problems };
}

/**
 * Codes of Claims and ExplanationOfBenefits. Those for our own charges are left out: the practice's claim for the code and
 * month that this app recorded is not somebody else's billing.
 */
export function codesOfClaims(
  resources: readonly RawResource[],
  days: Days,
  colleagues: Colleagues,
  ownCharges: readonly StoredCharge[],
): BilledCodes {
  const problems: Problem[] = [];
  const own = new Set(
    ownCharges.filter((charge) => charge.own && !NO_CHARGE.has(charge.status)).map(({ month, code }) => `${month}/${code}`),
  );
  const codes = resources.flatMap((resource): readonly BilledCode[] => {
    const claim = readClaim(resource);
    if (isProblem(claim)) problems.push(claim);
    if (isProblem(claim) || NO_CLAIM.has(claim.status ?? '') || (claim.use !== undefined && claim.use !== 'claim')) return [];
    const practitioner = relationOf(referenceText(claim.provider), colleagues);
    const billable = days.exact(claim.billablePeriod?.start);
    return (claim.item ?? []).flatMap((item, index) => {
      const date = days.exact(item.servicedDate) ?? days.exact(item.servicedPeriod?.start) ?? billable;
      const found = billingCodesOf(item.productOrService);
      if (found.length > 0 && date === undefined) problems.push(problemWith(resource, `item.${index}.serviced`, 'undatable'));
      return found.flatMap((code) =>
        date === undefined || isOwn(own, code, date, practitioner) ? [] : [{ code, date, practitioner, ...referenceIn(resource) }],
      );
    });
  });
  return { codes, problems };
}

function isOwn(own: ReadonlySet<string>, code: string, date: LocalDate, practitioner: PractitionerRelation): boolean {
  return practitioner !== 'other' && own.has(`${date.slice(0, 7)}/${code}`);
}

function dayOfCharge(charge: ChargeItemResource, days: Days): LocalDate | undefined {
  return days.exact(charge.occurrenceDateTime) ?? days.exact(charge.occurrencePeriod?.start);
}

// The rulebook's section on concurrency: where it is unknown who billed, assume the same practitioner.
function relationOf(performer: Reference | undefined, colleagues: Colleagues): PractitionerRelation {
  return performer === undefined || colleagues.billing === undefined ? 'same' : relationTo(colleagues, [{ reference: performer }]);
}

function relationOfAny(performers: readonly (ResourceReference | undefined)[], colleagues: Colleagues): PractitionerRelation {
  const known = performers.filter((performer) => referenceText(performer) !== undefined);
  return known.length === 0 || colleagues.billing === undefined ? 'same' : relationTo(colleagues, known);
}

function referenceIn(resource: RawResource): { readonly reference?: Reference } {
  const reference = referenceOf(resource);
  return reference === undefined ? {} : { reference };
}

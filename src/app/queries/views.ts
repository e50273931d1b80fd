import type { ChartReading } from '../../fhir/chart.ts';
import type { StoredCharge } from '../../fhir/charges.ts';
import type { StoredCarePlan } from '../../fhir/care-plan.ts';
import type { Reference } from '../../ccm/chart.ts';
import type { MonthAssessment } from '../../ccm/month-assessment.ts';
import type { ChargeView } from '../charge-view.ts';
import type { BannerPatient } from '../PatientBanner.tsx';
import type { ProblemView, ReadView } from '../ProblemsScreen.tsx';
import type { NewPlanView } from '../statement-view.ts';
import type { LoggedEntry } from '../time-entry-view.ts';

/** Who the chart is about, as the banner shows it. */
export function bannerPatient({ patient }: ChartReading): BannerPatient {
  const { name, birthDate, gender, identifier, deceased, deathDate } = patient;
  return {
    name,
    ...(birthDate !== undefined && { birthDate }),
    ...(gender !== undefined && { sex: gender }),
    ...(identifier !== undefined && { identifier }),
    ...(deceased && { deceased: deathDate ?? true }),
  };
}

/** Details of the chart's time entries. Several may stand in one place of the EHR, so each is matched by the fact that was made of it. */
export function loggedEntries({ chart, timeEntries }: ChartReading): readonly LoggedEntry[] {
  const indices = new Map((chart.timeEntries ?? []).map((fact, index) => [fact, index]));
  return timeEntries.flatMap((stored): readonly LoggedEntry[] => {
    const entry = stored.entry === null ? undefined : indices.get(stored.entry);
    if (entry === undefined) return [];
    const { note, contactMode, activities, conditions, carrier } = stored;
    return [
      {
        entry,
        activities,
        conditionNames: conditions.flatMap(({ display }) => (display === undefined ? [] : [display])),
        ...(note !== undefined && { note }),
        ...(contactMode !== undefined && { contactMode }),
        ...(carrier !== 'not-stored' && { where: carrier }),
      },
    ];
  });
}

/** Own charges of the month and others' whose first day lies in it. */
export function chargesOfMonth({ charges }: ChartReading, month: string): readonly ChargeView[] {
  return charges.filter((charge) => (charge.month ?? charge.date?.slice(0, 7)) === month).map(chargeView);
}

function chargeView(charge: StoredCharge): ChargeView {
  const { code, units, status, own, reference, servicePeriod, dateOfService, enterer, enteredDate, note, notes, diagnoses } = charge;
  const basis = notes?.at(-1) ?? note;
  return {
    code,
    units,
    status: chargeStatus(status),
    own,
    reference,
    ...(servicePeriod !== undefined && { servicePeriod }),
    ...(dateOfService !== undefined && { dateOfService }),
    ...(enterer !== undefined && { enteredBy: enterer }),
    ...(enteredDate !== undefined && { enteredAt: enteredDate }),
    ...(own && basis !== undefined && { basis }),
    ...(diagnoses !== undefined && { diagnoses }),
  };
}

/** A charge's status as FHIR has it, in the screens' terms. */
export function chargeStatus(status: string): ChargeView['status'] {
  switch (status) {
    case 'planned':
    case 'billable':
    case 'not-billable':
    case 'aborted':
    case 'billed':
    case 'entered-in-error':
      return status;
    default:
      return 'unknown';
  }
}

/** The CCM plan that counts, or null where this chart has none of ours. */
export function ownPlan({ carePlans }: ChartReading): StoredCarePlan | null {
  const own = carePlans.filter(({ origin }) => origin === 'own');
  return own.find(({ status }) => status === 'active') ?? own[0] ?? null;
}

/** How reading each kind of record went. */
export function readViews({ reads }: ChartReading): readonly ReadView[] {
  return Object.entries(reads).map(([type, { count, complete, unknownBecause, onlyPart }]) => ({
    type,
    count,
    complete,
    ...(unknownBecause !== undefined && { unknownBecause }),
    ...(onlyPart !== undefined && { onlyPart }),
  }));
}

/** What could not be used, without patient data. */
export function problemViews({ problems }: ChartReading): readonly ProblemView[] {
  return problems.map(({ type, reference, path, kind }) => ({
    type,
    kind,
    ...(reference !== undefined && { reference }),
    ...(path !== '' && { path }),
  }));
}

/** What a new CCM plan would hold, for the person to see before it is made. */
export function newPlanView(reading: ChartReading, assessment: MonthAssessment): NewPlanView {
  const billing = reading.chart.billingPractitioner;
  return {
    problems: countedProblems(assessment).map(({ display }) => display),
    ...(billing && { billingPractitioner: billing.name ?? billing.id }),
    others: reading.carePlans.filter(({ origin }) => origin === 'other').map(({ title }) => title),
  };
}

/** The conditions that count and can be referred to: the problem list of a new plan. */
export function countedProblems({ conditions }: MonthAssessment): readonly { readonly reference: Reference; readonly display: string }[] {
  return conditions.flatMap(({ verdict, condition: { reference, display } }) =>
    verdict === 'counts' && reference !== undefined ? [{ reference, display }] : [],
  );
}

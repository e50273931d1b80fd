import type { CarePlanElement, UnknownKind } from '../../ccm/chart.ts';
import type { MonthAssessment } from '../../ccm/month-assessment.ts';
import type { StoredCarePlan } from '../../fhir/care-plan.ts';
import type { TypeRead } from '../../fhir/chart/fetch.ts';
import type { ChartReading } from '../../fhir/chart.ts';
import type { RawResource } from '../../fhir/client.ts';
import { objectIn, objectsIn, textIn } from '../../fhir/fields.ts';
import type { Medication } from '../../fhir/medications.ts';
import type { ChartItem, PlanMaterial } from '../../fhir/plan-material.ts';
import { MEASURE_IDS, MEASURES } from '../../fhir/results.ts';
import type { Candidate, ElementMaterial, MaterialView, MeasureChoice, MedicineView, OpenCondition } from '../care-plan/material-view.ts';
import type { PlanPerson } from '../care-plan/plan-edit.ts';

type Reads = Readonly<Record<string, TypeRead>>;

/** What the chart offers for each part of the plan that it can fill; what the plan names already is left out. */
export function elementMaterial(
  plan: StoredCarePlan | null,
  material: PlanMaterial,
  conditions: readonly OpenCondition[],
): Readonly<Partial<Record<CarePlanElement, ElementMaterial>>> {
  const { reads } = material;
  const named = (element: CarePlanElement) =>
    new Set((plan?.elements ?? []).flatMap((one) => (one.element === element ? (one.reference ?? []) : [])));
  const items = (element: CarePlanElement, types: readonly string[], keep: (item: ChartItem) => boolean): ElementMaterial => ({
    candidates: material.items
      .filter((item) => keep(item) && !named(element).has(item.reference))
      .toSorted((a, b) => (b.date ?? '').localeCompare(a.date ?? ''))
      .map((item) => candidateOf(item, element)),
    unread: unreadOf(types, reads),
  });
  return {
    'problem-list': {
      candidates: conditions.map(({ reference, display, onset }) => ({
        display,
        ...(onset !== undefined && { date: onset }),
        edit: { kind: 'refer', list: 'addresses', reference, display, element: 'problem-list' },
      })),
      unread: [],
    },
    'cognitive-functional-assessment': items('cognitive-functional-assessment', ['Assessment'], (item) =>
      isAssessment(item, ['cognitive-status', 'functional-status', 'disability-status']),
    ),
    'environmental-evaluation': items('environmental-evaluation', ['Assessment'], (item) => isAssessment(item, ['sdoh', 'social-history'])),
    'caregiver-assessment': items(
      'caregiver-assessment',
      ['Assessment'],
      (item) => isAssessment(item, ['405193005']) || (item.type === 'Observation' && /caregiver|carer/i.test(item.display)),
    ),
    'planned-interventions': items('planned-interventions', ['ServiceRequest'], isOpenOrder),
    'medical-management': {
      candidates: material.medications
        .filter(({ reference }) => !named('medical-management').has(reference))
        .map(({ reference, display, date }) => ({
          display,
          ...(date !== undefined && { date }),
          edit: { kind: 'refer', list: 'activity', reference, display, element: 'medical-management' },
        })),
      unread: unreadOf(['MedicationRequest'], reads),
    },
    'coordination-with-outside-resources': items(
      'coordination-with-outside-resources',
      ['CareTeam', 'ServiceRequest'],
      (item) => item.type === 'CareTeam' || isOpenOrder(item),
    ),
    'community-services': items('community-services', ['ServiceRequest'], (item) => isOpenOrder(item) && item.categories.includes('sdoh')),
    'preventive-care': items('preventive-care', ['Immunization'], ({ type }) => type === 'Immunization'),
  };
}

function isAssessment({ type, categories }: ChartItem, wanted: readonly string[]): boolean {
  return type === 'Observation' && categories.some((code) => wanted.includes(code));
}

function isOpenOrder({ type, status }: ChartItem): boolean {
  return type === 'ServiceRequest' && (status === 'active' || status === 'on-hold');
}

function candidateOf({ reference, display, date, type }: ChartItem, element: CarePlanElement): Candidate {
  const list = type === 'CareTeam' ? 'careTeam' : type === 'ServiceRequest' ? 'activity' : 'supportingInfo';
  return { display, ...(date !== undefined && { date }), edit: { kind: 'refer', list, reference, display, element } };
}

function unreadOf(types: readonly string[], reads: Reads): ElementMaterial['unread'] {
  return types.flatMap((type) => {
    const why = reads[type]?.unknownBecause;
    return why === undefined ? [] : [{ type, why }];
  });
}

/** The chronic conditions that count and that the plan does not address, each disease once. Those that somebody left out are among them. */
export function conditionsNotInPlan(plan: StoredCarePlan | null, { conditions }: MonthAssessment): readonly OpenCondition[] {
  const addressed = new Set((plan?.addresses ?? []).map(({ reference }) => reference));
  const groups = new Set(conditions.flatMap(({ condition, group }) => (addressed.has(condition.reference) ? (group ?? []) : [])));
  const seen = new Set<string>();
  return conditions.flatMap(({ verdict, condition, group }) => {
    const { reference, display, onset } = condition;
    if (verdict !== 'counts' || reference === undefined || addressed.has(reference)) return [];
    if (group !== undefined && (groups.has(group) || seen.has(group))) return [];
    if (group !== undefined) seen.add(group);
    return [{ reference, display, ...(onset && { onset }) }];
  });
}

/** Who may own an activity: the patient, those who care at home, the care team, and who is named in the plan already. */
export function peopleOf(
  reading: Pick<ChartReading, 'patient' | 'chart'>,
  plan: StoredCarePlan | null,
  material: Pick<PlanMaterial, 'caregivers'>,
  teams: readonly RawResource[],
): readonly PlanPerson[] {
  const billing = reading.chart.billingPractitioner;
  const all: readonly PlanPerson[] = [
    { reference: reading.patient.reference, display: `${reading.patient.name} (patient)` },
    ...material.caregivers.map(({ reference, name, relationship }) => ({ reference, display: `${name} (${relationship ?? 'caregiver'})` })),
    ...teams.flatMap((team) =>
      objectsIn(team, 'participant').flatMap((one) => {
        const reference = textIn(objectIn(one, 'member'), 'reference');
        const display = textIn(objectIn(one, 'member'), 'display');
        return display === undefined || reference === reading.patient.reference
          ? []
          : [{ display, ...(reference !== undefined && { reference }) }];
      }),
    ),
    ...(billing ? [{ reference: billing.id, display: billing.name ?? billing.id }] : []),
    ...(plan?.activities ?? []).flatMap(({ who }) => (who === undefined ? [] : [{ display: who }])),
  ];
  const seen = new Set<string>();
  return all.filter(({ reference, display }) => {
    const isNew = !seen.has(display) && (reference === undefined || !seen.has(reference));
    seen.add(display);
    if (reference !== undefined) seen.add(reference);
    return isNew;
  });
}

function medicineView({ reference, display, dosage, date, reported, status }: Medication): MedicineView {
  return {
    reference,
    display,
    reported,
    onHold: status === 'on-hold',
    ...(dosage !== undefined && { dosage }),
    ...(date !== undefined && { date }),
  };
}

/** The material as the screen shows it. */
export function materialView(
  plan: StoredCarePlan | null,
  material: PlanMaterial,
  conditions: readonly OpenCondition[],
  people: readonly PlanPerson[],
): Extract<MaterialView, { kind: 'read' }> {
  const unknown: UnknownKind | undefined = material.reads['MedicationRequest']?.unknownBecause;
  return {
    kind: 'read',
    elements: elementMaterial(plan, material, conditions),
    medicines: material.medications.map(medicineView),
    ...(unknown !== undefined && { medicinesUnknown: unknown }),
    people,
  };
}

/** What a goal may be measured by: results of the code stand against it. A pressure is measured by its upper number. */
export const MEASURE_CHOICES: readonly MeasureChoice[] = MEASURE_IDS.flatMap((id) => {
  const { label, unit, loinc } = MEASURES[id];
  const code = id === 'blood-pressure' ? '8480-6' : loinc[0];
  return code === undefined ? [] : [{ id, label: id === 'blood-pressure' ? 'Systolic blood pressure' : label, loinc: code, unit }];
});

import type { LocalDate, Reference } from '../ccm/chart.ts';
import { conceptText, present } from './care-plan/items.ts';
import { type FetchOptions, fetchType, type TypeRead } from './chart/fetch.ts';
import type { RawResource } from './client.ts';
import { addMonths, daysIn, type Days } from './dates.ts';
import { numberIn, objectIn, objectsIn, textIn } from './fields.ts';
import { type Medication, readMedications } from './medications.ts';
import { type Problem, referenceOf } from './parse.ts';
import { readResults, RESULT_CODES, type Results } from './results.ts';
import type { ResourceSource } from './source.ts';

/** Something in the chart that a care plan may name instead of saying it again. */
export interface ChartItem {
  readonly reference: Reference;
  readonly type: string;
  readonly display: string;
  /** Codes of its categories, such as `functional-status`. */
  readonly categories: readonly string[];
  readonly date?: LocalDate;
  readonly status?: string;
}

export interface Caregiver {
  readonly reference: Reference;
  readonly name: string;
  readonly relationship?: string;
}

/** What the chart has that a care plan is made of, beside what the first verdict needs. */
export interface PlanMaterial {
  readonly medications: readonly Medication[];
  readonly results: Results;
  /** Assessments, care teams, orders, immunizations and the like. */
  readonly items: readonly ChartItem[];
  readonly caregivers: readonly Caregiver[];
  /** How reading each type went: what was refused is unknown, not absent. */
  readonly reads: Readonly<Record<string, TypeRead>>;
  readonly problems: readonly Problem[];
}

export interface PlanMaterialOptions extends FetchOptions {
  readonly timeZone: string;
  /** Today at the practice: results are asked for two years back. */
  readonly today: LocalDate;
}

const RESULTS_MONTHS = 24;

/** Categories under which assessments for a care plan are kept (US Core and MCC). */
const ASSESSMENTS = 'survey,social-history,functional-status,cognitive-status,sdoh,disability-status';

/**
 * Reads what a care plan is made of: medicines, measured results, assessments, team, caregivers, orders, immunizations.
 *
 * What the EHR refuses is told in `reads`.
 * @throws FhirError `cancelled` and `session-expired` only.
 */
export async function readPlanMaterial(source: ResourceSource, options: PlanMaterialOptions): Promise<PlanMaterial> {
  const days = daysIn(options.timeZone);
  const search = (type: string, params: Readonly<Record<string, string>> = {}) => fetchType(source, type, params, options);
  const since = `ge${addMonths(options.today, -RESULTS_MONTHS)}`;
  const [medications, results, assessments, ...others] = await Promise.all([
    search('MedicationRequest'),
    search('Observation', { code: RESULT_CODES, date: since }),
    search('Observation', { category: ASSESSMENTS }),
    ...OTHERS.map((type) => search(type)),
  ]);
  const byType = Object.fromEntries(OTHERS.map((type, index) => [type, others[index]]));
  const listed = [assessments, ...others].flatMap(({ resources }) => resources);
  const all = { MedicationRequest: medications, Observation: results, Assessment: assessments, ...byType };
  return {
    medications: readMedications(medications.resources, days),
    results: readResults(results.resources, days),
    items: listed.flatMap((resource) => itemOf(resource, days)),
    caregivers: (byType['RelatedPerson']?.resources ?? []).flatMap(caregiverOf),
    reads: Object.fromEntries(Object.entries(all).flatMap(([type, one]) => (one === undefined ? [] : [[type, one.read]]))),
    problems: [medications, results, assessments, ...others].flatMap(({ problems }) => problems),
  };
}

const OTHERS = ['CareTeam', 'RelatedPerson', 'ServiceRequest', 'Immunization'] as const;

const OVER = new Set(['entered-in-error', 'cancelled', 'revoked', 'not-done', 'inactive']);

function itemOf(resource: RawResource, days: Days): readonly ChartItem[] {
  const reference = referenceOf(resource);
  const status = textIn(resource, 'status');
  if (reference === undefined || resource.resourceType === 'RelatedPerson' || OVER.has(status ?? '')) return [];
  const dates = ['effectiveDateTime', 'occurrenceDateTime', 'authoredOn', 'issued'].map((key) => days.exact(textIn(resource, key)));
  return [
    {
      reference,
      type: resource.resourceType,
      display: wordsOf(resource),
      categories: objectsIn(resource, 'category').flatMap((one) =>
        objectsIn(one, 'coding').flatMap((coding) => textIn(coding, 'code') ?? []),
      ),
      ...present('status', status),
      ...present(
        'date',
        dates.find((date) => date !== undefined),
      ),
    },
  ];
}

function wordsOf(resource: RawResource): string {
  const what =
    textIn(resource, 'name') ??
    conceptText(objectIn(resource, 'code')) ??
    conceptText(objectIn(resource, 'vaccineCode')) ??
    resource.resourceType;
  const value = conceptText(objectIn(resource, 'valueCodeableConcept')) ?? textIn(resource, 'valueString') ?? quantityText(resource);
  return value === undefined ? what : `${what}: ${value}`;
}

function quantityText(resource: RawResource): string | undefined {
  const quantity = objectIn(resource, 'valueQuantity');
  const value = numberIn(quantity, 'value');
  if (value === undefined) return undefined;
  const unit = textIn(quantity, 'unit');
  // `{score}` is UCUM's way of saying that there is no unit.
  return unit === undefined || unit.startsWith('{') ? String(value) : `${value} ${unit}`;
}

function caregiverOf(person: RawResource): readonly Caregiver[] {
  const reference = referenceOf(person);
  if (reference === undefined || person['active'] === false) return [];
  const [name] = objectsIn(person, 'name');
  const given = name?.['given'];
  const parts = [...(Array.isArray(given) ? given : []), name?.['family']].filter((part) => typeof part === 'string');
  const words = textIn(name, 'text') ?? parts.join(' ');
  if (words === '') return [];
  return [{ reference, name: words, ...present('relationship', conceptText(objectsIn(person, 'relationship')[0])) }];
}

import type { CarePlanElement, LocalDate } from '../ccm/chart.ts';
import type { MeasuredTarget } from './care-plan/edit.ts';
import { isObject, textIn } from './fields.ts';
import { CONDITION_GROUP_SYSTEM, ICD_10_CM } from './naming.ts';
import {
  elementOf,
  loincOf,
  type PlanDefinitionAction,
  type PlanDefinitionGoal,
  type PlanDefinitionTarget,
  PlanDefinitionTemplate,
} from './plan-templates/schema.ts';

/** Starting points for the care plan of one condition. Nothing of it is in a plan until a person takes it over. */
export interface PlanTemplate {
  /** Canonical URL, without the version. */
  readonly url: string;
  readonly version: string;
  readonly date: LocalDate;
  readonly title: string;
  /** Who reviewed it for this practice, and when; absent where the file does not name both: it was not reviewed. */
  readonly review?: { readonly by: string; readonly date: LocalDate };
  /** Condition groups of `GROUP_NAMES`; at least one group or code is named. */
  readonly groups: readonly string[];
  /** Beginnings of ICD-10-CM codes. Where there are any, a condition that has such a code fits by it and not by its group. */
  readonly icd10cm: readonly string[];
  readonly sources: readonly TemplateSource[];
  readonly goals: readonly TemplateGoal[];
  readonly activities: readonly TemplateActivity[];
}

export interface TemplateSource {
  /** Title and year. */
  readonly label: string;
  readonly url?: string;
}

export interface TemplateGoal {
  /** Goals of one id and one target in two templates are one goal. */
  readonly id?: string;
  readonly what: string;
  /** What the target usually is and when it is another, for the one who agrees it with the patient. */
  readonly usual?: string;
  /** A number that results are held against, or words. */
  readonly target?: MeasuredTarget | string;
  readonly dueMonths?: number;
}

export interface TemplateActivity {
  /** Activities of one id in two templates are one activity. */
  readonly id?: string;
  readonly title: string;
  readonly element: CarePlanElement;
  /** Who does it: the patient, a caregiver, or someone of the practice by role. */
  readonly who?: { readonly kind: 'patient' | 'caregiver' | 'practice'; readonly words: string };
  readonly every?: { readonly count: number; readonly unit: 'wk' | 'mo' };
  /** For the patient. The zones of a symptom plan stand on lines of their own. */
  readonly instruction?: string;
  /** Ids of the template's goals that it is for. */
  readonly goals?: readonly string[];
}

/** Something wrong with a file of templates, at the place it is wrong. */
export interface TemplateProblem {
  /** Title of the template, else its place in the file; empty for the file as a whole. */
  readonly template: string;
  /** `action[2].title`; empty for the template as a whole. */
  readonly field: string;
  readonly message: string;
}

export interface PlanTemplates {
  readonly templates: readonly PlanTemplate[];
  readonly problems: readonly TemplateProblem[];
}

/**
 * The templates of a file: a Bundle of PlanDefinitions (R4). A template with something wrong in it is left out and named among the
 * problems, with every field that is wrong; the others stay. Retired ones are left out without a word. Never throws.
 */
export function readPlanTemplates(json: unknown): PlanTemplates {
  if (!isObject(json) || json['resourceType'] !== 'Bundle') return wrongFile('is not a FHIR Bundle');
  if (!Array.isArray(json['entry']) || json['entry'].length === 0) return wrongFile('holds no templates');
  const templates: PlanTemplate[] = [];
  const problems: TemplateProblem[] = [];
  for (const [index, entry] of json['entry'].entries()) {
    const resource: unknown = isObject(entry) ? entry['resource'] : undefined;
    const name = textIn(resource, 'title') ?? textIn(resource, 'id') ?? `entry[${index}]`;
    if (textIn(resource, 'status') === 'retired') continue;
    const read = PlanDefinitionTemplate.safeParse(resource);
    if (!read.success) {
      problems.push(...read.error.issues.map((issue) => ({ template: name, field: placeOf(issue.path), message: issue.message })));
    } else if (templates.some(({ url }) => url === read.data.url)) {
      problems.push({ template: name, field: 'url', message: 'is the address of another template of this file' });
    } else {
      templates.push(templateOf(read.data));
    }
  }
  return { templates, problems };
}

function wrongFile(message: string): PlanTemplates {
  return { templates: [], problems: [{ template: '', field: '', message }] };
}

function placeOf(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}

function templateOf(read: PlanDefinitionTemplate): PlanTemplate {
  const { url, version, date, title, reviewer, lastReviewDate, useContext, relatedArtifact, goal = [], action = [] } = read;
  const focus = useContext.flatMap((one) => one.valueCodeableConcept.coding);
  const named = (system: string) => focus.filter((one) => one.system === system).map((one) => one.code);
  return {
    url,
    version,
    date,
    title,
    ...(reviewer?.[0] !== undefined &&
      lastReviewDate !== undefined && { review: { by: reviewer.map(({ name }) => name).join(', '), date: lastReviewDate } }),
    groups: named(CONDITION_GROUP_SYSTEM),
    icd10cm: named(ICD_10_CM),
    sources: relatedArtifact.map((one) => ({ label: one.label, ...(one.url !== undefined && { url: one.url }) })),
    goals: goal.map(goalOf),
    activities: action.map(activityOf),
  };
}

function goalOf({ id, description, documentation = [], target: [target] = [] }: PlanDefinitionGoal): TemplateGoal {
  const usual = documentation.flatMap(({ display }) => display ?? []).join(' ');
  const due = target?.due;
  const aim = target === undefined ? undefined : aimOf(target, description.text);
  return {
    ...(id !== undefined && { id }),
    what: description.text,
    ...(usual !== '' && { usual }),
    ...(aim !== undefined && { target: aim }),
    ...(due !== undefined && { dueMonths: due.code === 'a' ? due.value * 12 : due.value }),
  };
}

function aimOf({ measure, detailQuantity, detailCodeableConcept }: PlanDefinitionTarget, words: string): TemplateGoal['target'] {
  const loinc = loincOf(measure);
  if (detailQuantity === undefined || loinc === undefined) return detailCodeableConcept?.text;
  const { comparator, value, code } = detailQuantity;
  return { loinc, measure: measure?.text ?? words, comparator, value, unit: code };
}

const WHO = {
  patient: { kind: 'patient', words: 'Patient' },
  'related-person': { kind: 'caregiver', words: 'Caregiver' },
  practitioner: { kind: 'practice', words: 'Care team' },
} as const;

function activityOf({
  id,
  title,
  goalId = [],
  description,
  code,
  timingTiming,
  participant = [],
  action: zones = [],
}: PlanDefinitionAction): TemplateActivity {
  const element = elementOf(code);
  if (element === undefined) throw new TypeError('the schema asks for an element');
  const [performer] = participant;
  const lines = [...(description === undefined ? [] : [description]), ...zones.map((zone) => `${zone.prefix}: ${zone.description}`)];
  const repeat = timingTiming?.repeat;
  return {
    ...(id !== undefined && { id }),
    title,
    element,
    ...(performer !== undefined && {
      who: { kind: WHO[performer.type].kind, words: performer.role?.text ?? WHO[performer.type].words },
    }),
    ...(repeat !== undefined && {
      every: repeat.periodUnit === 'a' ? { count: repeat.period * 12, unit: 'mo' } : { count: repeat.period, unit: repeat.periodUnit },
    }),
    ...(lines.length > 0 && { instruction: lines.join('\n') }),
    ...(goalId.length > 0 && { goals: goalId }),
  };
}

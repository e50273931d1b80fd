import { ICD_10_CM, normaliseCode } from '../../../ccm/chronic-conditions/classification.ts';
import type { ConditionJudgement } from '../../../ccm/month-assessment.ts';
import type { PlanTemplate } from '../../queries/plan-templates.ts';

/** A template and the patient's counted conditions that it is for. */
export interface Fit {
  readonly template: PlanTemplate;
  readonly conditions: readonly ConditionJudgement[];
}

/** The templates for conditions that count, in the order of their file. */
export function fittingTemplates(templates: readonly PlanTemplate[], judgements: readonly ConditionJudgement[]): readonly Fit[] {
  const counted = judgements.filter(({ verdict }) => verdict === 'counts');
  return templates
    .map((template) => ({ template, conditions: counted.filter((judgement) => isFor(template, judgement)) }))
    .filter(({ conditions }) => conditions.length > 0);
}

// A group may be wider than a template's condition: where both have ICD-10-CM codes, these decide.
function isFor({ groups, icd10cm }: PlanTemplate, { condition, group }: ConditionJudgement): boolean {
  const codes = condition.codes.filter(({ system }) => system === ICD_10_CM).map(normaliseCode);
  if (icd10cm.length > 0 && codes.length > 0) {
    const beginnings = icd10cm.map((code) => normaliseCode({ system: ICD_10_CM, code }));
    return codes.some((code) => beginnings.some((beginning) => code.startsWith(beginning)));
  }
  return group !== undefined && groups.includes(group);
}

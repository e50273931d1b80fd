import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlanTemplate, TemplateActivity, TemplateGoal } from '../../../../src/app/queries/plan-templates.ts';
import { readPlanTemplates } from '../../../../src/fhir/plan-templates.ts';

/** The file that ships. */
export const SHIPPED_TEXT = readFileSync(join(import.meta.dirname, '../../../../public/plan-templates.json'), 'utf8');

/** Its templates. */
export const SHIPPED = readPlanTemplates(JSON.parse(SHIPPED_TEXT)).templates;

/** A template that ships, by its title. */
export function shipped(title: string): PlanTemplate {
  const found = SHIPPED.find((template) => template.title === title);
  if (found === undefined) throw new TypeError(`no template ${title}`);
  return found;
}

export function aTemplate(overrides: Partial<PlanTemplate> = {}): PlanTemplate {
  return {
    url: 'https://example.org/PlanDefinition/sugar',
    version: '1.0.0',
    date: '2026-11-22',
    title: 'Sugar',
    groups: ['diabetes'],
    icd10cm: [],
    sources: [{ label: 'A guideline, 2026' }],
    goals: [],
    activities: [],
    ...overrides,
  };
}

export function anActivity(overrides: Partial<TemplateActivity> = {}): TemplateActivity {
  return { title: 'Walk each day', element: 'planned-interventions', ...overrides };
}

export function aGoal(overrides: Partial<TemplateGoal> = {}): TemplateGoal {
  return { what: 'Walks to the lake', ...overrides };
}

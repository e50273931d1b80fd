import { DIABETES, type Disease, HYPERTENSION } from './problems.ts';

/** A goal with a number to get below. */
export interface PlanGoal {
  readonly text: string;
  readonly disease: Disease;
  /** A LOINC code. */
  readonly measure: { readonly code: string; readonly display: string };
  readonly below: number;
  readonly unit: string;
}

/** What a sample patient's comprehensive care plan says. */
export interface PlanStory {
  /** The day it was made. */
  readonly date: string;
  readonly diseases: readonly Disease[];
  readonly prognosis: string;
  readonly expectedOutcome: string;
  readonly goals: readonly PlanGoal[];
  readonly selfCare: { readonly title: string; readonly instruction: string };
  readonly medication: { readonly text: string; readonly rxnorm: string; readonly dosage: string };
  readonly community: { readonly title: string; readonly by: string };
  readonly specialist: { readonly title: string; readonly by: string };
  readonly caregiver: {
    readonly given: string;
    readonly family: string;
    /** A v3 RoleCode. */
    readonly relation: { readonly code: string; readonly display: string };
    readonly strain: string;
  };
  /** Of 30. */
  readonly moca: number;
  /** Of 6. */
  readonly katz: number;
  readonly home: string;
}

export const LOWER_PRESSURE: PlanGoal = {
  text: 'Systolic blood pressure below 140 mmHg at home',
  disease: HYPERTENSION,
  measure: { code: '8480-6', display: 'Systolic blood pressure' },
  below: 140,
  unit: 'mm[Hg]',
};

export const LOWER_A1C: PlanGoal = {
  text: 'HbA1c below 7.5% without hypoglycemia',
  disease: DIABETES,
  measure: { code: '4548-4', display: 'Hemoglobin A1c/Hemoglobin.total in Blood' },
  below: 7.5,
  unit: '%',
};

/** A plan for diabetes and high blood pressure. A patient's file says where its own differs. */
export function planStory(date: string, family: string, differences: Partial<PlanStory> = {}): PlanStory {
  return {
    date,
    diseases: [DIABETES, HYPERTENSION],
    prognosis: 'Guarded; slow progression expected over 12 months or longer',
    expectedOutcome: 'Stable with guideline therapy; expected to keep living independently.',
    goals: [LOWER_A1C, LOWER_PRESSURE],
    selfCare: {
      title: 'Home glucose and blood pressure log, with steps for high and low readings',
      instruction: 'Call the practice, day or night, when glucose is below 70 or above 300.',
    },
    medication: { text: 'Metformin 500 mg twice daily', rxnorm: '861007', dosage: '1 tablet by mouth twice daily with meals' },
    community: { title: 'Senior meals and transport to visits', by: 'Sampleton County aging services' },
    specialist: { title: 'Yearly diabetic eye examination; send the report to the care manager', by: 'Example Eye Associates' },
    caregiver: { given: 'Robin', family, relation: { code: 'CHILD', display: 'child' }, strain: 'Mild strain; works full time' },
    moca: 26,
    katz: 5,
    home: 'Own home, one step at the entrance, no grab bars in the bathroom',
    ...differences,
  };
}

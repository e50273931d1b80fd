import { useQuery } from '@tanstack/react-query';
import { aimsOf } from '../../fhir/care-plan/aims.ts';
import type { StoredCarePlan } from '../../fhir/care-plan.ts';
import type { PlanMaterial } from '../../fhir/plan-material.ts';
import { MEASURE_IDS, MEASURES, type Result } from '../../fhir/results.ts';
import type { Measured, TrendReading, Trends } from '../care-plan/trends/trend-view.ts';
import type { Access } from './access.ts';
import { planMaterialQuery } from './plan-material.ts';

/** The trends of the plan's measured targets; results are asked for when this is first used. */
export function useTrends(access: Access, plan: StoredCarePlan | null): Trends {
  const { data, isPending } = useQuery(planMaterialQuery(access));
  return trendsOf(plan, data, isPending);
}

/** The same of material at hand; undefined material is not read yet, or could not be read. */
export function trendsOf(plan: StoredCarePlan | null, material: PlanMaterial | undefined, isBeingRead = false): Trends {
  const read = material?.reads['Observation'];
  const unknownBecause = material === undefined && !isBeingRead ? 'not-answered' : read?.unknownBecause;
  const results = material?.results.results ?? [];
  return {
    isBeingRead,
    ...(unknownBecause !== undefined && { unknownBecause }),
    measures: Object.fromEntries(MEASURE_IDS.map((id) => [id, measured(id)])),
    readings: new Map(
      MEASURE_IDS.flatMap((id) => {
        const mine = results.filter(({ measure }) => measure === id);
        return mine.length === 0 ? [] : [[id, mine.map(readingOf)] as const];
      }),
    ),
    aims: new Map(
      (plan?.goals ?? []).flatMap(({ reference, targets }) => {
        const aims = aimsOf(targets ?? []);
        return reference === undefined || aims.length === 0 ? [] : [[reference, aims] as const];
      }),
    ),
    leftOut: material?.results.leftOut ?? 0,
  };
}

function readingOf({ date, value, second, comparator }: Result): TrendReading {
  return { date, value, ...(second !== undefined && { second }), ...(comparator !== undefined && { comparator }) };
}

function measured(id: (typeof MEASURE_IDS)[number]): Measured {
  const { label, unit } = MEASURES[id];
  return { label, unit: UNIT_TEXT[unit] ?? unit, ...(id === 'blood-pressure' && { parts: { value: 'systolic', second: 'diastolic' } }) };
}

const UNIT_TEXT: Readonly<Record<string, string>> = {
  'mm[Hg]': 'mmHg',
  'mL/min/{1.73_m2}': 'mL/min/1.73 m²',
  '/min': 'per minute',
  '{score}': '',
};

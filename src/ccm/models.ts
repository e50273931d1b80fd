import { lastDay } from './calendar.ts';
import type { LocalDate, ModelParticipation, ServiceMonth } from './chart.ts';
import type { SourceId } from './grounds/sources.ts';

/** An innovation model whose payment takes the place of CCM for aligned patients (ELIG-13). */
export interface Model {
  readonly participation: ModelParticipation;
  readonly from: LocalDate;
  readonly source: SourceId;
}

const MODELS: readonly Model[] = [
  { participation: 'GUIDE-aligned', from: '2024-07-01', source: 'guide-model' },
  { participation: 'ACCESS-participant-aligned', from: '2026-07-05', source: 'access-model' },
];

/** The model, where it has begun by the end of the month. */
export function modelInForce(participation: ModelParticipation, month: ServiceMonth): Model | undefined {
  return MODELS.find((model) => model.participation === participation && model.from <= lastDay(month));
}

/** Whether any model is running in the month: without one, participation cannot matter. */
export function modelsCover(month: ServiceMonth): boolean {
  return MODELS.some((model) => model.from <= lastDay(month));
}

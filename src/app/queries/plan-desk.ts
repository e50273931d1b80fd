import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { MonthAssessment } from '../../ccm/month-assessment.ts';
import type { StoredCarePlan } from '../../fhir/care-plan.ts';
import { savePlanChange } from '../../fhir/care-plan/save.ts';
import type { StoredPlanNote } from '../../fhir/care-plan/note-document.ts';
import type { PlanDesk, WorkNote } from '../care-plan/plan-desk.ts';
import type { MaterialView } from '../care-plan/material-view.ts';
import type { PlanCandidate, PlanEdit } from '../care-plan-view.ts';
import { localDateTime } from '../format.ts';
import type { SaveResult, SaveTarget } from '../save-result.ts';
import { statementQuery } from '../queries.ts';
import { capabilitiesOf, nowAt, todayAt } from './access.ts';
import { resultOf } from './outcomes.ts';
import { type PlanBase, planBase, type PlanEditsResult, savePlanEdits } from './plan-edits.ts';
import { planMaterialQuery, planRecordsQuery } from './plan-material.ts';
import { isStale, mergeEdits } from './plan-merge.ts';
import { previewNote, saveAsNote } from './plan-notes.ts';
import { conditionsNotInPlan, MEASURE_CHOICES, materialView, peopleOf } from './plan-offers.ts';
import { planCandidates, planView } from './plan-view.ts';
import { previewAdoption, previewEdits } from './preview-edits.ts';
import { NO_PLAN_PLACES, NOTE_PLACE, PLAN_WORK_PLACES, saveTarget as whereTo } from './save-target.ts';
import { type Saving, signedIn } from './signed-in.ts';
import { saveNewPlan } from './statements.ts';
import { newPlanView, ownPlan } from './views.ts';

export interface PlanDeskOptions {
  readonly saving: Saving;
  readonly assessment: MonthAssessment;
  readonly saveTarget: SaveTarget;
  readonly newPlanTarget: SaveTarget;
  readonly readAgainAfter: <Result>(saving: Promise<Result>) => Promise<Result>;
}

/** Everything that the plan's screen shows and does, on the chart as it is now. */
export function usePlanDesk({ saving, assessment, saveTarget, newPlanTarget, readAgainAfter }: PlanDeskOptions): PlanDesk {
  const { access, reading } = saving;
  const { data: records, isPending } = useQuery(planRecordsQuery(access));
  const statement = useQuery(statementQuery(access)).data ?? null;
  // Edits are made on the whole plan: one whose goals are still being read has no state to go back to.
  const current = useMemo(() => (isPending ? null : planBase({ reading }, records?.goals ?? [])), [reading, records, isPending]);
  const plan = current?.plan ?? ownPlan(reading);
  const unknownBecause = reading.chart.unknownBecause?.carePlan;
  const open = useMemo(() => conditionsNotInPlan(plan, assessment), [plan, assessment]);
  const view = useMemo(
    () =>
      plan === null
        ? null
        : planView(plan, reading.chart.carePlan, {
            timeZone: reading.chart.practiceTimeZone,
            ...(current !== null && { raw: current.raw, goals: current.goals }),
          }),
    [plan, reading, current],
  );
  const places = plan === null ? NO_PLAN_PLACES : isProseOfOthers(plan) ? [NOTE_PLACE] : PLAN_WORK_PLACES;
  const target = whereTo(saving.target, capabilitiesOf(access, statement), places);
  const isInPlan = target.where === 'CarePlan';
  const notInPlan = useMemo(() => {
    const left = new Set(view?.dismissed.map(({ condition }) => condition));
    return open.filter(({ reference }) => !left.has(reference));
  }, [open, view]);
  return {
    today: todayAt(access),
    plan: view,
    ...(unknownBecause !== undefined && { unknownBecause }),
    candidates: planCandidates(reading),
    notInPlan: plan === null ? [] : notInPlan,
    noteElements: plan === null ? (reading.chart.carePlan?.elements ?? []) : [],
    material: useMaterial(saving, plan, notInPlan, records?.teams ?? NO_TEAMS),
    measures: MEASURE_CHOICES,
    saveTarget: target,
    workNotes: (records?.notes ?? []).map((note) => workNote(note, reading.chart.practiceTimeZone)),
    ...(records?.notesRead.unknownBecause !== undefined && { workNotesUnknown: records.notesRead.unknownBecause }),
    current,
    preview: (edits) => {
      if (!isInPlan) return previewNote(edits);
      return current === null ? [] : previewEdits(saving, current, edits);
    },
    merge: (base, edits) => (current === null || !isStale(base, current, edits) ? null : mergeEdits(saving, base, current, edits)),
    newId: () => crypto.randomUUID(),
    now: () => nowAt(access),
    onSave: (edits, base) => readAgainAfter(savePlanWork(saving, edits, isInPlan ? (base ?? current ?? planBase({ reading }, [])) : null)),
    onReload: () => void readAgainAfter(Promise.resolve()),
    creation: {
      newPlan: newPlanView(reading, assessment),
      target: newPlanTarget,
      onCreate: () => readAgainAfter(saveNewPlan(saving, assessment)),
    },
    ...(plan === null && {
      adoption: {
        target: saveTarget,
        preview: (candidate) => previewAdoption(saving, candidate),
        onAdopt: (candidate) => readAgainAfter(adoptPlan(saving, candidate)),
      },
    }),
  };
}

const NO_TEAMS: Parameters<typeof peopleOf>[3] = [];

function useMaterial(
  { access, reading }: Saving,
  plan: ReturnType<typeof ownPlan>,
  notInPlan: PlanDesk['notInPlan'],
  teams: Parameters<typeof peopleOf>[3],
): MaterialView {
  const { data, isError, refetch } = useQuery(planMaterialQuery(access));
  return useMemo(() => {
    if (isError) return { kind: 'failed', retry: () => void refetch() };
    if (data === undefined) return { kind: 'reading' };
    return materialView(plan, data, notInPlan, peopleOf(reading, plan, data, teams));
  }, [data, isError, refetch, plan, notInPlan, reading, teams]);
}

// Elements beside a text that says everything already would say it twice, or otherwise.
function isProseOfOthers({ narrativeOnly, keptBy }: StoredCarePlan): boolean {
  return narrativeOnly && keptBy.kind === 'other';
}

/** Keeps the edits in the plan; where there is none, or the EHR turns out to take no change of it, in words as a note. */
export async function savePlanWork(saving: Saving, edits: readonly PlanEdit[], base: PlanBase | null): Promise<PlanEditsResult> {
  if (base === null) return saveAsNote(saving, edits);
  const inPlan = await savePlanEdits(saving, edits, base);
  if (inPlan.result.kind !== 'not-stored') return inPlan;
  const left = edits.filter(({ id }) => !inPlan.saved.includes(id));
  const asNote = await saveAsNote(saving, left);
  return { result: asNote.result, saved: [...inPlan.saved, ...asNote.saved] };
}

function workNote({ reference, by, at, lines }: StoredPlanNote, timeZone: string): WorkNote {
  const date = at === undefined ? undefined : (localDateTime(at, timeZone) ?? at).slice(0, 10);
  return { reference, lines, ...(by !== undefined && { by }), ...(date !== undefined && { date }) };
}

/** Makes another's plan the patient's CCM plan: it gets our identifier and our category, and nothing else of it changes. */
export async function adoptPlan(saving: Saving, { reference }: Pick<PlanCandidate, 'reference'>): Promise<SaveResult> {
  const who = signedIn(saving);
  if (who === null) return { kind: 'nobody-signed-in' };
  const plan = saving.reading.carePlans.find((one) => one.reference === reference);
  if (plan === undefined) return { kind: 'failed', error: 'not-found' };
  const { organization } = saving.access.settings.practice;
  return resultOf(() =>
    savePlanChange(saving.target, {
      planId: plan.id,
      ...(plan.versionId !== undefined && { shownVersionId: plan.versionId }),
      operations: [{ kind: 'adopt', patientId: saving.reading.patient.id }],
      author: who,
      ...(organization !== undefined && { organization }),
      at: nowAt(saving.access),
    }),
  );
}

import { queryOptions, useQuery } from '@tanstack/react-query';
import { FAMILIES } from '../../ccm/families.ts';
import type { MonthAssessment } from '../../ccm/month-assessment.ts';
import type { PlanDifference, PlanState } from '../../fhir/care-plan/changes.ts';
import { lastReconciliation, markedNotes } from '../../fhir/care-plan/marked-notes.ts';
import { openReviewNotes, type ReviewNote } from '../../fhir/care-plan/review-notes.ts';
import { lastSignature } from '../../fhir/care-plan/reviews.ts';
import { allOf, changesSince, readSignedState, type SignedState } from '../../fhir/care-plan/signed-state.ts';
import type { RawResource } from '../../fhir/client.ts';
import { type Days, daysIn } from '../../fhir/dates.ts';
import type { ChangesBy, ReviewDesk, ReviewEditorDesk, ReviewNoteView, ReviewView } from '../care-plan/review/review-view.ts';
import { useReviewDraft } from '../care-plan/review/use-review-draft.ts';
import type { Trends } from '../care-plan/trends/trend-view.ts';
import { href } from '../routes.ts';
import type { SaveTarget } from '../save-result.ts';
import { type Access, nowAt, todayAt } from './access.ts';
import { changeViews, planState } from './plan-changes.ts';
import { planBase } from './plan-edits.ts';
import { planMaterialQuery, planRecordsQuery } from './plan-material.ts';
import { isStale, mergeEdits } from './plan-merge.ts';
import { MEASURE_CHOICES, peopleOf } from './plan-offers.ts';
import { planView } from './plan-view.ts';
import { previewEdits } from './preview-edits.ts';
import { saveReviewNote, signPlan } from './sign-plan.ts';
import type { Saving } from './signed-in.ts';
import { staterOf } from './statements.ts';
import { useTrends } from './trends.ts';

/** What was signed last, from the EHR's history; null where that is not to be had. It never changes. */
function signedStateQuery(access: Access, state: PlanState | null, documents: readonly RawResource[]) {
  const signature = state === null ? undefined : lastSignature(state.raw, documents);
  const goals = state?.plan.goals.map(({ reference, versionId }) => `${reference ?? ''} ${versionId ?? ''}`).join();
  return queryOptions({
    queryKey: [access.session.id, 'signed-plan', state?.plan.id, signature?.id, goals],
    queryFn: ({ signal }): Promise<SignedState | null> =>
      state === null || signature === undefined ? Promise.resolve(null) : readSignedState(access.client, state.plan, signature, { signal }),
    staleTime: Infinity,
  });
}

export interface ReviewOptions {
  readonly saving: Saving;
  readonly assessment: MonthAssessment;
  readonly isReadingMore: boolean;
  readonly saveTarget: SaveTarget;
  readonly readAgainAfter: <Result>(saving: Promise<Result>) => Promise<Result>;
}

function newId(): string {
  return crypto.randomUUID();
}

/** Everything the review screen needs; what was signed and the results are asked for when it opens. */
export function useReviewDesk({ saving, assessment, isReadingMore, saveTarget, readAgainAfter }: ReviewOptions): ReviewDesk {
  const { access, reading } = saving;
  const state = planState(reading);
  const { planDocuments } = reading.basis;
  const signed = useQuery(signedStateQuery(access, state, planDocuments));
  const trends = useTrends(access, state?.plan ?? null);
  const now = () => nowAt(access);
  const { value: draft } = useReviewDraft({ newId, now });
  const editor = useEditor(saving, draft.doing === 'edit');
  return {
    today: todayAt(access),
    view: state === null ? null : reviewView(state, signed.data, trends, daysIn(access.settings.practice.timeZone), planDocuments),
    editor,
    stater: staterOf(saving, isReadingMore),
    minutes: { minutes: assessment.countedMinutes.qhp, needed: FAMILIES.QHP.firstMinutes, code: FAMILIES.QHP.base },
    saveTarget,
    planHref: href({ month: assessment.month, screen: 'plan' }),
    now,
    newId,
    onSign: (request) => readAgainAfter(signPlan(saving, request)),
    onNote: (request) => readAgainAfter(saveReviewNote(saving, request)),
    onReload: () => void readAgainAfter(Promise.resolve()),
  };
}

/** What the plan's forms need; its records are asked for when editing begins. */
function useEditor(saving: Saving, isOpen: boolean): ReviewEditorDesk | null {
  const { access, reading } = saving;
  const { data: records } = useQuery({ ...planRecordsQuery(access), enabled: isOpen });
  const { data: material } = useQuery({ ...planMaterialQuery(access), enabled: isOpen });
  const current = records === undefined ? null : planBase({ reading }, records.goals);
  if (!isOpen || current === null) return null;
  const { plan, raw, goals } = current;
  const people = peopleOf(reading, plan, material ?? { caregivers: [] }, records?.teams ?? []);
  return {
    today: todayAt(access),
    plan: planView(plan, reading.chart.carePlan, { timeZone: reading.chart.practiceTimeZone, raw, goals }),
    material: { kind: 'read', elements: {}, medicines: [], people },
    measures: MEASURE_CHOICES,
    current,
    preview: (edits) => previewEdits(saving, current, edits),
    merge: (base, edits) => (isStale(base, current, edits) ? mergeEdits(saving, base, current, edits) : null),
  };
}

/**
 * @param signed undefined: being read; null: not to be had.
 * @param documents notes on the plan, which hold the signature where the plan takes none.
 */
export function reviewView(
  state: PlanState,
  signed: SignedState | null | undefined,
  trends: Trends,
  days: Days,
  documents: readonly RawResource[] = [],
): ReviewView {
  const { plan, raw } = state;
  const signature = lastSignature(raw, documents);
  const found = changesOf(state, signature, signed, days);
  const notes = openReviewNotes(plan.notes, signature?.at);
  const of = (kind: ReviewNote['kind']) => notes.filter((one) => one.kind === kind).map((one) => noteView(one, days));
  return {
    plan: { reference: plan.reference, title: plan.title, ...(plan.versionId !== undefined && { versionId: plan.versionId }) },
    isReadOnly: plan.readOnly.length > 0,
    signature:
      signature === undefined
        ? null
        : {
            by: signature.by.display,
            date: days.exact(signature.at) ?? signature.at.slice(0, 10),
            ...(signature.version !== undefined && { version: signature.version }),
          },
    changesBy: found.by,
    changes: changeViews(found.changes),
    goals: plan.goals.flatMap(({ reference, display }) => (reference === undefined ? [] : [{ reference, what: display }])),
    trends,
    medicines: medicinesOf(state, days),
    questions: of('question'),
    returned: of('returned'),
  };
}

function changesOf(
  state: PlanState,
  signature: ReturnType<typeof lastSignature>,
  signed: SignedState | null | undefined,
  days: Days,
): { readonly by: ChangesBy; readonly changes: readonly PlanDifference[] } {
  if (signature === undefined) return { by: { kind: 'never-signed' }, changes: allOf(state) };
  if (signed === undefined && signature.version !== undefined) return { by: { kind: 'being-read' }, changes: [] };
  if (signed != null && signature.version !== undefined) {
    const by = { kind: 'version', version: signature.version, goalsNotCompared: signed.goalsNotCompared.length } as const;
    return { by, changes: changesSince(signed, state, days) };
  }
  const why = signature.version === undefined ? 'no-version' : 'no-history';
  return { by: { kind: 'dates', why }, changes: state.plan.datedSinceSignature ?? [] };
}

function medicinesOf({ plan }: PlanState, days: Days): ReviewView['medicines'] {
  const last = lastReconciliation(markedNotes(plan.notes));
  if (last === undefined) return null;
  const date = days.exact(last.at);
  return {
    ...(last.by !== undefined && { by: last.by }),
    ...(date !== undefined && { date }),
    issues: last.mark.medicines
      .filter(({ answer, remark }) => answer !== 'taking' || remark !== undefined)
      .map(({ display, answer, remark }) => ({ display, answer, ...(remark !== undefined && { remark }) })),
  };
}

function noteView({ text, by, at }: ReviewNote, days: Days): ReviewNoteView {
  const date = days.exact(at);
  return { text, ...(by !== undefined && { by }), ...(date !== undefined && { date }) };
}

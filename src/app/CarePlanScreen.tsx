import type { ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { State } from '../ui/State.tsx';
import { AddToPlanForm } from './AddToPlanForm.tsx';
import { CandidatesPart } from './care-plan/CandidatesPart.tsx';
import { ElementsMeter } from './care-plan/ElementsMeter.tsx';
import { MergeView } from './care-plan/MergeView.tsx';
import { PlanEditsContext, useEditList, usePlanEdits } from './care-plan/edit-list.ts';
import type { PlanDesk } from './care-plan/plan-desk.ts';
import { WorkNotes } from './care-plan/WorkNotes.tsx';
import { UnsavedEdits } from './care-plan/UnsavedEdits.tsx';
import type { CarePlanView, GoalView } from './care-plan-view.ts';
import { CreatePlan } from './CreatePlan.tsx';
import { UNKNOWN_SETTLED_BY, UNKNOWN_TEXT } from './finding-text.ts';
import { plural, sentenceCase } from './format.ts';
import { PlanContent } from './PlanContent.tsx';
import { PLAN_READ_ONLY_TEXT } from './plan-text.ts';
import type { PlanEditsResult } from './queries/plan-edits.ts';
import { SaveOutcomeNotice } from './SaveOutcomeNotice.tsx';
import { SaveTargetLine } from './SaveTargetLine.tsx';
import { useSave } from './use-save.ts';
import './care-plan/care-plan.css';

export interface CarePlanScreenProps {
  readonly desk: PlanDesk;
  /** What was measured of a goal's target, under the goal. */
  readonly trendOf?: (goal: GoalView) => ReactNode;
  /** Further ways to fill the plan, such as templates; they queue edits by `usePlanEdits`. */
  readonly tools?: ReactNode;
  /** Ways to what else is done with the plan. */
  readonly links?: ReactNode;
}

/** The plan that CCM works from: what it holds, what it lacks, and careful changes of it. */
export function CarePlanScreen({ desk, trendOf, tools, links }: CarePlanScreenProps) {
  const edits = useEditList(desk);
  const { plan, candidates } = desk;
  return (
    <PlanEditsContext value={edits}>
      <div className="screen">
        <div className="panel-head">
          <h1>Care plan</h1>
          {links}
        </div>
        {plan === null ? <NoPlan desk={desk} tools={tools} /> : <Plan desk={desk} plan={plan} trendOf={trendOf} tools={tools} />}
        <WorkNotes notes={desk.workNotes} unknownBecause={desk.workNotesUnknown} today={desk.today} />
        {candidates.length > 0 && <CandidatesPart candidates={candidates} adoption={desk.adoption} />}
      </div>
    </PlanEditsContext>
  );
}

interface PlanProps {
  readonly desk: PlanDesk;
  readonly plan: CarePlanView;
  readonly trendOf: CarePlanScreenProps['trendOf'];
  readonly tools: ReactNode;
}

function Plan({ desk, plan, trendOf, tools }: PlanProps) {
  const mayEdit = plan.readOnlyBecause.length === 0;
  return (
    <>
      {!mayEdit && (
        <State kind="refused" title="This plan can be read and not changed here">
          {plan.readOnlyBecause.map((reason) => (
            <p key={reason}>{PLAN_READ_ONLY_TEXT[reason]}</p>
          ))}
          <p>Change it in the EHR itself.</p>
        </State>
      )}
      {plan.narrativeOnly && (
        <Notice tone="attention" title="This plan is prose alone">
          Its goals and activities cannot be read as data, so the list of parts below may show less than the plan holds.
          {plan.origin.kind === 'other' && ' What you put on the list is kept as a note among the documents; the plan stays as it is.'}
        </Notice>
      )}
      <div className="columns columns-plan">
        <PlanContent desk={desk} plan={plan} mayEdit={mayEdit} trendOf={trendOf} />
        {mayEdit && <PlanEditor desk={desk} tools={tools} />}
      </div>
    </>
  );
}

const UNCLEAR: PlanEditsResult = { result: { kind: 'unclear', where: 'CarePlan', looked: 'unknown' }, saved: [] };

function PlanEditor({ desk, tools }: { readonly desk: PlanDesk; readonly tools: ReactNode }) {
  const { edits, base, settle, rebase } = usePlanEdits();
  const { saving, result, run, clear } = useSave<PlanEditsResult>(UNCLEAR);
  const merge = base === null || saving ? null : desk.merge(base, edits);
  const save = () =>
    run(
      () => desk.onSave(edits, base),
      ({ saved }) => settle(saved),
    );
  const reload = () => {
    clear();
    desk.onReload();
  };
  const partly = result !== null && result.saved.length > 0 && result.result.kind !== 'stored';
  return (
    <section className="panel plan-editor" aria-labelledby="edit-heading">
      <h2 id="edit-heading">Add to the plan</h2>
      {tools}
      <AddToPlanForm desk={desk} />
      {merge === null ? (
        <UnsavedEdits preview={desk.preview} />
      ) : (
        <MergeView
          merge={merge}
          preview={desk.preview}
          onMerged={(left) => {
            clear();
            rebase(left, desk.current);
          }}
        />
      )}
      {partly && <p>{plural(result.saved.length, 'change')} went through before this and left the list.</p>}
      {result !== null && merge === null && (
        <SaveOutcomeNotice what="The change to the care plan" result={result.result} onReload={reload} />
      )}
      {merge === null && (
        <div className="form-foot">
          <Button
            kind="primary"
            onClick={save}
            busy={saving}
            disabledReason={edits.length === 0 ? 'Put something on the list first.' : undefined}
          >
            {saving ? 'Saving …' : edits.length === 0 ? 'Save' : `Save ${plural(edits.length, 'change')}`}
          </Button>
          <SaveTargetLine target={desk.saveTarget} />
        </div>
      )}
    </section>
  );
}

function NoPlan({ desk, tools }: { readonly desk: PlanDesk; readonly tools: ReactNode }) {
  const { unknownBecause, candidates, creation, saveTarget } = desk;
  if (unknownBecause !== undefined && unknownBecause !== 'not-recorded') {
    return (
      <State kind="refused" title="Care plans cannot be seen">
        {sentenceCase(UNKNOWN_TEXT[unknownBecause])}. {UNKNOWN_SETTLED_BY[unknownBecause]}
      </State>
    );
  }
  if (saveTarget.where === 'DocumentReference') {
    return (
      <>
        <Notice tone="attention" title="This EHR takes no care plan from Intervisit">
          Plans of others stay as they are, for reading. What you put on the list is kept in words, as a note among the documents, where
          everybody who opens the chart can read it; the parts that the notes document count as the plan.
        </Notice>
        <div className="columns columns-plan">
          <section className="panel" aria-labelledby="plan-in-notes">
            <h2 id="plan-in-notes">The plan in notes</h2>
            <ElementsMeter desk={desk} elements={desk.noteElements ?? []} mayEdit />
          </section>
          <PlanEditor desk={desk} tools={tools} />
        </div>
      </>
    );
  }
  if (creation !== undefined) return <CreatePlan {...creation} why="One is required before CCM can be billed." />;
  return (
    <State kind="empty" title="No CCM care plan yet">
      A comprehensive care plan is required before CCM can be billed.{' '}
      {candidates.length > 0
        ? 'Other plans in the chart are listed below; the care team can build on one of them in the EHR.'
        : 'The care team writes one in the EHR; it appears here when the chart is read again.'}
    </State>
  );
}

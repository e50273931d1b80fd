import type { LocalDate, UnknownKind } from '../ccm/chart.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { State } from '../ui/State.tsx';
import type { CarePlanView, DiffLine, PlanCandidate, PlanEdit } from './care-plan-view.ts';
import { AddToPlanForm } from './AddToPlanForm.tsx';
import { CreatePlan } from './CreatePlan.tsx';
import { UNKNOWN_SETTLED_BY, UNKNOWN_TEXT } from './finding-text.ts';
import { useFormDraft } from './form-drafts.ts';
import { formatDate, plural, sentenceCase } from './format.ts';
import { PlanContent } from './PlanContent.tsx';
import { PlanNarrative } from './PlanNarrative.tsx';
import { SaveOutcomeNotice } from './SaveOutcomeNotice.tsx';
import { SaveTargetLine } from './SaveTargetLine.tsx';
import type { NewPlanView } from './statement-view.ts';
import type { SaveResult, SaveTarget } from './save-result.ts';
import { useSave } from './use-save.ts';
import { PLAN_READ_ONLY_TEXT } from './plan-text.ts';

export interface CarePlanScreenProps {
  readonly today: LocalDate;
  /** The CCM plan of this patient; null where there is none. */
  readonly plan: CarePlanView | null;
  /** Given where there is no plan and the EHR did not show whether there is one. */
  readonly unknownBecause?: UnknownKind;
  /** Plans of others that might be adopted. Shown only. */
  readonly candidates: readonly PlanCandidate[];
  readonly saveTarget: SaveTarget;
  /** The exact places in the record that the edits touch, for the person to see before saving. */
  readonly preview: (edits: readonly PlanEdit[]) => readonly DiffLine[];
  /** A new UUID. */
  readonly newId: () => string;
  readonly onSave: (edits: readonly PlanEdit[]) => Promise<SaveResult>;
  /** Reads the plan again, after a conflict. */
  readonly onReload: () => void;
  /** Begins a plan where there is none. Absent: it cannot be begun here. */
  readonly creation?: PlanCreation;
}

export interface PlanCreation {
  readonly newPlan: NewPlanView;
  readonly target: SaveTarget;
  readonly onCreate: () => Promise<SaveResult>;
}

/** The plan that CCM works from: what it holds, what it lacks, and careful additions to it. */
export function CarePlanScreen(props: CarePlanScreenProps) {
  const { plan, candidates } = props;
  return (
    <div className="screen">
      <h1>Care plan</h1>
      {plan === null ? <NoPlan {...props} /> : <Plan {...props} plan={plan} />}
      {candidates.length > 0 && <Candidates candidates={candidates} />}
    </div>
  );
}

function Plan(props: CarePlanScreenProps & { readonly plan: CarePlanView }) {
  const { plan, today } = props;
  return (
    <>
      {plan.readOnlyBecause.length > 0 && (
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
        </Notice>
      )}
      <div className="columns columns-plan">
        <PlanContent plan={plan} today={today} />
        {plan.readOnlyBecause.length === 0 && <PlanEditor {...props} />}
      </div>
    </>
  );
}

const noEdits = (): readonly PlanEdit[] => [];

function hasNone(edits: readonly PlanEdit[]): boolean {
  return edits.length === 0;
}

function PlanEditor(props: CarePlanScreenProps) {
  const { value: edits, change: changeEdits, clear: clearEdits } = useFormDraft('plan-edits', 'ccm', noEdits, hasNone);
  const { saving, result, run, clear } = useSave<SaveResult>({ kind: 'unclear', where: 'CarePlan', looked: 'unknown' });
  const save = () =>
    run(
      () => props.onSave(edits),
      (outcome) => {
        if (outcome.kind === 'stored') clearEdits();
      },
    );
  const reload = () => {
    clear();
    props.onReload();
  };
  return (
    <section className="panel" aria-labelledby="edit-heading">
      <h2 id="edit-heading">Add to the plan</h2>
      <AddToPlanForm today={props.today} newId={props.newId} onAdd={(edit) => changeEdits((before) => [...before, edit])} />
      {edits.length > 0 && (
        <UnsavedEdits
          edits={edits}
          preview={props.preview}
          onRemove={(id) => changeEdits((before) => before.filter((edit) => edit.id !== id))}
        />
      )}
      {result !== null && <SaveOutcomeNotice what="The change to the care plan" result={result} onReload={reload} />}
      <div className="form-foot">
        <Button kind="primary" onClick={save} busy={saving} disabledReason={edits.length === 0 ? 'Add a goal or a note first.' : undefined}>
          {saving ? 'Saving …' : edits.length === 0 ? 'Save' : `Save ${plural(edits.length, 'change')}`}
        </Button>
        <SaveTargetLine target={props.saveTarget} />
      </div>
    </section>
  );
}

interface UnsavedEditsProps {
  readonly edits: readonly PlanEdit[];
  readonly preview: (edits: readonly PlanEdit[]) => readonly DiffLine[];
  readonly onRemove: (id: string) => void;
}

function UnsavedEdits({ edits, preview, onRemove }: UnsavedEditsProps) {
  const lines = preview(edits);
  return (
    <div className="unsaved">
      <h3>Not saved yet</h3>
      <ul className="edit-list">
        {edits.map((edit) => (
          <li key={edit.id}>
            <span>{editText(edit)}</span>
            <Button kind="quiet" onClick={() => onRemove(edit.id)} label={`Remove: ${editText(edit)}`}>
              Remove
            </Button>
          </li>
        ))}
      </ul>
      <details className="evidence" open>
        <summary>Exactly what will change in the record</summary>
        <ul className="diff">
          {lines.map((line) => (
            <li key={`${line.sign} ${line.path}`} className={line.sign === '+' ? 'diff-added' : 'diff-removed'}>
              <span className="diff-sign">{line.sign === '+' ? '+ added' : '- removed'}</span> <code>{line.path}</code> {line.text}
            </li>
          ))}
        </ul>
        <p className="soft">Everything else in the plan stays as it is.</p>
      </details>
    </div>
  );
}

function editText(edit: PlanEdit): string {
  switch (edit.kind) {
    case 'add-goal': {
      const target = edit.target === undefined ? '' : `, target ${edit.target}`;
      const due = edit.due === undefined ? '' : `, by ${formatDate(edit.due)}`;
      return `Goal: ${edit.what}${target}${due}${edit.byPatient ? ' (patient’s own)' : ''}`;
    }
    case 'add-note':
      return `Note: ${edit.text}`;
    default:
      return edit satisfies never;
  }
}

function NoPlan({ unknownBecause, candidates, creation }: CarePlanScreenProps) {
  if (unknownBecause !== undefined && unknownBecause !== 'not-recorded') {
    return (
      <State kind="refused" title="Care plans cannot be seen">
        {sentenceCase(UNKNOWN_TEXT[unknownBecause])}. {UNKNOWN_SETTLED_BY[unknownBecause]}
      </State>
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

function Candidates({ candidates }: { readonly candidates: readonly PlanCandidate[] }) {
  return (
    <section className="panel" aria-labelledby="candidates-heading">
      <h2 id="candidates-heading">Other plans in the chart</h2>
      <p className="soft">Kept by others. Shown for reading; Intervisit does not change them.</p>
      <table className="table table-stack">
        <thead>
          <tr>
            <th scope="col">Plan</th>
            <th scope="col">Kept by</th>
            <th scope="col">Date</th>
            <th scope="col">Holds</th>
          </tr>
        </thead>
        <tbody>
          {candidates.map((candidate) => (
            <tr key={candidate.reference}>
              <td data-label="Plan">
                {candidate.title} <code className="reference">{candidate.reference}</code>
              </td>
              <td data-label="Kept by">{candidate.origin ?? <span className="soft">not stated</span>}</td>
              <td data-label="Date" className="nowrap">
                {candidate.date === undefined ? <span className="soft">not stated</span> : formatDate(candidate.date)}
              </td>
              <td data-label="Holds">
                {plural(candidate.goals, 'goal')}, {plural(candidate.activities, 'activity', 'activities')}
                {candidate.narrative !== undefined && <PlanNarrative xhtml={candidate.narrative} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

import { AddToPlanForm } from '../../AddToPlanForm.tsx';
import { ActivitiesPart } from '../ActivitiesPart.tsx';
import { goalChoices, usePlanEdits } from '../edit-list.ts';
import { GoalsPart } from '../GoalsPart.tsx';
import { MergeView } from '../MergeView.tsx';
import { NotesPart } from '../NotesPart.tsx';
import { UnsavedEdits } from '../UnsavedEdits.tsx';
import type { ReviewEditorDesk } from './review-view.ts';
import '../care-plan.css';

export interface ReviewEditorProps {
  readonly desk: ReviewEditorDesk | null;
  readonly planHref: string;
}

/** The plan's own forms, for what a practitioner changes before signing. Nothing is written before the signature is. */
export function ReviewEditor({ desk, planHref }: ReviewEditorProps) {
  const { edits, base, rebase } = usePlanEdits();
  if (desk === null || desk.plan === null) return <p className="soft">What the plan holds is being read …</p>;
  const { plan, today, material } = desk;
  const people = material.kind === 'read' ? material.people : [];
  const merge = base === null ? null : desk.merge(base, edits);
  return (
    <div className="review-editor">
      <GoalsPart plan={plan} people={people} today={today} mayEdit />
      <ActivitiesPart
        activities={plan.activities}
        planGoals={plan.goals}
        goals={goalChoices(plan, edits)}
        people={people}
        today={today}
        mayEdit
      />
      <NotesPart notes={plan.notes} mayEdit />
      <h3>Add to the plan</h3>
      <AddToPlanForm desk={desk} />
      {merge === null ? (
        <UnsavedEdits preview={desk.preview} />
      ) : (
        <MergeView merge={merge} preview={desk.preview} onMerged={(left) => rebase(left, desk.current)} />
      )}
      <p className="soft">
        Saved first; your signature is then of the plan with it. Problems and medicines are changed{' '}
        <a href={planHref}>on the plan itself</a>.
      </p>
    </div>
  );
}

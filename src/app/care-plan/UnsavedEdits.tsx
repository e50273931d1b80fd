import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import type { DiffLine, PlanEdit } from '../care-plan-view.ts';
import { DiffLines } from './DiffLines.tsx';
import { editText } from './edit-text.ts';
import { ownGoalReference, usePlanEdits, useRowForm } from './edit-list.ts';
import { OneLineForm } from './OneLineForm.tsx';

/** The edits that are not saved yet, each to be taken back, and exactly what they will change. */
export function UnsavedEdits({ preview }: { readonly preview: (edits: readonly PlanEdit[]) => readonly DiffLine[] }) {
  const { edits, remove, putBack } = usePlanEdits();
  const [removed, setRemoved] = useState<readonly PlanEdit[]>([]);
  if (edits.length === 0 && removed.length === 0) return null;
  const lines = edits.length === 0 ? [] : preview(edits);
  return (
    <div className="unsaved">
      {edits.length > 0 && <h3>Not saved yet</h3>}
      <ul className="edit-list">
        {edits.map((edit) => (
          <Unsaved key={edit.id} edit={edit} onRemove={() => setRemoved(remove(edit.id))} />
        ))}
      </ul>
      {removed.length > 0 && (
        <output className="plan-undo">
          <span className="soft">Removed: {removed.map(editText).join('; ')}</span>{' '}
          <Button
            kind="quiet"
            onClick={() => {
              putBack(removed);
              setRemoved([]);
            }}
          >
            Put it back
          </Button>
        </output>
      )}
      {edits.length > 0 && (
        <details className="evidence" open>
          <summary>Exactly what will change in the record</summary>
          <DiffLines lines={lines} />
          <p className="soft">Everything else in the plan stays as it is.</p>
        </details>
      )}
    </div>
  );
}

function Unsaved({ edit, onRemove }: { readonly edit: PlanEdit; readonly onRemove: () => void }) {
  const { add } = usePlanEdits();
  const barrier = useRowForm(`barrier ${edit.id}`);
  const text = editText(edit);
  return (
    <li>
      <span className="note-text">{text}</span>
      <span className="plan-actions">
        {edit.kind === 'add-goal' && barrier.fields === null && (
          <Button kind="quiet" label={`Add a barrier: ${edit.what}`} onClick={() => barrier.open({})}>
            Add a barrier
          </Button>
        )}
        <Button kind="quiet" onClick={onRemove} label={`Remove: ${text}`}>
          Remove
        </Button>
      </span>
      {edit.kind === 'add-goal' && barrier.fields !== null && (
        <OneLineForm
          form={barrier}
          title={`Barrier to ${edit.what}`}
          label="What stands in the way"
          missing="What stands in the way?"
          submit="Add the barrier"
          onText={(words) => add([{ kind: 'add-barrier', goal: ownGoalReference(edit.id), goalWords: edit.what, text: words }])}
        />
      )}
    </li>
  );
}

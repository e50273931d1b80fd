import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import type { DiffLine, PlanEdit } from '../care-plan-view.ts';
import { DiffLines } from './DiffLines.tsx';
import { editText } from './edit-text.ts';
import { usePlanEdits } from './plan-desk.ts';

/** The edits that are not saved yet, each to be taken back, and exactly what they will change. */
export function UnsavedEdits({ preview }: { readonly preview: (edits: readonly PlanEdit[]) => readonly DiffLine[] }) {
  const { edits, remove, putBack } = usePlanEdits();
  const [removed, setRemoved] = useState<PlanEdit | null>(null);
  if (edits.length === 0 && removed === null) return null;
  const lines = edits.length === 0 ? [] : preview(edits);
  return (
    <div className="unsaved">
      {edits.length > 0 && <h3>Not saved yet</h3>}
      <ul className="edit-list">
        {edits.map((edit) => (
          <li key={edit.id}>
            <span className="note-text">{editText(edit)}</span>
            <Button
              kind="quiet"
              onClick={() => {
                remove(edit.id);
                setRemoved(edit);
              }}
              label={`Remove: ${editText(edit)}`}
            >
              Remove
            </Button>
          </li>
        ))}
      </ul>
      {removed !== null && (
        <output className="plan-undo">
          <span className="soft">Removed: {editText(removed)}</span>{' '}
          <Button
            kind="quiet"
            onClick={() => {
              putBack(removed);
              setRemoved(null);
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

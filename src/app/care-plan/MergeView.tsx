import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { DiffLine, PlanEdit } from '../care-plan-view.ts';
import { DiffLines } from './DiffLines.tsx';
import { editText, FIELD_TEXT, wordsOf } from './edit-text.ts';
import { type GoneChoice, type OverlapChoice, type PlanMergeView, resolved } from './merge-view.ts';

export interface MergeViewProps {
  readonly merge: PlanMergeView;
  /** Of edits made on the plan as it is now. */
  readonly preview: (edits: readonly PlanEdit[]) => readonly DiffLine[];
  readonly onMerged: (edits: readonly PlanEdit[]) => void;
}

/** The plan was changed elsewhere while somebody edited it here: what they did, what of both stands together, and what a person must choose. */
export function MergeView({ merge, preview, onMerged }: MergeViewProps) {
  const [overlaps, setOverlaps] = useState<ReadonlyMap<string, OverlapChoice>>(new Map());
  const [gone, setGone] = useState<ReadonlyMap<string, GoneChoice>>(new Map());
  const left = resolved(merge, overlaps, gone);
  const { theirs, clean, done } = merge;
  return (
    <div className="plan-merge">
      <Notice tone="attention" live="alert" title="The plan was changed elsewhere since you began">
        Nothing was overwritten and nothing of yours is lost. Look at what they changed, choose where both of you changed the same, then
        take your changes over to the newer version.
      </Notice>
      <h3>What they changed</h3>
      <ul className="plan-list">
        {theirs.map((line) => (
          <li key={line}>{line}</li>
        ))}
        {theirs.length === 0 && <li className="soft">Nothing that shows in the plan’s parts.</li>}
      </ul>
      {clean.length > 0 && <Edits title="Yours that go together with it" edits={clean} />}
      {done.length > 0 && <Edits title="Yours that they made as well: left out" edits={done} />}
      {merge.overlaps.map(({ edit, what, field, base, theirs: now, mine, back }) => (
        <Choice
          key={edit.id}
          legend={`Both changed: ${what}, ${FIELD_TEXT[field] ?? field}`}
          value={overlaps.get(edit.id) ?? ''}
          onChange={(choice) => setOverlaps(new Map(overlaps).set(edit.id, choice))}
          options={[
            ...(back === undefined ? [] : [{ value: 'base', label: `as it was: ${wordsOf(base ?? '')}` } as const]),
            { value: 'theirs', label: `theirs: ${now === undefined ? 'nothing' : wordsOf(now)}` },
            { value: 'mine', label: `mine: ${wordsOf(mine)}` },
          ]}
        />
      ))}
      {merge.gone.map(({ edit, anew }) => (
        <Choice
          key={edit.id}
          legend={`No longer in the plan: ${editText(edit)}`}
          value={gone.get(edit.id) ?? ''}
          onChange={(choice) => setGone(new Map(gone).set(edit.id, choice))}
          options={[
            { value: 'drop', label: 'drop my change' },
            ...(anew === undefined ? [] : [{ value: 'anew', label: `add it anew: ${editText(anew)}` } as const]),
          ]}
        />
      ))}
      {left !== null && left.length > 0 && (
        <details className="evidence" open>
          <summary>What your changes make of the newer version</summary>
          <DiffLines lines={preview(left)} />
        </details>
      )}
      <div className="form-foot">
        <Button
          kind="primary"
          disabledReason={left === null ? 'Choose where both of you changed the same.' : undefined}
          onClick={() => {
            if (left !== null) onMerged(left);
          }}
        >
          {left?.length === 0 ? 'Nothing of mine is left to save' : 'Take my changes over'}
        </Button>
      </div>
    </div>
  );
}

function Edits({ title, edits }: { readonly title: string; readonly edits: readonly PlanEdit[] }) {
  return (
    <>
      <h3>{title}</h3>
      <ul className="plan-list">
        {edits.map((edit) => (
          <li key={edit.id}>{editText(edit)}</li>
        ))}
      </ul>
    </>
  );
}

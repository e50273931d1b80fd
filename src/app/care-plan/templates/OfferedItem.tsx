import { useId, type ReactNode } from 'react';
import { Status } from '../../../ui/Status.tsx';
import type { Standing } from './standing.ts';

interface OfferedItemProps {
  readonly words: string;
  readonly standing: Standing;
  readonly isTicked: boolean;
  readonly onTick: (isTicked: boolean) => void;
  /** The templates it comes from; empty where there is one. */
  readonly note: string;
  readonly children?: ReactNode;
}

/** A thing that templates propose: with a box to tick, or with why it is not offered. */
export function OfferedItem({ words, standing, isTicked, onTick, note, children }: OfferedItemProps) {
  const id = useId();
  const isThere = standing.kind === 'in-plan' || standing.kind === 'unsaved';
  return (
    <div className="template-item">
      {isThere ? (
        <p>
          {words} <Status tone="plain">{standing.kind === 'in-plan' ? 'in the plan' : 'among the unsaved changes'}</Status>
        </p>
      ) : (
        <>
          <label className="option">
            <input type="checkbox" checked={isTicked} onChange={(event) => onTick(event.target.checked)} aria-describedby={id} />
            <span>{words}</span>
          </label>
          <div className="template-detail" id={id}>
            {standing.kind === 'other-target' && <Status tone="attention">The plan has a target for this: {standing.words}</Status>}
            {children}
            {note !== '' && <p className="hint">From {note}</p>}
          </div>
        </>
      )}
    </div>
  );
}

import type { ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import type { SaveTarget } from './save-result.ts';
import { SaveTargetLine } from './SaveTargetLine.tsx';

export interface RecordFootProps {
  /** Under whose name it is recorded; null where the EHR did not say who is signed in. */
  readonly by: string | null;
  readonly target: SaveTarget;
  readonly saving: boolean;
  /** On the button; absent: it names who records. */
  readonly label?: string;
  /** More buttons, such as one that leaves it. */
  readonly children?: ReactNode;
}

/** The foot of a form that records what a person says: the button, under whose name, and where it will go. */
export function RecordFoot({ by, target, saving, label, children }: RecordFootProps) {
  const words = label ?? (by === null ? 'Record' : `Record as ${by}`);
  return (
    <div className="form-foot">
      <Button
        kind="primary"
        type="submit"
        busy={saving}
        disabledReason={by === null ? 'The EHR did not say who is signed in, so nothing can be recorded under a name.' : undefined}
      >
        {saving ? 'Recording …' : target.where === null ? 'Make text to copy' : words}
      </Button>
      {children}
      <SaveTargetLine target={target} />
    </div>
  );
}

import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { formatDuration } from '../format.ts';

export interface DiscardDialogProps {
  readonly seconds: number;
  readonly onDiscard: () => void;
  readonly onKeep: () => void;
}

/** The one question before timed work is thrown away. */
export function DiscardDialog({ seconds, onDiscard, onKeep }: DiscardDialogProps) {
  return (
    <Dialog title={`Discard ${formatDuration(seconds)}?`} open onClose={onKeep}>
      <div className="stack">
        <p>This entry has not been saved anywhere. Its time cannot be brought back.</p>
        <div className="form-foot">
          <Button kind="primary" onClick={onDiscard}>
            Discard {formatDuration(seconds)}
          </Button>
          <Button onClick={onKeep}>Keep it</Button>
        </div>
      </div>
    </Dialog>
  );
}

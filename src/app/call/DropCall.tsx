import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import type { CallDesk } from './call-desk.ts';
import type { Call } from './call.ts';

export interface DropCallProps {
  readonly call: Call;
  readonly desk: CallDesk;
  /** What goes with the notes, such as the timer. */
  readonly also?: { readonly what: string; readonly drop: () => void };
}

/** Throws away what was noted, once the person has said so. */
export function DropCall({ call, desk, also }: DropCallProps) {
  const [asking, setAsking] = useState(false);
  const drop = () => {
    setAsking(false);
    void desk.drop(call.id);
    also?.drop();
  };
  return (
    <>
      <Button kind="quiet" onClick={() => setAsking(true)}>
        Discard
      </Button>
      {asking && (
        <Dialog title="Discard this call?" open onClose={() => setAsking(false)}>
          <div className="stack">
            <p>What you noted{also === undefined ? '' : ` and ${also.what}`} will be gone. It is nowhere else.</p>
            <div className="form-foot">
              <Button onClick={drop}>Discard it</Button>
              <Button kind="primary" onClick={() => setAsking(false)}>
                Keep it
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </>
  );
}

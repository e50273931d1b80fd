import { Component, type ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { State } from '../ui/State.tsx';

export interface MishapProps {
  readonly children: ReactNode;
}

interface Caught {
  readonly failed: boolean;
}

/** Catches what no screen expected, so that nobody is left with an empty page. What went wrong is not shown or logged: it may hold patient data. */
export class Mishap extends Component<MishapProps, Caught> {
  override readonly state: Caught = { failed: false };

  static getDerivedStateFromError(): Caught {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <main className="shell-main">
        <State
          kind="failed"
          level={1}
          title="Something went wrong in Intervisit"
          action={<Button onClick={() => window.location.reload()}>Load again</Button>}
        >
          <p>What the EHR holds is safe: whatever was reported as stored is stored. What you had typed and not saved is lost.</p>
          <p>
            Load again. If it comes back, open Intervisit anew from the patient’s chart and tell whoever looks after it what you were doing.
          </p>
        </State>
      </main>
    );
  }
}

import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';

export interface FailedStateProps {
  readonly title: string;
  /** What it means, in a sentence or two. */
  readonly children: ReactNode;
  /** The next step: a button or a link. */
  readonly action?: ReactNode;
}

/** It was tried and did not work: says what is safe and what to try. */
export function FailedState({ title, children, action }: FailedStateProps) {
  return (
    <section className="state state-failed" role="alert">
      <Icon name="alert" />
      <div className="state-body">
        <h2 className="state-title">{title}</h2>
        <div>{children}</div>
        {action !== undefined && <div className="state-action">{action}</div>}
      </div>
    </section>
  );
}

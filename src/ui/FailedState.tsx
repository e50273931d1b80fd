import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';

export interface FailedStateProps {
  readonly title: string;
  /** What it means, in a sentence or two. */
  readonly children: ReactNode;
  /** The next step: a button or a link. */
  readonly action?: ReactNode;
  /** 1 where the state is all there is on the page. */
  readonly level?: 1 | 2;
}

/** It was tried and did not work: says what is safe and what to try. */
export function FailedState({ title, children, action, level = 2 }: FailedStateProps) {
  return (
    <section className="state state-failed" role="alert">
      <Icon name="alert" />
      <div className="state-body">
        {level === 1 ? <h1 className="state-title">{title}</h1> : <h2 className="state-title">{title}</h2>}
        <div>{children}</div>
        {action !== undefined && <div className="state-action">{action}</div>}
      </div>
    </section>
  );
}

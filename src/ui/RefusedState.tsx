import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';

export interface RefusedStateProps {
  readonly title: string;
  /** What it means, in a sentence or two. */
  readonly children: ReactNode;
  /** The next step: a button or a link. */
  readonly action?: ReactNode;
  /** 1 where the state is all there is on the page. */
  readonly level?: 1 | 2;
}

/** There may be something, and this app may not see or do it: names what is missing and who can give it. */
export function RefusedState({ title, children, action, level = 2 }: RefusedStateProps) {
  return (
    <section className="state state-refused">
      <Icon name="lock" />
      <div className="state-body">
        {level === 1 ? <h1 className="state-title">{title}</h1> : <h2 className="state-title">{title}</h2>}
        <div>{children}</div>
        {action !== undefined && <div className="state-action">{action}</div>}
      </div>
    </section>
  );
}

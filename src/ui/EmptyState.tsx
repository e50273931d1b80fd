import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';

export interface EmptyStateProps {
  readonly title: string;
  /** What it means, in a sentence or two. */
  readonly children: ReactNode;
  /** The next step: a button or a link. */
  readonly action?: ReactNode;
  /** 1 where the state is all there is on the page. */
  readonly level?: 1 | 2;
}

/** Looked, and there is nothing: an ordinary answer, with what to do first. */
export function EmptyState({ title, children, action, level = 2 }: EmptyStateProps) {
  return (
    <section className="state state-empty">
      <Icon name="dash" />
      <div className="state-body">
        {level === 1 ? <h1 className="state-title">{title}</h1> : <h2 className="state-title">{title}</h2>}
        <div>{children}</div>
        {action !== undefined && <div className="state-action">{action}</div>}
      </div>
    </section>
  );
}

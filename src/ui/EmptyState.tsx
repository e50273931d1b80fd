import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';

export interface EmptyStateProps {
  readonly title: string;
  /** What it means, in a sentence or two. */
  readonly children: ReactNode;
  /** The next step: a button or a link. */
  readonly action?: ReactNode;
}

/** Looked, and there is nothing: an ordinary answer, with what to do first. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <section className="state state-empty">
      <Icon name="dash" />
      <div className="state-body">
        <h2 className="state-title">{title}</h2>
        <div>{children}</div>
        {action !== undefined && <div className="state-action">{action}</div>}
      </div>
    </section>
  );
}

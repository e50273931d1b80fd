import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon.tsx';

export interface StateProps {
  /**
   * `empty`: looked, and there is nothing: an ordinary answer, with what to do first. `refused`: there may be something, and this
   * app may not see or do it: names what is missing and who can give it. `failed`: it was tried and did not work: says what is
   * safe and what to try; it is read out when it appears.
   */
  readonly kind: 'empty' | 'refused' | 'failed';
  readonly title: string;
  /** What it means, in a sentence or two. */
  readonly children: ReactNode;
  /** The next step: a button or a link. */
  readonly action?: ReactNode;
  /** 1 where the state is all there is on the page. */
  readonly level?: 1 | 2;
}

const ICONS: Readonly<Record<StateProps['kind'], IconName>> = { empty: 'dash', refused: 'lock', failed: 'alert' };

/** Stands where something would be shown, says why it is not, and names the next step. */
export function State({ kind, title, children, action, level = 2 }: StateProps) {
  return (
    <section className={`state state-${kind}`} role={kind === 'failed' ? 'alert' : undefined}>
      <Icon name={ICONS[kind]} />
      <div className="state-body">
        {level === 1 ? <h1 className="state-title">{title}</h1> : <h2 className="state-title">{title}</h2>}
        <div>{children}</div>
        {action !== undefined && <div className="state-action">{action}</div>}
      </div>
    </section>
  );
}

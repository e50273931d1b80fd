import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import { TONE_ICONS, type StatusTone } from './Status.tsx';

export interface NoticeProps {
  readonly tone: StatusTone;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** Read out when it appears: `alert` for what must not be missed, `status` for the rest; absent for what was there from the start. */
  readonly live?: 'status' | 'alert';
}

export function Notice({ tone, title, children, action, live }: NoticeProps) {
  return (
    <div className={`notice status-${tone}`} role={live}>
      <Icon name={tone === 'plain' ? 'info' : TONE_ICONS[tone]} />
      <div className="notice-body">
        <strong>{title}</strong>
        {children !== undefined && <div className="notice-text">{children}</div>}
        {action !== undefined && <div className="notice-action">{action}</div>}
      </div>
    </div>
  );
}

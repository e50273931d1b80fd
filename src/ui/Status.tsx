import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon.tsx';

export type StatusTone = 'met' | 'attention' | 'blocks' | 'unknown' | 'plain';

export const TONE_ICONS = {
  met: 'check',
  attention: 'alert',
  blocks: 'stop',
  unknown: 'question',
  plain: 'dash',
} as const satisfies Record<StatusTone, IconName>;

/** A state as icon, word and colour together. */
export function Status({ tone, children }: { readonly tone: StatusTone; readonly children: ReactNode }) {
  return (
    <span className={`status status-${tone}`}>
      <Icon name={TONE_ICONS[tone]} />
      <span>{children}</span>
    </span>
  );
}

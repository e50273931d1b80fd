import type { ServiceMonth } from '../../ccm/chart.ts';
import { Notice } from '../../ui/Notice.tsx';
import { formatDuration, plural } from '../format.ts';
import { href } from '../routes.ts';
import { DroppedNotice } from './DroppedNotice.tsx';
import { unsentSeconds, useUnsent } from './unsent-context.ts';

export interface UnsentNoticeProps {
  readonly month: ServiceMonth;
  /** Whether the screen lists them itself. */
  readonly isListed?: boolean;
}

/** One line on every screen while anything waits, whatever month it belongs to; and what waited too long. */
export function UnsentNotice({ month, isListed = false }: UnsentNoticeProps) {
  const { entries } = useUnsent();
  const title = `${plural(entries.length, 'time entry', 'time entries')} not stored yet: ${formatDuration(unsentSeconds(entries))}`;
  return (
    <>
      <DroppedNotice />
      {entries.length > 0 && !isListed && (
        <Notice tone="attention" live="status" title={title} action={<a href={href({ month, screen: 'time' })}>See what waits</a>}>
          Not in the EHR, so counted nowhere.
        </Notice>
      )}
    </>
  );
}

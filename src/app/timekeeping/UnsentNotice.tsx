import type { ServiceMonth } from '../../ccm/chart.ts';
import { Notice } from '../../ui/Notice.tsx';
import { formatDuration, plural } from '../format.ts';
import { href } from '../routes.ts';
import { unsentSeconds, useUnsent } from './unsent-context.ts';

/** One line on every screen while anything waits, whatever month it belongs to. */
export function UnsentNotice({ month }: { readonly month: ServiceMonth }) {
  const { entries } = useUnsent();
  if (entries.length === 0) return null;
  const title = `${plural(entries.length, 'time entry', 'time entries')} not stored yet: ${formatDuration(unsentSeconds(entries))}`;
  return (
    <Notice tone="attention" live="status" title={title} action={<a href={href({ month, screen: 'time' })}>See what waits</a>}>
      Not in the EHR, so counted nowhere.
    </Notice>
  );
}

import { use } from 'react';
import type { ServiceMonth } from '../../ccm/chart.ts';
import { Status } from '../../ui/Status.tsx';
import { formatDuration } from '../format.ts';
import { UnsentContext, unsentOf, unsentSeconds, useUnsent } from './unsent-context.ts';

/** Beside the counted minutes of a month: those that wait on this device and count nowhere. */
export function UnsentMinutes({ month }: { readonly month: ServiceMonth }) {
  const access = use(UnsentContext);
  const { entries } = useUnsent();
  const seconds = access === null ? 0 : unsentSeconds(unsentOf(month, entries, access.timeZone));
  if (seconds === 0) return null;
  return <Status tone="attention">+ {formatDuration(seconds)} not stored yet</Status>;
}

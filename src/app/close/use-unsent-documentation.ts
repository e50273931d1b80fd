import { use } from 'react';
import type { ServiceMonth } from '../../ccm/chart.ts';
import type { CallDesk } from '../call/call-desk.ts';
import { useDesk } from '../call/use-desk.ts';
import type { UnsentDocumentation } from '../charge-view.ts';
import { useIsUnsaved } from '../form-drafts.ts';
import { UnsentContext, unsentOf, useUnsent } from '../timekeeping/unsent-context.ts';

/** What of the month's documentation is on this device alone: it is stored before any charge rests on it. */
export function useUnsentDocumentation(month: ServiceMonth, calls: CallDesk): UnsentDocumentation {
  const timeZone = use(UnsentContext)?.timeZone;
  const { entries } = useUnsent();
  const { call, sent } = useDesk(calls);
  const begun = [
    useIsUnsaved('log-time', month),
    useIsUnsaved('plan-edits', 'ccm'),
    useIsUnsaved('add-to-plan', 'ccm'),
    useIsUnsaved('review', 'ccm'),
    call !== null,
  ];
  const unsent = timeZone === undefined ? [] : unsentOf(month, entries, timeZone);
  return { timeEntries: unsent.length, drafts: begun.filter(Boolean).length + sent.length };
}

import { Notice } from '../../ui/Notice.tsx';
import { formatDayMonth, formatDuration } from '../format.ts';
import type { LedgerRow } from './ledger-rows.ts';
import type { SameMoment } from './same-moment.ts';

/** Tells of work that one person logged twice over, as two browsers do that know nothing of each other. */
export function SameMoments({ moments }: { readonly moments: readonly SameMoment[] }) {
  if (moments.length === 0) return null;
  return (
    <Notice
      tone="attention"
      title={moments.length === 1 ? 'Two entries of one person overlap' : `${moments.length} pairs of one person’s entries overlap`}
    >
      <ul>
        {moments.map(({ earlier, later, seconds }) => (
          <li key={`${earlier.entry.key} ${later.entry.key}`}>
            {earlier.person}: {when(earlier)} and {when(later)} share {formatDuration(seconds)}.
          </li>
        ))}
      </ul>
      <p>No moment counts twice. Where both tell of the same work, take one of them back.</p>
    </Notice>
  );
}

function when({ date, clock }: LedgerRow): string {
  return [date === null ? null : formatDayMonth(date), clock].filter((word) => word !== null).join(', ');
}

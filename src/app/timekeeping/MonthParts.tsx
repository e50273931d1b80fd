import { Icon } from '../../ui/Icon.tsx';
import { formatDuration, formatMonth, list } from '../format.ts';
import type { MonthPart } from './month-parts.ts';

/** How an entry over midnight of a month's last day splits. */
export function MonthParts({ parts }: { readonly parts: readonly MonthPart[] }) {
  return (
    <>
      <Icon name="clock" /> Goes over the end of the month:{' '}
      {list(parts.map(({ month, seconds }) => `${formatDuration(seconds)} count for ${formatMonth(month)}`))}.
    </>
  );
}

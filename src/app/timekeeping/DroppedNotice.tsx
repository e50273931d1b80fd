import { use, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { plural } from '../format.ts';
import { UnsentContext, useUnsent } from './unsent-context.ts';
import type { UnsentEntries } from './unsent-entries.ts';

/** Sessions whose person knows: nobody is told twice, whatever screen comes next. */
const understood = new WeakSet<UnsentEntries>();

/** Says once that unsaved work on this device was too old, or could not be read any more, and is gone. */
export function DroppedNotice() {
  const access = use(UnsentContext);
  const { dropped } = useUnsent();
  const [, redraw] = useState(0);
  const count = dropped.expired + dropped.unreadable;
  if (access === null || count === 0 || understood.has(access.unsent)) return null;
  const reasons = [
    ...(dropped.expired > 0 ? [`kept for more than ${plural(access.hours, 'hour')} without being saved`] : []),
    ...(dropped.unreadable > 0 ? ['not readable any more'] : []),
  ];
  return (
    <Notice
      tone="plain"
      live="status"
      title={`${plural(count, 'draft')} removed from this device`}
      action={
        <Button
          kind="quiet"
          onClick={() => {
            understood.add(access.unsent);
            redraw((before) => before + 1);
          }}
        >
          Understood
        </Button>
      }
    >
      Unsaved work, yours or a colleague’s, of this patient or another: {reasons.join(', or ')}. What is in the EHR is not touched.
    </Notice>
  );
}

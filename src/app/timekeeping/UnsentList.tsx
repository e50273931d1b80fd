import { use } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { formatDuration, plural } from '../format.ts';
import { UnsentContext, unsentSeconds, useUnsent } from './unsent-context.ts';
import type { UnsentState } from './unsent-entries.ts';
import { UnsentItem } from './UnsentItem.tsx';
import './unsent.css';

/** The entries that wait on this device to be stored; nothing where none does. */
export function UnsentList() {
  const access = use(UnsentContext);
  const { entries, memoryOnly } = useUnsent();
  if (access === null || entries.length === 0) return null;
  const { unsent } = access;
  const isBusy = entries.some(({ standing }) => standing.kind === 'sending');
  return (
    <section className="panel unsent" aria-labelledby="unsent-heading">
      <div className="unsent-head">
        <h2 id="unsent-heading">Not stored yet</h2>
        <p className="soft">
          {plural(entries.length, 'entry', 'entries')}, {formatDuration(unsentSeconds(entries))}. Counted nowhere until the EHR has{' '}
          {entries.length === 1 ? 'it' : 'them'}.
        </p>
        {entries.length > 1 && (
          <Button onClick={() => void unsent.retryAll()} busy={isBusy}>
            Try all again
          </Button>
        )}
      </div>
      {memoryOnly !== null && <MemoryOnlyNotice why={memoryOnly} />}
      <ul className="unsent-items">
        {entries.map((entry) => (
          <UnsentItem key={entry.input.id} entry={entry} access={access} />
        ))}
      </ul>
    </section>
  );
}

function MemoryOnlyNotice({ why }: { readonly why: NonNullable<UnsentState['memoryOnly']> }) {
  return (
    <Notice tone="attention" title="These entries are lost when this window is closed or reloaded">
      {MEMORY_TEXT[why]} Download what is not stored before you leave.
    </Notice>
  );
}

const MEMORY_TEXT = {
  'switched-off': 'Your site has switched off drafts on this device.',
  'no-owner': 'The EHR did not say who is signed in, so nothing is kept on this device.',
  unavailable: 'This browser lets Intervisit keep nothing on this device.',
  failed: 'This browser did not take all of them, perhaps because its storage is full.',
} as const satisfies Record<NonNullable<UnsentState['memoryOnly']>, string>;

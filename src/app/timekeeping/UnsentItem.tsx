import { type ReactNode, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Status } from '../../ui/Status.tsx';
import { formatDuration } from '../format.ts';
import { activityText, performerWords } from '../vocabulary-text.ts';
import { downloadText } from './download-text.ts';
import { EditUnsent } from './EditUnsent.tsx';
import type { UnsentAccess } from './unsent-context.ts';
import type { UnsentEntry } from './unsent-entries.ts';
import { entryAsText, keptUntilText, unsentWords, whenText } from './unsent-text.ts';

export interface UnsentItemProps {
  readonly entry: UnsentEntry;
  readonly access: UnsentAccess;
}

/** One entry that waits: what it is, what happened, what is safe, what to do. */
export function UnsentItem({ entry, access }: UnsentItemProps) {
  const { input, standing, savedAt, kept } = entry;
  const { unsent, timeZone, hours } = access;
  const isSending = standing.kind === 'sending';
  const length = formatDuration(input.seconds);
  const words = isSending ? null : unsentWords(standing.last);
  return (
    <li className="unsent-item" aria-label={`${length}, ${whenText(input, timeZone)}`}>
      <p className="unsent-what">
        <strong>{length}</strong> {whenText(input, timeZone)}, {activityText(input.activity)}, as {performerWords(input.performer)}
        {input.source === 'manual' && ', manual'}
      </p>
      <p className="unsent-note">{input.note}</p>
      <output className="unsent-standing">
        <Status tone={isSending ? 'plain' : 'attention'}>{isSending ? 'Being sent to the EHR …' : 'Not stored yet'}</Status>
        {words !== null && (
          <span>
            {words.happened} {words.safe} <b>{words.next}</b>
          </span>
        )}
      </output>
      <p className="soft">{keptUntilText(kept, savedAt, hours, timeZone)}</p>
      <Actions
        length={length}
        isSending={isSending}
        text={entryAsText(input, access)}
        edit={
          standing.kind === 'not-stored-yet' &&
          standing.last?.kind === 'rejected' && (
            <EditUnsent input={input} timeZone={timeZone} onTaken={() => void unsent.discard(input.id)} />
          )
        }
        onRetry={() => void unsent.retry(input.id)}
        onDiscard={() => void unsent.discard(input.id)}
      />
    </li>
  );
}

interface ActionsProps {
  readonly length: string;
  readonly isSending: boolean;
  readonly text: string;
  readonly edit: ReactNode;
  readonly onRetry: () => void;
  readonly onDiscard: () => void;
}

function Actions({ length, isSending, text, edit, onRetry, onDiscard }: ActionsProps) {
  const [asking, setAsking] = useState(false);
  const [copied, setCopied] = useState<'' | 'Copied.' | 'The EHR’s page does not let Intervisit copy: download it instead.'>('');
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setCopied('Copied.'),
      () => setCopied('The EHR’s page does not let Intervisit copy: download it instead.'),
    );
  };
  return (
    <div className="unsent-actions">
      <Button kind="primary" busy={isSending} onClick={onRetry}>
        Try again
      </Button>
      {edit}
      <Button onClick={() => downloadText(text, 'intervisit-not-stored.txt')}>Download draft</Button>
      <Button onClick={copy}>Copy</Button>
      <Button kind="quiet" busy={isSending} onClick={() => setAsking(true)}>
        Discard
      </Button>
      <output>{copied}</output>
      {asking && (
        <Dialog title={`Discard ${length}?`} open onClose={() => setAsking(false)}>
          <div className="stack">
            <p>The entry and its note are gone from this device for good. What may have reached the EHR stays there.</p>
            <div className="form-foot">
              <Button kind="primary" onClick={onDiscard}>
                Discard {length}
              </Button>
              <Button onClick={() => setAsking(false)}>Keep it</Button>
            </div>
          </div>
        </Dialog>
      )}
    </div>
  );
}

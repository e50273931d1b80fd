import type { ReactNode } from 'react';
import { Notice } from '../../ui/Notice.tsx';
import { ERROR_TEXT } from '../error-text.ts';
import { formatDuration, sentenceCase } from '../format.ts';
import type { SaveResult } from '../save-result.ts';
import { notStoredText, unclearText } from '../save-text.ts';
import { TextToKeep } from '../TextToKeep.tsx';
import type { LedgerRow } from './ledger-rows.ts';

export interface VoidFailedProps {
  readonly row: LedgerRow;
  readonly result: SaveResult;
}

/** Why an entry was not taken back, and what stands in the EHR now. Nothing where it was. */
export function VoidFailed({ row, result }: VoidFailedProps) {
  const stands = standsText(row);
  switch (result.kind) {
    case 'stored':
      return null;
    case 'unclear':
      return (
        <Failed title={result.looked === 'absent' ? 'Not taken back so far' : 'It is not known whether the entry was taken back'}>
          {unclearText(result.error)}{' '}
          {result.looked === 'absent'
            ? `Intervisit looked: ${stands}`
            : `Looking failed as well; until it is read again, take it that ${stands}`}{' '}
          Taking it back again is safe: that is done once only.
        </Failed>
      );
    case 'conflict':
      return (
        <Failed title="Somebody else changed the entry in the same moment">
          Nothing was overwritten. As long as the ledger shows it as counting, {stands} Take it back again if it should go.
        </Failed>
      );
    case 'rejected':
      return (
        <Failed title="The EHR refused to take the entry back">
          {result.reasons.join(' ')} Nothing was changed: {stands}
        </Failed>
      );
    case 'failed': {
      const { title, meaning, next } = ERROR_TEXT[result.error];
      return (
        <Failed title="The entry was not taken back">
          {title}. {meaning} Nothing was changed: {stands} {next}
        </Failed>
      );
    }
    case 'nobody-signed-in':
      return (
        <Failed title="The entry was not taken back">
          The EHR did not say who is signed in, and nothing is taken back under nobody’s name. Nothing was changed: {stands}
        </Failed>
      );
    case 'not-stored':
      return (
        <Failed title="This EHR lets Intervisit take back no entry">
          <p>Nothing was changed: {stands} Have it corrected in the EHR itself; this is what would have been written.</p>
          <ul>
            {result.because.map((reason) => (
              <li key={`${reason.where} ${reason.why}`}>{sentenceCase(notStoredText(reason))}.</li>
            ))}
          </ul>
          <TextToKeep text={result.text} />
        </Failed>
      );
    default:
      return result satisfies never;
  }
}

function Failed({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Notice tone="blocks" live="alert" title={title}>
      {children}
    </Notice>
  );
}

/** `Encounter/9 stands in the EHR as it was, and 8 min of it count.` */
function standsText({ entry, judged }: LedgerRow): string {
  const counted = judged?.counted ?? 0;
  const effect = counted === 0 ? 'nothing of it counts' : `${formatDuration(counted)} of it count`;
  return `${entry.reference} stands in the EHR as it was, and ${effect}.`;
}

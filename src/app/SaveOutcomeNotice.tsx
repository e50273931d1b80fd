import { useRef, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { ERROR_TEXT, NOT_STORED_TEXT, WHERE_TEXT } from './finding-text.ts';
import type { NotStoredReason, SaveResult } from './save-result.ts';
import { sentenceCase } from './format.ts';

export interface SaveOutcomeNoticeProps {
  /** What was saved, at the start of a sentence: `The time entry`. */
  readonly what: string;
  readonly result: SaveResult;
  /** Loads the newer version, after a conflict or a lost answer. */
  readonly onReload?: () => void;
  /** Whether saving once more after a lost answer cannot record it twice. */
  readonly mayRepeat?: boolean;
}

/** What came of a save: where it is now, or what is safe and what to do. */
export function SaveOutcomeNotice({ what, result, onReload, mayRepeat }: SaveOutcomeNoticeProps) {
  switch (result.kind) {
    case 'stored':
      return <StoredNotice what={what} result={result} />;
    case 'unclear':
      return <UnclearNotice what={what} result={result} onReload={onReload} mayRepeat={mayRepeat} />;
    case 'conflict':
      return (
        <Notice
          tone="attention"
          live="alert"
          title="Somebody else changed it first"
          action={onReload && <Button onClick={onReload}>Load the newer version</Button>}
        >
          Nothing was overwritten, and what you entered is still here. Load the newer version, look at it, then save again.
        </Notice>
      );
    case 'rejected':
      return (
        <Notice tone="blocks" live="alert" title={`${what} was refused by the EHR`}>
          <p>Nothing was recorded; what you entered is still here. The EHR says:</p>
          <ul>
            {(result.reasons.length > 0 ? result.reasons : ['No reason given.']).map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </Notice>
      );
    case 'failed': {
      const text = ERROR_TEXT[result.error];
      return (
        <Notice tone="blocks" live="alert" title={`${what} was not recorded`}>
          {text.title}. {text.meaning} What you entered is still here. {text.next}
        </Notice>
      );
    }
    case 'not-stored':
      return <NotStored what={what} because={result.because} text={result.text} />;
    default:
      return result satisfies never;
  }
}

type Of<Kind extends SaveResult['kind']> = Extract<SaveResult, { readonly kind: Kind }>;

function StoredNotice({ what, result }: { readonly what: string; readonly result: Of<'stored'> }) {
  const title = result.alreadyThere ? `${what} was already recorded` : `${what} is recorded`;
  return (
    <Notice tone="met" live="status" title={title}>
      In the EHR {WHERE_TEXT[result.where]} (<code>{result.reference}</code>).
      {result.alreadyThere && ' Nothing was written twice; what was recorded first stands.'}
    </Notice>
  );
}

interface UnclearProps {
  readonly what: string;
  readonly result: Of<'unclear'>;
  readonly onReload: (() => void) | undefined;
  readonly mayRepeat: boolean | undefined;
}

function UnclearNotice({ what, result, onReload, mayRepeat }: UnclearProps) {
  return (
    <Notice
      tone="attention"
      live="alert"
      title={`${what}: outcome not known`}
      action={onReload && <Button onClick={onReload}>Look in the EHR again</Button>}
    >
      {result.looked === 'absent'
        ? 'The EHR’s answer was lost. Intervisit looked, and it is not in the EHR so far. '
        : 'The EHR’s answer was lost, and looking for it failed as well. '}
      What you entered is still here.{' '}
      {mayRepeat === true
        ? 'Saving again is safe: it carries the same identifier, so it cannot be recorded twice.'
        : 'Look in the EHR before you save again.'}
    </Notice>
  );
}

interface NotStoredProps {
  readonly what: string;
  readonly because: readonly NotStoredReason[];
  readonly text: string;
}

function NotStored({ what, because, text }: NotStoredProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState<'no' | 'yes' | 'by-hand'>('no');
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setCopied('yes'),
      () => {
        area.current?.select();
        setCopied('by-hand');
      },
    );
  };
  return (
    <Notice
      tone="attention"
      live="alert"
      title={`${what} is not recorded`}
      action={
        <>
          <Button onClick={copy}>Copy</Button>
          <Button onClick={() => download(text)}>Download</Button>
          <output>{COPIED_TEXT[copied]}</output>
        </>
      }
    >
      <p>This EHR has no place for it, so it will not be here tomorrow. Copy it into the chart or keep it as a file.</p>
      <ul>
        {because.map(({ where, why }) => (
          <li key={`${where} ${why}`}>
            {sentenceCase(WHERE_TEXT[where])}: {NOT_STORED_TEXT[why]}
          </li>
        ))}
      </ul>
      <textarea ref={area} className="input" aria-label="Text to keep" readOnly rows={6} value={text} />
    </Notice>
  );
}

const COPIED_TEXT = {
  no: '',
  yes: 'Copied.',
  'by-hand': 'The EHR’s page does not let Intervisit copy. The text is selected: press Ctrl+C.',
} as const;

/** The file's name says nothing of the patient. */
function download(text: string) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'intervisit-not-recorded.txt';
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

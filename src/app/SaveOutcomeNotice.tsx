import type { ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { EhrLink } from './EhrLink.tsx';
import { ERROR_TEXT } from './error-text.ts';
import { sentenceCase } from './format.ts';
import type { SaveResult } from './save-result.ts';
import { notStoredText, unclearText, WHERE_TEXT } from './save-text.ts';
import { TextToKeep } from './TextToKeep.tsx';

export interface SaveOutcomeNoticeProps {
  /** What was saved, at the start of a sentence: `The time entry`. */
  readonly what: string;
  readonly result: SaveResult;
  /** Loads the newer version, after a conflict or a lost answer. Absent for a thing that is new: there is no other version. */
  readonly onReload?: () => void;
  /** Whether saving once more after a lost answer cannot record it twice. */
  readonly mayRepeat?: boolean;
  /** What a stored thing has come to, after the words on where it is. */
  readonly then?: ReactNode;
}

/** What came of a save: where it is now, or what is safe and what to do. */
export function SaveOutcomeNotice({ what, result, onReload, mayRepeat, then }: SaveOutcomeNoticeProps) {
  switch (result.kind) {
    case 'stored':
      return <StoredNotice what={what} result={result} then={then} />;
    case 'unclear':
      return <UnclearNotice what={what} result={result} onReload={onReload} mayRepeat={mayRepeat} />;
    case 'conflict':
      return onReload === undefined ? <RefusedAsNew what={what} mayRepeat={mayRepeat} /> : <NewerVersion onReload={onReload} />;
    case 'rejected':
      if (result.heldBack === true) return <HeldBack what={what} reasons={result.reasons} />;
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
    case 'nobody-signed-in':
      return (
        <Notice tone="blocks" live="alert" title={`${what} was not recorded`}>
          The EHR did not say who is signed in, and nothing is recorded under nobody’s name: nothing was sent. What you entered is still
          here. Copy it, open Intervisit again from the patient’s chart, and if that changes nothing, ask IT to let Intervisit know who
          signs in (the scopes <code>openid</code> and <code>fhirUser</code>).
        </Notice>
      );
    case 'not-stored':
      return <NotStored what={what} result={result} />;
    default:
      return result satisfies never;
  }
}

type Of<Kind extends SaveResult['kind']> = Extract<SaveResult, { readonly kind: Kind }>;

function StoredNotice({ what, result, then }: { readonly what: string; readonly result: Of<'stored'>; readonly then: ReactNode }) {
  return (
    <Notice
      tone={result.butMend === undefined ? 'met' : 'attention'}
      live={result.butMend === undefined ? 'status' : 'alert'}
      title={`${what} is recorded`}
    >
      {result.butMend !== undefined && (
        <p>
          <strong>{result.butMend}</strong>
        </p>
      )}
      {then !== undefined && <p>{then}</p>}
      <p>
        In the EHR {WHERE_TEXT[result.where]} (<code>{result.reference}</code>).
        {result.alreadyThere && ' It stood there when Intervisit looked, and it stands there once.'}
      </p>
    </Notice>
  );
}

function HeldBack({ what, reasons }: { readonly what: string; readonly reasons: readonly string[] }) {
  return (
    <Notice tone="blocks" live="alert" title={`${what} was not sent`}>
      {reasons.map((reason) => (
        <p key={reason}>{reason}</p>
      ))}
    </Notice>
  );
}

function NewerVersion({ onReload }: { readonly onReload: () => void }) {
  return (
    <Notice
      tone="attention"
      live="alert"
      title="Somebody else changed it first"
      action={<Button onClick={onReload}>Load the newer version</Button>}
    >
      Nothing was overwritten, and what you entered is still here. Load the newer version, look at it, then save again.
    </Notice>
  );
}

function RefusedAsNew({ what, mayRepeat }: { readonly what: string; readonly mayRepeat: boolean | undefined }) {
  return (
    <Notice tone="attention" live="alert" title={`${what} was not recorded`}>
      The EHR refused it because of something it holds already, and Intervisit did not find it there. What you entered is still here.{' '}
      {mayRepeat === true ? 'Save it again; if that is refused as well, tell IT.' : 'Look in the EHR before you save again.'}
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
  const isAbsent = result.looked === 'absent';
  return (
    <Notice
      tone="attention"
      live="alert"
      title={isAbsent ? `${what} is not recorded so far` : `${what}: outcome not known`}
      action={onReload && <Button onClick={onReload}>Look in the EHR again</Button>}
    >
      {unclearText(result.error)} {isAbsent ? 'Intervisit looked, and it is not in the EHR so far.' : 'Looking for it failed as well.'} What
      you entered is still here.{' '}
      {mayRepeat === true
        ? `${result.error === 'throttled' ? 'Wait a minute, then save again' : 'Save again'}: it carries the same identifier, so it cannot be recorded twice.`
        : 'Look in the EHR before you save again.'}
    </Notice>
  );
}

function NotStored({ what, result }: { readonly what: string; readonly result: Of<'not-stored'> }) {
  return (
    <Notice tone="attention" live="alert" title={`${what} is not recorded`}>
      <p>It will not be here tomorrow. Copy it into the chart or keep it as a file.</p>
      <ul>
        {result.because.map((reason) => (
          <li key={`${reason.where} ${reason.why}`}>{sentenceCase(notStoredText(reason))}.</li>
        ))}
      </ul>
      <EhrLink />
      <TextToKeep text={result.text} />
    </Notice>
  );
}

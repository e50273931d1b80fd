import { useRef, useState } from 'react';
import { Button } from '../../../ui/Button.tsx';
import { Choice } from '../../../ui/Choice.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { useFormDraft } from '../../form-drafts.ts';
import { formatDate, list } from '../../format.ts';
import { SaveOutcomeNotice } from '../../SaveOutcomeNotice.tsx';
import { copyDocument, copyText } from './copy-document.ts';
import { type CopyFields, emptyCopyFields } from './copy-form.ts';
import { COPY_WORDS } from './copy-words.ts';
import type { CopyDesk, CopyResult } from './copy-view.ts';
import { copyWarnings } from './copy-warnings.ts';
import { CopyPage } from './CopyPage.tsx';
import { GivenForm } from './GivenForm.tsx';
import { openSheet, printHere } from './print-sheet.ts';
import './copy-screen.css';

interface Draft {
  readonly id: string;
  readonly fields: CopyFields;
}

/** The patient's copy of the plan: the sheet, how to print it, and the record that it was given. */
export function CopyScreen({ desk }: { readonly desk: CopyDesk }) {
  const sheet = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const [stored, setStored] = useState<CopyResult | null>(null);
  const initial = () => ({ id: desk.newId(), fields: emptyCopyFields(desk.preset) });
  const { value: draft, change, clear } = useFormDraft('plan-copy', desk.given[0] ?? 'first', initial, isUntouched);
  const { language, size } = draft.fields;
  const set = (fresh: Partial<CopyFields>) => change((last) => ({ ...last, fields: { ...last.fields, ...fresh } }));
  // Another sheet is another copy: it must not be taken for one whose answer was lost.
  const setSheet = (fresh: Pick<Partial<CopyFields>, 'language' | 'size'>) =>
    change((last) => ({ id: desk.newId(), fields: { ...last.fields, ...fresh } }));
  const { title } = COPY_WORDS[language];
  const page = () => {
    const shown = sheet.current;
    return shown === null ? { title, html: '', text: '' } : { title, html: copyDocument(shown, language, title), text: copyText(shown) };
  };
  const keep = (outcome: CopyResult) => {
    clear();
    setStored(outcome);
    window.scrollTo(0, 0);
    heading.current?.focus();
  };
  return (
    <div className="screen copy-screen">
      <h1 ref={heading} tabIndex={-1}>
        Copy for the patient
      </h1>
      <p className="lead">{givenText(desk)}</p>
      {stored !== null && <SaveOutcomeNotice what="The copy" result={stored.result} then={communicationText(stored)} />}
      <Warnings desk={desk} />
      <div className="panel copy-options">
        <Choice
          legend="Language"
          inline
          line
          value={language}
          onChange={(to) => setSheet({ language: to })}
          options={[
            { value: 'en', label: 'English' },
            { value: 'es', label: 'Español' },
          ]}
        />
        <Choice
          legend="Print size"
          inline
          line
          value={size}
          onChange={(to) => setSheet({ size: to })}
          options={[
            { value: 'normal', label: 'Normal' },
            { value: 'large', label: 'Large' },
          ]}
        />
        <PrintButtons sheet={sheet} title={title} language={language} />
      </div>
      <div className="copy-desk">
        <CopyPage sheet={sheet} view={desk.view} language={language} size={size} />
        <GivenForm desk={desk} id={draft.id} fields={draft.fields} set={set} page={page} onStored={keep} />
      </div>
    </div>
  );
}

function isUntouched({ fields }: Draft, initial: Draft): boolean {
  const { language: _language, size: _size, ...given } = fields;
  const { language: _preset, size: _normal, ...empty } = initial.fields;
  return JSON.stringify(given) === JSON.stringify(empty);
}

function givenText({ given }: CopyDesk): string {
  const days = given.map(formatDate);
  return days.length === 0
    ? 'No copy is on record as given. One must be, on paper or electronically, before CCM is billed (PLAN-3).'
    : `On record as given on ${list(days)}.`;
}

function communicationText({ communication }: CopyResult): string | undefined {
  switch (communication) {
    case undefined:
      return undefined;
    case 'stored':
      return 'To whom, how and when it was given stands beside it as a message of its own.';
    case 'none':
      return 'This EHR takes no messages from Intervisit: to whom and how it was given stands in the document’s description.';
    case 'unclear':
      return 'Whether the EHR also kept the message on who was given it is not known; the document says so itself.';
    default:
      return communication satisfies never;
  }
}

function Warnings({ desk }: { readonly desk: CopyDesk }) {
  const warnings = copyWarnings(desk);
  if (warnings.length === 0) return null;
  return (
    <Notice tone="attention" title="Look before you print">
      <ul>
        {warnings.map((warning) => (
          <li key={warning}>{warning}</li>
        ))}
      </ul>
    </Notice>
  );
}

interface PrintButtonsProps {
  readonly sheet: { readonly current: HTMLElement | null };
  readonly title: string;
  readonly language: string;
}

function PrintButtons({ sheet, title, language }: PrintButtonsProps) {
  const [failed, setFailed] = useState<'print' | 'window' | null>(null);
  const alone = () => setFailed(sheet.current !== null && openSheet(sheet.current, { title, language }) ? null : 'window');
  return (
    <div className="copy-print">
      <Button kind="primary" onClick={() => setFailed(printHere() ? null : 'print')}>
        Print
      </Button>
      <Button onClick={alone}>Open as a page of its own</Button>
      {failed !== null && (
        <Notice
          tone="attention"
          live="alert"
          title={failed === 'print' ? 'The EHR’s page does not let Intervisit print' : 'No new window was opened'}
        >
          {failed === 'print'
            ? 'Open the copy as a page of its own and print it there.'
            : 'The EHR or the browser does not allow it. Open Intervisit in a window of its own from the EHR, or allow windows for it, then try again.'}
        </Notice>
      )}
    </div>
  );
}

import { type RefObject, useRef, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { openSheet, printHere } from '../care-plan/copy/print-sheet.ts';
import { downloadText } from '../timekeeping/download-text.ts';
import { CopyForIt } from './CopyForIt.tsx';
import type { EhrView } from './ehr-view.ts';
import { itText } from './it-text.ts';

export interface ForItProps {
  readonly view: EhrView;
  /** What is opened as a page of its own. */
  readonly page: RefObject<HTMLElement | null>;
}

/** Hands what the page says over to IT: as text, as a file, on paper. */
export function ForIt({ view, page }: ForItProps) {
  const [failed, setFailed] = useState<'print' | 'window' | null>(null);
  const details = useRef<HTMLDetailsElement>(null);
  const text = itText(view);
  const alone = () => {
    const isOpen =
      page.current !== null && openSheet(page.current, { title: 'What this EHR allows', language: 'en', className: 'ehr-alone' });
    setFailed(isOpen ? null : 'window');
  };
  const show = () => {
    if (details.current !== null) details.current.open = true;
    return details.current?.querySelector('textarea') ?? null;
  };
  return (
    <div className="ehr-for-it">
      <div className="ehr-actions">
        <CopyForIt text={text} kind="primary" onRefused={() => show()?.select()} />
        <Button onClick={() => downloadText(text, 'intervisit-what-this-ehr-allows.txt')}>Download</Button>
        <Button onClick={() => setFailed(printHere() ? null : 'print')}>Print</Button>
        <Button onClick={alone}>Open as a page of its own</Button>
      </div>
      {failed !== null && (
        <Notice
          tone="attention"
          live="alert"
          title={failed === 'print' ? 'The EHR’s page does not let Intervisit print' : 'No new window was opened'}
        >
          {failed === 'print'
            ? 'Open it as a page of its own and print it there.'
            : 'The EHR or the browser does not allow it. Download the text instead.'}
        </Notice>
      )}
      <details ref={details}>
        <summary>See the text for IT</summary>
        <textarea className="input ehr-text" aria-label="Text for IT" readOnly rows={14} value={text} />
      </details>
    </div>
  );
}

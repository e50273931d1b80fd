import { useRef, useState } from 'react';
import { Button } from '../ui/Button.tsx';

/** Text that the EHR did not take, to be copied or kept as a file. */
export function TextToKeep({ text }: { readonly text: string }) {
  const area = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState<keyof typeof COPIED_TEXT>('no');
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
    <>
      <textarea ref={area} className="input" aria-label="Text to keep" readOnly rows={6} value={text} />
      <div className="notice-action">
        <Button onClick={copy}>Copy</Button>
        <Button onClick={() => download(text)}>Download</Button>
        <output>{COPIED_TEXT[copied]}</output>
      </div>
    </>
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

import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';

export interface CopyForItProps {
  readonly text: string;
  readonly kind?: 'primary' | 'secondary';
  /** The EHR's page lets nothing be copied: gives the text to the person in another way. */
  readonly onRefused: () => void;
}

/** Copies the text for IT. */
export function CopyForIt({ text, kind = 'secondary', onRefused }: CopyForItProps) {
  const [copied, setCopied] = useState<keyof typeof COPIED_TEXT>('no');
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setCopied('yes'),
      () => {
        onRefused();
        setCopied('refused');
      },
    );
  };
  return (
    <>
      <Button kind={kind} onClick={copy}>
        Copy for IT
      </Button>
      <output>{COPIED_TEXT[copied]}</output>
    </>
  );
}

const COPIED_TEXT = {
  no: '',
  yes: 'Copied. It holds nothing of the patient.',
  refused: 'The EHR’s page does not let Intervisit copy.',
} as const;

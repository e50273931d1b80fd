import { Notice } from '../../ui/Notice.tsx';
import type { SaveResult } from '../save-result.ts';
import { unsentWords } from './unsent-text.ts';

/** Under a form whose entry could not be stored and is kept as a draft. */
export function WaitingNotice({ result }: { readonly result: SaveResult }) {
  const { happened, safe } = unsentWords(result);
  return (
    <Notice tone="attention" live="alert" title="The time entry is not stored yet">
      <p>
        {happened} {safe}
      </p>
      <p>It waits under “Not stored yet” on this screen, where you can try again. The form is free for other work.</p>
    </Notice>
  );
}

import { Notice } from '../../../ui/Notice.tsx';
import { SaveOutcomeNotice } from '../../SaveOutcomeNotice.tsx';
import type { SaveResult } from '../../save-result.ts';
import { ChangeList } from './ChangeList.tsx';
import type { SignResult } from './review-view.ts';

export interface SignOutcomeProps {
  readonly outcome: SignResult & { readonly comment?: SaveResult };
  readonly onReload: () => void;
}

/** What came of signing, part by part. */
export function SignOutcome({ outcome, onReload }: SignOutcomeProps) {
  const { edit, signature, comment, changedMeanwhile } = outcome;
  return (
    <>
      {edit !== undefined && <SaveOutcomeNotice what="Your edit" result={edit} onReload={onReload} mayRepeat />}
      {edit !== undefined && signature === undefined && <Notice tone="blocks" title="The plan is not signed" live="alert" />}
      {signature !== undefined && <SaveOutcomeNotice what="Your signature" result={signature} onReload={onReload} mayRepeat />}
      {comment !== undefined && <SaveOutcomeNotice what="Your comment" result={comment} onReload={onReload} mayRepeat />}
      {changedMeanwhile !== undefined && changedMeanwhile.length > 0 && (
        <Notice tone="attention" title="Changed by somebody else since you opened it">
          <ChangeList changes={changedMeanwhile} />
        </Notice>
      )}
    </>
  );
}

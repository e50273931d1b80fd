import { EhrLink } from './EhrLink.tsx';
import { sentenceCase } from './format.ts';
import type { SaveTarget } from './save-result.ts';
import { notStoredText, WHERE_TEXT } from './save-text.ts';

/** Says beside the save button where the thing will go. */
export function SaveTargetLine({ target }: { readonly target: SaveTarget }) {
  const reasons = target.because ?? [];
  return (
    <p className="save-target soft">
      {target.where === null
        ? 'Nothing is written to the EHR: you get the text to copy or download.'
        : `Will be written to the EHR ${WHERE_TEXT[target.where]}${target.bySite === true ? ', as the site’s settings want it' : ''}${
            target.untried === true ? '; this EHR has not said whether it allows that, so the first save finds out' : ''
          }.`}
      {reasons.length > 0 && <> {sentenceCase(reasons.map(notStoredText).join('; '))}.</>}
      {(target.where === null || reasons.length > 0) && (
        <>
          {' '}
          <EhrLink />
        </>
      )}
    </p>
  );
}

import { NOT_STORED_TEXT, WHERE_TEXT } from './finding-text.ts';
import type { SaveTarget } from './save-result.ts';
import { sentenceCase } from './format.ts';

/** Says beside the save button where the thing will go. */
export function SaveTargetLine({ target }: { readonly target: SaveTarget }) {
  const reasons = target.because ?? [];
  return (
    <p className="save-target soft">
      {target.where === null
        ? 'This EHR has no place for it: you will get the text to copy or download.'
        : `Will be written to the EHR ${WHERE_TEXT[target.where]}${
            target.untried === true ? '; this EHR has not said whether it allows that, so the first save finds out' : ''
          }.`}
      {reasons.length > 0 && (
        <> Not possible: {reasons.map(({ where, why }) => `${sentenceCase(WHERE_TEXT[where])}, ${NOT_STORED_TEXT[why]}`).join('; ')}.</>
      )}
    </p>
  );
}

import { textIn } from '../fields.ts';
import { isLosslessObject, type LosslessObject } from '../lossless.ts';
import { escapeXhtml } from '../narrative.ts';
import { OWN_BLOCK } from './own-mark.ts';

/**
 * The plan with a line more in our block of its narrative. A narrative without such a block is another system's: it stays
 * byte for byte as it is.
 */
export function withSummary(plan: LosslessObject, summary: string): LosslessObject {
  const text = plan['text'];
  const div = textIn(text, 'div');
  const at = div === undefined ? -1 : endOfOwnBlock(div);
  if (div === undefined || at < 0 || !isLosslessObject(text)) return plan;
  const edited = `${div.slice(0, at)}<p>${escapeXhtml(summary)}</p>${div.slice(at)}`;
  return { ...plan, text: { ...text, status: 'additional', div: edited } };
}

// Offset of the tag that closes our block; -1 where the narrative has none of ours or does not close it.
function endOfOwnBlock(div: string): number {
  const from = div.indexOf(OWN_BLOCK);
  if (from < 0) return -1;
  let depth = 0;
  for (const tag of div.slice(from).matchAll(/<(\/?)div\b[^>]*?(\/?)>/g)) {
    const [, closing, empty] = tag;
    if (empty === '/') continue;
    depth += closing === '/' ? -1 : 1;
    if (depth === 0) return from + tag.index;
  }
  return -1;
}

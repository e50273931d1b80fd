import type { Finding } from '../ccm/finding.ts';
import type { StatusTone } from '../ui/Status.tsx';

/** How a finding bears on the month: its effect, not its verdict alone. */
export function findingTone({ effect, verdict }: Pick<Finding, 'effect' | 'verdict'>): StatusTone {
  switch (effect) {
    case 'blocks':
      return 'blocks';
    case 'undecided':
      return 'unknown';
    case 'warns':
    case 'excludes':
      return 'attention';
    case 'proposes':
      return 'met';
    case 'informs':
    case 'limits':
      return 'plain';
    case 'none':
      return verdict === 'met' ? 'met' : 'plain';
    default:
      return effect satisfies never;
  }
}

/** Whether somebody should look at it. */
export function isOpen(finding: Pick<Finding, 'effect' | 'verdict'>): boolean {
  const tone = findingTone(finding);
  return tone === 'blocks' || tone === 'unknown' || tone === 'attention';
}

export const TONE_TEXT = {
  met: 'Met',
  attention: 'Needs attention',
  blocks: 'Blocks',
  unknown: 'Unknown',
  plain: 'For information',
} as const satisfies Record<StatusTone, string>;

/** Where nothing is wrong and the minutes are not there yet. */
export const NOT_YET = 'Not yet';

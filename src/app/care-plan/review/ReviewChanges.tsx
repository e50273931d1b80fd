import { State } from '../../../ui/State.tsx';
import { plural } from '../../format.ts';
import { ChangeList } from './ChangeList.tsx';
import type { ChangesBy, ChangeView } from './review-view.ts';

export interface ReviewChangesProps {
  readonly by: ChangesBy;
  readonly changes: readonly ChangeView[];
}

/** What changed since the last signature, and how that is known. */
export function ReviewChanges({ by, changes }: ReviewChangesProps) {
  return (
    <section className="panel" aria-labelledby="review-changes">
      <h2 id="review-changes">
        {by.kind === 'never-signed' ? `What the plan holds (${changes.length})` : `Changed since the signature (${changes.length})`}
      </h2>
      <p className="soft">{byText(by)}</p>
      {changes.length > 0 && <ChangeList changes={changes} />}
      {changes.length === 0 && by.kind !== 'being-read' && (
        <State kind="empty" title="Nothing changed">
          {by.kind === 'dates' ? 'Nothing in the plan is dated after the signature.' : 'The plan says what it said when it was signed.'}
        </State>
      )}
    </section>
  );
}

function byText(by: ChangesBy): string {
  switch (by.kind) {
    case 'being-read':
      return 'The signed version is being read …';
    case 'never-signed':
      return 'Nobody has signed it, so all of it is new.';
    case 'version':
      return `Compared with version ${by.version}, which was signed.${goalsText(by.goalsNotCompared)}`;
    case 'dates':
      return by.why === 'no-version'
        ? 'Told by dates alone, because the signature names no version: something removed or reworded does not show.'
        : 'Told by dates alone, because the EHR did not give the signed version: something removed or reworded does not show.';
    default:
      return by satisfies never;
  }
}

function goalsText(count: number): string {
  return count === 0 ? '' : ` What changed inside ${plural(count, 'goal')} kept as a record of its own could not be compared.`;
}

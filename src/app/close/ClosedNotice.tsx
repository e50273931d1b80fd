import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { MonthAssessment } from '../../ccm/month-assessment.ts';
import type { ChargeStep } from '../charge-view.ts';
import { formatDate, formatDuration, localDateTime } from '../format.ts';
import { codesText } from '../month-words.ts';
import type { ClosedState } from './closed-state.ts';
import { closedTitle, stepText } from './step-text.ts';

export interface ClosedNoticeProps {
  readonly closed: ClosedState;
  readonly assessment: MonthAssessment;
  readonly timeZone: string;
  /** What closing the month anew would do; null where no code is proposed now, or it is the same. */
  readonly difference: readonly ChargeStep[] | null;
  /** Who has to sign what is prepared. */
  readonly signer: string | undefined;
  /** Absent while the form is open. */
  readonly onReopen?: () => void;
}

/** What stands for the month, who recorded it and when; and what has changed since. */
export function ClosedNotice({ closed, assessment, timeZone, difference, signer, onReopen }: ClosedNoticeProps) {
  const isSigned = closed.kind === 'signed';
  const changed = difference !== null;
  return (
    <Notice
      tone={changed ? 'attention' : isSigned ? 'met' : 'attention'}
      title={
        changed
          ? `${closedTitle(assessment.month, isSigned)}, and the documentation has changed since`
          : closedTitle(assessment.month, isSigned)
      }
      action={
        onReopen && (
          <Button onClick={onReopen}>{changed ? 'Reopen the month' : isSigned ? 'Reopen all the same' : 'Change what is prepared'}</Button>
        )
      }
    >
      <p>
        {codesText(closed.codes)} {closed.codes.length === 1 ? 'stands' : 'stand'}
        {closed.isBilled ? ', taken up by billing' : ''}
        {recordedText(closed, timeZone)}.{!isSigned && signer !== undefined && ` It waits for the signature of ${signer}.`}
      </p>
      {changed && (
        <dl className="difference">
          <div>
            <dt>Then</dt>
            <dd>{closed.basis ?? codesText(closed.codes)}</dd>
          </div>
          <div>
            <dt>Now</dt>
            <dd>
              {formatDuration(assessment.countedSeconds.staff)} by clinical staff and {formatDuration(assessment.countedSeconds.qhp)} by
              physicians, NPs or PAs: {assessment.codes.length === 0 ? 'no code' : codesText(assessment.codes)}.
            </dd>
          </div>
          <div>
            <dt>To do</dt>
            <dd>{difference.map(stepText).join(' ')}</dd>
          </div>
        </dl>
      )}
    </Notice>
  );
}

function recordedText({ kind, recorded: { by, at } }: ClosedState, timeZone: string): string {
  const verb = kind === 'signed' ? 'signed off' : 'prepared';
  const day = at === undefined ? '' : ` on ${formatDate(localDateTime(at, timeZone) ?? at)}`;
  if (by === undefined && at === undefined) return '';
  return `, ${verb}${by === undefined ? '' : ` by ${by}`}${day}`;
}

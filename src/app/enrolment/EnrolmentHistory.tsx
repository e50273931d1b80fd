import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Status } from '../../ui/Status.tsx';
import { formatDate, sentenceCase } from '../format.ts';
import { CorrectionForm } from './CorrectionForm.tsx';
import { REASON_TEXT, STATUS_TEXT, STATUS_TONE } from './enrolment-text.ts';
import type { EnrolmentDesk, EnrolmentRecord, EnrolmentResult } from './enrolment-view.ts';
import './enrolment.css';

export interface EnrolmentHistoryProps {
  readonly desk: EnrolmentDesk;
  readonly onStored: (outcome: EnrolmentResult) => void;
}

/** All that was stated, newest first: what holds can be corrected, what was corrected or taken back stays readable. */
export function EnrolmentHistory({ desk, onStored }: EnrolmentHistoryProps) {
  const [correcting, setCorrecting] = useState<string | null>(null);
  const step = desk.steps.find(({ id }) => id === correcting);
  if (desk.record.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="enrolment-history">
      <h2 id="enrolment-history">What was stated</h2>
      <table className="table table-stack enrolment-record">
        <thead>
          <tr>
            <th scope="col">From</th>
            <th scope="col">State</th>
            <th scope="col">Why</th>
            <th scope="col">Stated by</th>
            <th scope="col">
              <span className="visually-hidden">Correct</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {desk.record.toReversed().map((one) => (
            <Row key={one.id} record={one} isOpen={one.id === correcting} onCorrect={() => setCorrecting(one.id)} />
          ))}
        </tbody>
      </table>
      {step !== undefined && (
        <CorrectionForm
          key={step.id}
          desk={desk}
          step={step}
          onCancel={() => setCorrecting(null)}
          onStored={(outcome) => {
            setCorrecting(null);
            onStored(outcome);
          }}
        />
      )}
    </section>
  );
}

interface RowProps {
  readonly record: EnrolmentRecord;
  readonly isOpen: boolean;
  readonly onCorrect: () => void;
}

function Row({ record, isOpen, onCorrect }: RowProps) {
  const { on, status, reason, remark, by, statedOn, correction, undone } = record;
  const words = `${STATUS_TEXT[status]} from ${formatDate(on)}`;
  return (
    <tr className={undone === undefined ? undefined : 'enrolment-undone'}>
      <td data-label="From" className="nowrap">
        {undone === undefined ? formatDate(on) : <s>{formatDate(on)}</s>}
      </td>
      <td data-label="State">
        {undone === undefined ? <Status tone={STATUS_TONE[status]}>{STATUS_TEXT[status]}</Status> : <s>{STATUS_TEXT[status]}</s>}
      </td>
      <td data-label="Why">
        {sentenceCase([REASON_TEXT[reason], remark].filter((part) => part !== '').join(': '))}
        {correction !== undefined && <span className="soft enrolment-mend">Day corrected: {correction.why}</span>}
        {undone !== undefined && (
          <span className="enrolment-mend">
            {undone.kind === 'corrected' ? 'Corrected' : 'Taken back as a mistake'} by {undone.by}, {formatDate(undone.on)}
            {undone.kind === 'taken-back' && undone.why !== '' && `: ${undone.why}`}
          </span>
        )}
      </td>
      <td data-label="Stated by">
        {by}, {formatDate(statedOn)}
      </td>
      <td className="enrolment-correct">
        {undone === undefined && !isOpen && (
          <Button kind="quiet" label={`Correct: ${words}`} onClick={onCorrect}>
            Correct
          </Button>
        )}
      </td>
    </tr>
  );
}

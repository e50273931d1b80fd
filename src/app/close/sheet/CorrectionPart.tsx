import { useRef } from 'react';
import type { LocalDate } from '../../../ccm/chart.ts';
import { Status } from '../../../ui/Status.tsx';
import { formatDate, formatMonth } from '../../format.ts';
import { codesText } from '../../month-words.ts';
import { changeText, type Correction, correctionCsv } from './correction.ts';
import { CorrectionTable } from './CorrectionTable.tsx';
import { PaperActions } from './PaperActions.tsx';
import type { SheetPatient } from './sheet-view.ts';
import './paper.css';

export interface CorrectionPartProps {
  readonly correction: Correction;
  readonly patient: SheetPatient;
  readonly today: LocalDate;
  /** What is supported may yet change: nothing is said of it until then. */
  readonly isReadingMore: boolean;
}

/** The correction sheet of a month: nothing to do, questions first, or a paper for the biller. */
export function CorrectionPart({ correction, patient, today, isReadingMore }: CorrectionPartProps) {
  const paper = useRef<HTMLElement>(null);
  const { month, takenUp } = correction;
  const verdict = isReadingMore ? 'reading' : correction.verdict;
  return (
    <section className="panel" aria-labelledby="correction-heading">
      <h2 id="correction-heading">Taken up by billing</h2>
      <p>
        {codesText(takenUp)}: the billing system has {takenUp.length === 1 ? 'this charge' : 'these charges'}, so Intervisit never changes{' '}
        {takenUp.length === 1 ? 'it' : 'them'}.
      </p>
      {verdict === 'reading' && <p className="soft">Reading the rest of the chart …</p>}
      {verdict === 'none' && (
        <p>
          <Status tone="met">Nothing to correct</Status> The documentation still supports what was taken up.
        </p>
      )}
      {verdict === 'open' && (
        <p>
          <Status tone="unknown">Not decided yet</Status> Questions in the checklist are open: answer them, then look here again.
        </p>
      )}
      {verdict !== 'reading' && verdict !== 'none' && verdict !== 'open' && (
        <>
          <p>
            <Status tone="attention">The claim needs a correction</Status> {TO_DO[verdict]}
          </p>
          <PaperActions
            paper={paper}
            title="Correction sheet"
            files={[{ label: 'Download CSV', name: `intervisit-correction-${month}.csv`, text: () => correctionCsv(correction, patient) }]}
          />
          <article ref={paper} className="paper" aria-label="Correction sheet">
            <p className="paper-title">Correction sheet, chronic care management, {formatMonth(month)}</p>
            <p>
              {patient.name}
              {patient.birthDate !== undefined && `, born ${formatDate(patient.birthDate)}`}
              {patient.recordNumber !== undefined && `, ${patient.recordNumber.label} ${patient.recordNumber.value}`}. As of{' '}
              {formatDate(today)}.
            </p>
            <CorrectionTable correction={correction} />
            <p className="paper-heading">What to do</p>
            <ul>
              {correction.lines.map(changeText).map((change) => change !== null && <li key={change}>{change}.</li>)}
              <li>{TO_DO[verdict]}</li>
              {(verdict === 'less' || verdict === 'void' || verdict === 'other') && <li>{OVERPAID}</li>}
              <li>Keep this sheet with the month’s audit packet.</li>
            </ul>
            <Grounds correction={correction} />
          </article>
        </>
      )}
    </section>
  );
}

const TO_DO = {
  more: 'The documentation supports more than was taken up. Billing can ask for it by a corrected claim or a reopening, whichever this payer takes, with the same date of service.',
  less: 'More was taken up than the documentation supports. Billing corrects the claim, by a corrected claim or a reopening, whichever this payer takes.',
  other:
    'The documentation supports other codes than were taken up. Billing replaces them by a corrected claim or a reopening, whichever this payer takes; both codings of one month never stand side by side.',
  void: 'The documentation supports no code for this month as it stands. Billing voids the claim.',
} as const;

const OVERPAID = 'If too much was paid, it has to be reported and returned: tell whoever handles overpayments.';

function Grounds({ correction: { takenUp, alternatives } }: Pick<CorrectionPartProps, 'correction'>) {
  const bases = [...new Set(takenUp.map(({ basis }) => basis).filter((basis) => basis !== undefined))];
  return (
    <>
      {bases.length > 0 && (
        <>
          <p className="paper-heading">What the charge said when it was recorded</p>
          {bases.map((basis) => (
            <p key={basis} className="paper-small">
              {basis}
            </p>
          ))}
        </>
      )}
      {alternatives.length > 0 && (
        <p className="paper-small">Also a correct coding now: {alternatives.map(({ codes }) => codesText(codes)).join('; or ')}.</p>
      )}
      <footer className="paper-small">
        Prepared with Intervisit, which changes nothing that billing has taken up. A certified coder decides.
      </footer>
    </>
  );
}

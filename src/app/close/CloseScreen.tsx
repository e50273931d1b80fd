import { type ReactNode, type RefObject, useRef, useState } from 'react';
import { sameCodes } from '../../ccm/billing-codes.ts';
import type { CodeFamily } from '../../ccm/month-assessment.ts';
import { Status } from '../../ui/Status.tsx';
import { State } from '../../ui/State.tsx';
import type { ChargeResult, ChargeStep, ChargeView, CloseInput } from '../charge-view.ts';
import { ChargeTable } from './ChargeTable.tsx';
import { UNKNOWN_SETTLED_BY, UNKNOWN_TEXT } from '../finding-text.ts';
import { useFormDraft } from '../form-drafts.ts';
import { formatMonth, sentenceCase } from '../format.ts';
import { MonthStrip } from '../MonthStrip.tsx';
import { verdictSentence } from '../month-words.ts';
import { isRecorded } from '../next-step.ts';
import { ToConfirm } from '../ToConfirm.tsx';
import { CallOff } from './CallOff.tsx';
import { ClosedNotice } from './ClosedNotice.tsx';
import { type ClosedState, closedState, hasChanged } from './closed-state.ts';
import type { CloseDesk } from './close-desk.ts';
import { checkClose, type CloseFields, comparisonInput, EMPTY_CLOSE_FIELDS, maySignOff, pickedCoding } from './close-form.ts';
import { CloseForm } from './CloseForm.tsx';
import { CodingChoice } from './CodingChoice.tsx';
import { correctCodings, ruledOut } from './codings.ts';
import { gateRows } from './gate.ts';
import { Gate } from './Gate.tsx';
import type { GateLink } from './gate-row.ts';
import { Results } from './Results.tsx';
import { RuledOutList } from './RuledOutList.tsx';
import { resultText } from './step-text.ts';
import { useClosing } from './use-closing.ts';
import { WithdrawDialog } from './WithdrawDialog.tsx';
import './close.css';

export interface CloseScreenProps {
  readonly desk: CloseDesk;
  /** Sheets, packet and history, under the charges. `input` is the claim as it would be recorded; null while it is incomplete. */
  readonly renderParts?: (input: CloseInput | null) => ReactNode;
  /** The correction sheet of what billing has taken up. */
  readonly correction?: ReactNode;
}

type Part = Extract<GateLink, { readonly part: string }>['part'];

/** What can be recorded for the month, what holds it, the claim, and what stands in the EHR. */
export function CloseScreen({ desk, renderParts, correction }: CloseScreenProps) {
  const { chart, assessment, today, charges } = desk;
  const form = useFormDraft('close-month', assessment.month, () => EMPTY_CLOSE_FIELDS, isUntouched);
  const check = checkClose(form.value, desk);
  const sheet = useRef<HTMLDivElement>(null);
  const isTakenUp = charges.some(({ own, status }) => own && status === 'billed');
  const claimHeading = useRef<HTMLHeadingElement>(null);
  const chargesHeading = useRef<HTMLHeadingElement>(null);
  const goTo = (part: Part) => {
    const heading = (part === 'claim' ? claimHeading : chargesHeading).current;
    heading?.scrollIntoView({ block: 'start' });
    heading?.focus();
  };
  return (
    <div className="screen close">
      <h1>Close {formatMonth(assessment.month)}</h1>
      <p className="lead">{verdictSentence(assessment, isRecorded(assessment, charges), chart.deathDate)}</p>
      <ToConfirm assessment={assessment} />
      <MonthStrip assessment={assessment} today={today} death={chart.deathDate} />
      <div className="columns columns-form close-columns">
        <div className="stack">
          <Claim desk={desk} heading={claimHeading} form={form} />
          <Charges desk={desk} heading={chargesHeading} {...(correction !== undefined && { onCorrect: () => sheet.current?.focus() })} />
          {correction !== undefined && isTakenUp && (
            <div ref={sheet} tabIndex={-1} className="correction-place">
              {correction}
            </div>
          )}
          {renderParts?.(check.ok ? check.input : null)}
        </div>
        <Gate rows={gateRows(desk)} onGoTo={goTo} />
      </div>
    </div>
  );
}

interface SectionProps {
  readonly desk: CloseDesk;
  readonly heading: RefObject<HTMLHeadingElement | null>;
}

interface ClaimProps extends SectionProps {
  readonly form: {
    readonly value: CloseFields;
    readonly change: (to: (before: CloseFields) => CloseFields) => void;
    readonly clear: () => void;
  };
}

function Claim({ desk, heading, form: { value: fields, change, clear } }: ClaimProps) {
  const { assessment, chart, billing } = desk;
  const [isReopened, setIsReopened] = useState(false);
  const results = useRef<HTMLDivElement>(null);
  const closing = useClosing(desk, () => {
    clear();
    setIsReopened(false);
    // The form goes away, and the focus with it.
    requestAnimationFrame(() => results.current?.focus());
  });
  const codings = correctCodings(assessment);
  const picked = pickedCoding(fields, desk);
  const closed = closedState(desk.charges);
  const difference = closed === null ? null : changedSince(closed, desk);
  const isOpen = closed === null || isReopened || (closed.kind === 'prepared' && difference === null && maySignOff(desk));
  return (
    <section className="panel" aria-labelledby="codes-heading">
      <h2 id="codes-heading" ref={heading} tabIndex={-1}>
        Codes and claim
      </h2>
      {closed !== null && (
        <ClosedNotice
          closed={closed}
          assessment={assessment}
          timeZone={chart.practiceTimeZone}
          difference={difference}
          signer={billing?.name}
          {...(!isOpen && codings.length > 0 && { onReopen: () => setIsReopened(true) })}
        />
      )}
      <div ref={results} tabIndex={-1} className="results-place">
        {closing.outcome !== null && !closing.saving && (
          <Results outcome={closing.outcome} onCheck={desk.onCheck} onLooked={closing.lookedUp} />
        )}
      </div>
      {codings.length === 0 && (
        <State kind="empty" title="No code is proposed">
          The checklist says what is missing. Recorded time stays in the EHR in any case.
        </State>
      )}
      {picked !== null && (
        <CodingChoice
          codings={codings}
          picked={picked.coding.family}
          {...(isOpen && { onPick: (family: CodeFamily) => change((last) => ({ ...last, family })) })}
          estimateYear={desk.showEstimates ? assessment.month.slice(0, 4) : null}
        />
      )}
      {desk.showEstimates && picked !== null && (
        <p className="soft">
          Estimates are national amounts of {assessment.month.slice(0, 4)} outside a facility, before coinsurance and local differences.
          They are no promise of payment.
        </p>
      )}
      <RuledOutList items={ruledOut(assessment)} />
      {isOpen && (
        <CloseForm
          desk={desk}
          fields={fields}
          onChange={(fresh) => change((last) => ({ ...last, ...fresh }))}
          saving={closing.saving}
          outcome={closing.outcome}
          onRecord={closing.record}
        />
      )}
      {closed !== null && isUnsupported(desk) && <CallOff desk={desk} saving={closing.saving} onRecord={closing.record} />}
      <p className="soft">Intervisit proposes; a certified coder decides. Codes are shown by number with our own labels.</p>
    </section>
  );
}

/** What closing anew would do, where the minutes no longer support exactly what stands; null where they do. */
function changedSince(closed: ClosedState, desk: CloseDesk): readonly ChargeStep[] | null {
  const stillRight = correctCodings(desk.assessment).some(({ coding }) => sameCodes(sorted(coding.codes), sorted(closed.codes)));
  const input = stillRight ? null : comparisonInput(desk);
  if (input === null) return null;
  const steps = desk.preview(input);
  return hasChanged(steps, closed.codes) ? steps : null;
}

function sorted(codes: ClosedState['codes']): ClosedState['codes'] {
  return codes.toSorted((a, b) => a.code.localeCompare(b.code));
}

/** Whether it is known that nothing can be billed for the month any more. */
function isUnsupported({ assessment, isReadingMore }: CloseDesk): boolean {
  return !isReadingMore && assessment.timeKnown && (assessment.proposal === 'blocked' || assessment.proposal === 'not-yet');
}

function isUntouched(fields: CloseFields): boolean {
  return JSON.stringify(fields) === JSON.stringify(EMPTY_CLOSE_FIELDS);
}

function Charges({ desk, heading, onCorrect }: SectionProps & { readonly onCorrect?: () => void }) {
  const { chart, charges, self } = desk;
  const [withdrawing, setWithdrawing] = useState<ChargeView | null>(null);
  const [done, setDone] = useState<ChargeResult | null>(null);
  const unseen = chart.unknownBecause?.otherBilledCodes;
  return (
    <section className="panel" aria-labelledby="charges-heading">
      <h2 id="charges-heading" ref={heading} tabIndex={-1}>
        Charges in the EHR for this month
      </h2>
      {done !== null && (
        <output>
          <Status tone="met">{resultText(done).join(' ')}</Status>
        </output>
      )}
      {charges.length === 0 && unseen !== undefined && unseen !== 'not-recorded' ? (
        <p>
          <Status tone="unknown">{sentenceCase(UNKNOWN_TEXT[unseen])}</Status> {UNKNOWN_SETTLED_BY[unseen]}
        </p>
      ) : (
        <ChargeTable
          charges={charges}
          timeZone={chart.practiceTimeZone}
          {...(self !== null && { onWithdraw: (charge: ChargeView) => setWithdrawing(charge) })}
          {...(onCorrect !== undefined && { onCorrect })}
        />
      )}
      <p className="soft">Other practices’ billing is not visible in this EHR.</p>
      <WithdrawDialog
        charge={withdrawing}
        onWithdraw={desk.onWithdraw}
        onClose={() => setWithdrawing(null)}
        onDone={(result) => {
          setWithdrawing(null);
          setDone(result);
        }}
      />
    </section>
  );
}

import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Status } from '../../ui/Status.tsx';
import type { ChargeCheck, ChargeResult, CloseOutcome } from '../charge-view.ts';
import { ERROR_TEXT } from '../error-text.ts';
import { list } from '../format.ts';
import { isStanding } from '../next-step.ts';
import { TextToKeep } from '../TextToKeep.tsx';
import type { CloseDesk } from './close-desk.ts';
import { resultText, STATE_TEXT, STATE_TONES } from './step-text.ts';

export interface ResultsProps {
  readonly outcome: CloseOutcome;
  readonly onCheck: CloseDesk['onCheck'];
  /** What looking found, once somebody looked. */
  readonly onLooked: (results: readonly ChargeResult[]) => void;
}

/** What became of each charge. Where nobody knows, the EHR is looked at before anything is sent again. */
export function Results({ outcome, onCheck, onLooked }: ResultsProps) {
  const { charges, standing = [], noCharges } = outcome;
  const isUnknown = charges.some(({ state }) => state === 'outcome-unknown');
  return (
    <section className="results" aria-label="What came of it">
      <output>
        <ul>
          {charges.map((one) => (
            <li key={`${one.code} ${one.step ?? ''} ${one.reference ?? ''}`}>
              <Status tone={STATE_TONES[one.state]}>{STATE_TEXT[one.state]}</Status>
              <div>
                {resultText(one).map((sentence) => (
                  <p key={sentence}>{sentence}</p>
                ))}
                {one.sheet !== undefined && noCharges !== true && <TextToKeep text={one.sheet} />}
              </div>
            </li>
          ))}
        </ul>
      </output>
      {isUnknown && <CheckEhr results={charges} onCheck={onCheck} onLooked={onLooked} />}
      {noCharges === true && (
        <Notice tone="attention" live="status" title="This EHR takes no charges from Intervisit">
          Nothing was written. The charge sheet below carries the same charges: hand it to billing.
        </Notice>
      )}
      {standing.length > 0 && (
        <Notice tone="attention" live="alert" title="Another coding stands beside this one">
          {list([...new Set(standing.map(({ code }) => code))])} stands in the EHR for this month as well; only one coding of a month can
          stand. Withdraw one of the two below, or make the correction sheet where billing has taken it up.
        </Notice>
      )}
    </section>
  );
}

interface CheckProps {
  readonly results: readonly ChargeResult[];
  readonly onCheck: CloseDesk['onCheck'];
  readonly onLooked: (results: readonly ChargeResult[]) => void;
}

function CheckEhr({ results, onCheck, onLooked }: CheckProps) {
  const [isLooking, setIsLooking] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const look = async () => {
    setIsLooking(true);
    setFailed(null);
    const check = await onCheck().catch((): ChargeCheck => ({ kind: 'failed', error: 'network' }));
    setIsLooking(false);
    if (check.kind === 'failed') setFailed(ERROR_TEXT[check.error].title);
    else if (check.complete || results.every((one) => one.state !== 'outcome-unknown' || isFound(one, check))) {
      onLooked(results.map((one) => lookedUp(one, check)));
    } else setFailed('The EHR did not give all of the month’s charges.');
  };
  return (
    <Notice
      tone="unknown"
      live="alert"
      title="Look before anything is sent again"
      action={
        <Button kind="primary" busy={isLooking} onClick={() => void look()}>
          {isLooking ? 'Looking …' : 'Check the EHR'}
        </Button>
      }
    >
      {failed === null ? 'Nothing is sent again until it is known what the EHR holds.' : `Looking failed: ${failed} Try again in a moment.`}
    </Notice>
  );
}

type Looked = Extract<ChargeCheck, { kind: 'looked' }>;

/** Whether the EHR shows what the step was to bring about. Of an update it does not tell; making it again does no harm. */
function isFound({ code, step }: ChargeResult, { charges }: Looked): boolean {
  const own = charges.filter((charge) => charge.own && charge.code === code);
  switch (step) {
    case undefined:
    case 'supersede':
    case 'abort':
    case 'withdraw':
      return own.length > 0 && own.every((charge) => !isStanding(charge));
    case 'create':
    case 'keep':
    case 'billed':
      return own.some(isStanding);
    case 'sign-off':
      return own.some(({ status }) => status === 'billable' || status === 'billed');
    case 'update':
      return false;
    default:
      return step satisfies never;
  }
}

function lookedUp(result: ChargeResult, check: Looked): ChargeResult {
  if (result.state !== 'outcome-unknown') return result;
  const { code, step } = result;
  const found = check.charges.find((charge) => charge.own && charge.code === code && isStanding(charge));
  const stepPart = step === undefined ? {} : { step };
  if (!isFound(result, check)) return { code, ...stepPart, state: 'draft' };
  return { code, ...stepPart, state: 'already-there', ...(found !== undefined && { reference: found.reference, status: found.status }) };
}

import { useRef, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Status } from '../../ui/Status.tsx';
import { formatMonth } from '../format.ts';
import { SaveOutcomeNotice } from '../SaveOutcomeNotice.tsx';
import type { SaveResult } from '../save-result.ts';
import { AskForm } from './AskForm.tsx';
import { answerText, stateText } from './consent-text.ts';
import type { ConsentDesk, ConsentState } from './consent-view.ts';
import { ConsentFacts } from './ConsentFacts.tsx';
import { ConsentHistory } from './ConsentHistory.tsx';
import { FoundConsents } from './FoundConsents.tsx';
import { PractitionerChange } from './PractitionerChange.tsx';
import { ScriptSheet } from './ScriptSheet.tsx';
import { WithdrawForm } from './WithdrawForm.tsx';
import './consent.css';

/** Consent of the patient: where it stands, asking for it, confirming what was found, taking it back, and all that was answered. */
export function ConsentScreen({ desk }: { readonly desk: ConsentDesk }) {
  const [stored, setStored] = useState<{ readonly what: string; readonly result: SaveResult } | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  // The form that was sent goes away, and the focus with it.
  const heading = useRef<HTMLHeadingElement>(null);
  const asks = isAsking || (isWanted(desk.state) && !wasDeclined(desk));
  const keep = (what: string) => (result: SaveResult) => {
    setStored({ what, result });
    setIsAsking(false);
    window.scrollTo(0, 0);
    heading.current?.focus();
  };
  return (
    <div className="screen consent">
      <h1 ref={heading} tabIndex={-1}>
        Consent
      </h1>
      <p className="lead">
        For {formatMonth(desk.month)}. Asked once; again only when another practitioner bills. Word of mouth is enough.
      </p>
      {stored !== null && <SaveOutcomeNotice what={stored.what} result={stored.result} />}
      <Standing desk={desk} isAsking={asks} onAsk={() => setIsAsking(true)} onStored={keep} />
      {desk.found.length > 0 && <FoundConsents desk={desk} onStored={keep('The consent')} />}
      {asks && <AskForm desk={desk} onStored={keep('The answer')} />}
      <ConsentHistory records={desk.records} today={desk.today} />
      <ScriptSheet desk={desk} />
    </div>
  );
}

/** Whether somebody should ask now. */
function isWanted({ kind }: ConsentState): boolean {
  switch (kind) {
    case 'none':
    case 'unknown':
    case 'other-practitioner':
      return true;
    case 'in-force':
    case 'ending':
    case 'over':
    case 'later':
      return false;
    default:
      return kind satisfies never;
  }
}

/** A patient who declined is not asked again unless somebody chooses to. */
function wasDeclined({ state, records }: ConsentDesk): boolean {
  return state.kind === 'none' && records[0]?.answer.kind === 'declined';
}

interface StandingProps {
  readonly desk: ConsentDesk;
  readonly isAsking: boolean;
  readonly onAsk: () => void;
  readonly onStored: (what: string) => (result: SaveResult) => void;
}

function Standing({ desk, isAsking, onAsk, onStored }: StandingProps) {
  const [doing, setDoing] = useState<'withdraw' | 'change' | null>(null);
  const { state, open, today } = desk;
  const { tone, title, says, rule } = stateText(state);
  const others = open.filter(({ ruleId }) => ruleId !== rule);
  const record = 'record' in state ? state.record : null;
  const latest = desk.records[0];
  const asked = latest?.answer.kind === 'accepted' ? undefined : latest;
  const done = (what: string) => (result: SaveResult) => {
    setDoing(null);
    onStored(what)(result);
  };
  return (
    <section className="panel" aria-labelledby="consent-standing">
      <h2 id="consent-standing">
        <Status tone={tone === 'met' && open.some(({ blocks }) => blocks) ? 'blocks' : tone}>{title}</Status>
      </h2>
      <p>{says}</p>
      {others.length > 0 && (
        <ul>
          {others.map(({ ruleId, sentence, blocks }) => (
            <li key={ruleId}>
              <Status tone={blocks ? 'blocks' : 'unknown'}>{sentence}</Status> <span className="rule-id">{ruleId}</span>
            </li>
          ))}
        </ul>
      )}
      {asked !== undefined && (
        <>
          <p>
            <b>{answerText(asked)}, last asked:</b>
          </p>
          <ConsentFacts record={asked} today={today} />
        </>
      )}
      {record !== null && asked !== undefined && (
        <p>
          <b>The consent on record:</b>
        </p>
      )}
      {record !== null && <ConsentFacts record={record} today={today} />}
      {doing === null && (record !== null || !isAsking) && (
        <div className="form-foot">
          {record !== null && record.endsOn === undefined && <Button onClick={() => setDoing('withdraw')}>Withdraw consent</Button>}
          {record !== null && record.endsOn === undefined && <Button onClick={() => setDoing('change')}>Another practitioner bills</Button>}
          {!isAsking && <Button onClick={onAsk}>Ask again</Button>}
        </div>
      )}
      {record !== null && doing === 'withdraw' && (
        <WithdrawForm desk={desk} record={record} onStored={done('The withdrawal')} onCancel={() => setDoing(null)} />
      )}
      {doing === 'change' && <PractitionerChange desk={desk} onStored={done('The change')} onCancel={() => setDoing(null)} />}
    </section>
  );
}

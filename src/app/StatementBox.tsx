import { useRef, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { useIsBegun } from './form-drafts.ts';
import { formatDate, plural } from './format.ts';
import { historyOf, matterKey, refusalOf } from './matters.ts';
import { SaveOutcomeNotice } from './SaveOutcomeNotice.tsx';
import type { SaveResult } from './save-result.ts';
import { matterText, statementText } from './statement-text.ts';
import type { Matter, Statements, StatementView } from './statement-view.ts';
import { StatementForm } from './StatementForm.tsx';

export interface StatementBoxProps {
  readonly matter: Matter;
  /** What the statement is about, for those who hear the button alone. */
  readonly subject: string;
  readonly statements: Statements;
  readonly startOpen?: boolean;
  /** Told when the form is opened: the place should stay in sight although its rule may be settled by what is stated. */
  readonly onBegin?: () => void;
  /** Tells the outcome elsewhere, where this place does not last. */
  readonly onStored?: (result: SaveResult) => void;
}

/** What people have stated on one matter, and the form to state it anew or to take it back. */
export function StatementBox({ matter, subject, statements, startOpen = false, onBegin, onStored }: StatementBoxProps) {
  const refusal = refusalOf(matter, statements.stater);
  const key = matterKey(matter, statements.month);
  const holding = historyOf(matter, statements.history).find(({ holds }) => holds);
  const isBegun = useIsBegun('statement', key);
  const isWithdrawalBegun = useIsBegun('statement', withdrawalKey(holding));
  const [open, setOpen] = useState<'no' | 'state' | StatementView>(() => {
    if (refusal !== undefined) return 'no';
    if (isWithdrawalBegun && holding !== undefined) return holding;
    return startOpen || isBegun ? 'state' : 'no';
  });
  const [isByHand, setByHand] = useState(false);
  const [stored, setStored] = useState<SaveResult | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const { open: word } = matterText(matter);
  const begin = (what: 'state' | StatementView) => {
    setStored(null);
    setByHand(true);
    setOpen(what);
    onBegin?.();
  };
  // The control that had the focus goes with the form.
  const close = () => {
    setOpen('no');
    box.current?.focus();
  };
  return (
    <div className="statement-box" ref={box} tabIndex={-1}>
      <History matter={matter} statements={statements} />
      {stored !== null && <SaveOutcomeNotice what="Your statement" result={stored} />}
      {open === 'no' ? (
        <Offers {...{ matter, subject, statements, refusal, word }} onBegin={begin} />
      ) : (
        <StatementForm
          matter={matter}
          draftKey={open === 'state' ? key : withdrawalKey(open)}
          takesFocus={isByHand}
          {...(open !== 'state' && { withdraws: open })}
          statements={statements}
          onStored={(result) => {
            close();
            if (onStored === undefined) setStored(result);
            else onStored(result);
          }}
          onCancel={close}
        />
      )}
    </div>
  );
}

function withdrawalKey(holding: StatementView | undefined): string {
  return `take back ${holding?.id ?? ''}`;
}

interface OffersProps extends Pick<StatementBoxProps, 'matter' | 'subject' | 'statements'> {
  readonly refusal: string | undefined;
  readonly word: string;
  readonly onBegin: (what: 'state' | StatementView) => void;
}

function Offers({ matter, subject, statements, refusal, word, onBegin }: OffersProps) {
  const holding = historyOf(matter, statements.history).find(({ holds }) => holds);
  return (
    <div className="statement-offers">
      <Button onClick={() => onBegin('state')} label={`${word}: ${subject}`} disabledReason={refusal}>
        {word}
      </Button>
      {holding !== undefined && refusal === undefined && (
        <Button kind="quiet" onClick={() => onBegin(holding)} label={`Take back: ${statementText(holding)}`}>
          Take back
        </Button>
      )}
    </div>
  );
}

/** The statement that decides the month stands open; those before it on demand. */
function History({ matter, statements }: Pick<StatementBoxProps, 'matter' | 'statements'>) {
  const all = historyOf(matter, statements.history);
  const holding = all.find(({ holds }) => holds);
  const others = all.filter((one) => one !== holding).toReversed();
  return (
    <>
      {holding !== undefined && <StatementLine statement={holding} />}
      {others.length > 0 && (
        <details className="evidence">
          <summary>
            {holding === undefined
              ? plural(others.length, 'statement on record', 'statements on record')
              : plural(others.length, 'other statement')}
          </summary>
          <ul>
            {others.map((one) => (
              <li key={one.id}>
                <StatementLine statement={one} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function StatementLine({ statement }: { readonly statement: StatementView }) {
  const { month, by, date, reason } = statement;
  return (
    <p className="statement-line">
      <b>{statementText(statement)}</b>
      <span className="soft">
        {' '}
        {by}, {formatDate(date)}
        {month !== undefined && `, for ${formatDate(month)}`}
        {reason !== '' && `: ${reason}`}
      </span>
    </p>
  );
}

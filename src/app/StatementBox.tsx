import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { formatDate, plural } from './format.ts';
import { historyOf, refusalOf } from './matters.ts';
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
  const [open, setOpen] = useState<'no' | 'state' | StatementView>(startOpen && refusal === undefined ? 'state' : 'no');
  const [stored, setStored] = useState<SaveResult | null>(null);
  const { open: word } = matterText(matter);
  const begin = (what: 'state' | StatementView) => {
    setStored(null);
    setOpen(what);
    onBegin?.();
  };
  return (
    <div className="statement-box">
      <History matter={matter} statements={statements} />
      {stored !== null && <SaveOutcomeNotice what="Your statement" result={stored} />}
      {open === 'no' ? (
        <Offers {...{ matter, subject, statements, refusal, word }} onBegin={begin} />
      ) : (
        <StatementForm
          matter={matter}
          {...(open !== 'state' && { withdraws: open })}
          statements={statements}
          onStored={(result) => {
            setOpen('no');
            if (onStored === undefined) setStored(result);
            else onStored(result);
          }}
          onCancel={() => setOpen('no')}
        />
      )}
    </div>
  );
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

import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Reference } from '../../ccm/chart.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { formatDuration } from '../format.ts';
import type { SaveResult } from '../save-result.ts';
import { useSave } from '../use-save.ts';
import type { LedgerRow } from './ledger-rows.ts';
import type { LedgerEntry } from './ledger-view.ts';
import { VoidFailed } from './VoidFailed.tsx';

/** What the ledger needs to take entries back. */
export interface Voiding {
  /** Why nobody can take an entry back here; absent: it can be tried. */
  readonly offReason?: string;
  /** Who is signed in; a new entry is always their own work. */
  readonly self?: Reference;
  readonly onVoid: (key: string, reason: string) => Promise<SaveResult>;
  /** Begins a new entry with what the old one held. Called once the old one has been taken back. */
  readonly onCorrect: (entry: LedgerEntry) => void;
  /** Called once the EHR has taken an entry back. */
  readonly onVoided: (row: LedgerRow, result: Extract<SaveResult, { kind: 'stored' }>) => void;
}

export interface VoidFormProps {
  readonly row: LedgerRow;
  readonly voiding: Voiding;
}

/** Takes an entry back for a reason, or takes it back and begins its correction. The original stays where it is. */
export function VoidForm({ row, voiding }: VoidFormProps) {
  const [intent, setIntent] = useState<Intent | null>(null);
  if (intent !== null) return <ReasonForm row={row} voiding={voiding} intent={intent} onCancel={() => setIntent(null)} />;
  return (
    <div className="ledger-actions">
      <Button onClick={() => setIntent('correct')} disabledReason={voiding.offReason ?? notYours(row, voiding)}>
        Correct
      </Button>
      <Button onClick={() => setIntent('void')} disabledReason={voiding.offReason}>
        Take back
      </Button>
    </div>
  );
}

/** What somebody else did cannot be logged again under one's own name. */
function notYours({ entry, person }: LedgerRow, { self }: Voiding): string | undefined {
  const { performerReference } = entry;
  if (self === undefined || performerReference === undefined || performerReference === self) return undefined;
  return `It is the work of ${person}, who can log it again once it is taken back.`;
}

type Intent = 'void' | 'correct';

interface ReasonFormProps extends VoidFormProps {
  readonly intent: Intent;
  readonly onCancel: () => void;
}

function ReasonForm({ row, voiding, intent, onCancel }: ReasonFormProps) {
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string | undefined>();
  const input = useRef<HTMLInputElement | null>(null);
  const { saving, result, run } = useSave<SaveResult>({ kind: 'unclear', where: row.entry.where, looked: 'unknown' });
  useEffect(() => input.current?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const words = reason.trim();
    setError(words === '' ? 'Say why; the reason stays beside the entry.' : undefined);
    if (words === '') {
      input.current?.focus();
      return;
    }
    run(
      () => voiding.onVoid(row.entry.key, words),
      (outcome) => {
        if (outcome.kind !== 'stored') return;
        voiding.onVoided(row, outcome);
        if (intent === 'correct') voiding.onCorrect(row.entry);
      },
    );
  };
  return (
    <form className="form ledger-void" onSubmit={submit} noValidate aria-label={TITLES[intent]}>
      <p>
        {intent === 'correct' ? 'The entry is taken back, then a new one begins with what it held.' : 'The entry is taken back.'} It stays
        readable, struck through, and its {countedText(row)} no longer count.
      </p>
      <Field label="Why" error={error} width="stretch">
        {(control) => (
          <input
            {...control}
            ref={input}
            className="input"
            aria-required="true"
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      {result !== null && <VoidFailed row={row} result={result} />}
      <div className="form-foot">
        <Button kind="primary" type="submit" busy={saving}>
          {saving ? 'Taking back …' : TITLES[intent]}
        </Button>
        <Button onClick={onCancel}>Leave it</Button>
      </div>
    </form>
  );
}

const TITLES = { void: 'Take the entry back', correct: 'Take it back and correct' } as const satisfies Record<Intent, string>;

function countedText({ judged }: LedgerRow): string {
  return formatDuration(judged?.counted ?? 0);
}

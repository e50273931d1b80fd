import { useCallback, useState, useSyncExternalStore } from 'react';
import type { Instant, ServiceMonth } from '../../ccm/chart.ts';
import type { FormDrafts } from '../form-drafts.ts';
import { emptyTimeFields } from '../time-entry-form.ts';
import type { TimeUser } from '../time-entry-view.ts';
import type { LedgerEntry } from './ledger-view.ts';
import { prefillOf } from './prefill.ts';

export interface CorrectionContext {
  readonly drafts: FormDrafts;
  readonly month: ServiceMonth;
  readonly timeZone: string;
  readonly now: Instant;
  readonly user: TimeUser;
  readonly newId: () => string;
}

/** `filled`: the form holds what the entry held. `form-in-use`: somebody's typing is in it, and that comes first. */
export interface Correction {
  readonly entry: LedgerEntry;
  readonly state: 'filled' | 'form-in-use';
  /** What the form was filled as; another id in it is another entry. */
  readonly id?: string;
}

/** Puts what an entry held into the form that logs time, as a new entry; the correction is over once the form no longer holds it. */
export function useCorrection(context: CorrectionContext): readonly [Correction | null, (entry: LedgerEntry) => void] {
  const { drafts, month, timeZone, now, user, newId } = context;
  const [correction, setCorrection] = useState<Correction | null>(null);
  const begin = (entry: LedgerEntry) => {
    const typed = drafts.read('log-time', month);
    if (typed !== undefined && typed.fields.note.trim() !== '') {
      setCorrection({ entry, state: 'form-in-use' });
      return;
    }
    const blank = emptyTimeFields({ month, timeZone, now }, user.performer);
    const fields = { ...blank, ...prefillOf(entry, timeZone), ...(user.performer !== undefined && { role: user.performer }) };
    const id = newId();
    drafts.keep('log-time', month, { id, fields }, true);
    setCorrection({ entry, state: 'filled', id });
  };
  const inForm = useSyncExternalStore(
    drafts.subscribe,
    useCallback(() => drafts.read('log-time', month)?.id, [drafts, month]),
  );
  const isOver = correction?.id !== undefined && correction.id !== inForm;
  return [isOver ? null : correction, begin];
}

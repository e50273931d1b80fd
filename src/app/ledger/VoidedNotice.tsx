import { Notice } from '../../ui/Notice.tsx';
import { formatDayMonth } from '../format.ts';
import type { SaveResult } from '../save-result.ts';
import { WHERE_TEXT } from '../save-text.ts';
import type { LedgerRow } from './ledger-rows.ts';

export interface VoidedNoticeProps {
  readonly row: LedgerRow;
  readonly result: Extract<SaveResult, { kind: 'stored' }>;
}

/** That an entry was taken back, and where the EHR says so. */
export function VoidedNotice({ row: { entry, date, clock, person }, result }: VoidedNoticeProps) {
  const when = [date === null ? null : formatDayMonth(date), clock].filter(Boolean).join(', ');
  return (
    <Notice tone="met" live="status" title={`Taken back: ${person}, ${when}`}>
      {result.alreadyThere ? 'It had been taken back before, and once is enough. ' : ''}
      {entry.where === 'Encounter' && result.where === 'Encounter'
        ? 'The encounter is marked as entered in error, with the reason.'
        : `The reason is recorded ${WHERE_TEXT[result.where]}.`}
      {entry.where === 'Encounter' && result.where !== 'Encounter'
        ? ` This EHR does not let its encounters be changed: ${entry.reference} still looks finished there, and Intervisit counts it no more.`
        : ''}
    </Notice>
  );
}

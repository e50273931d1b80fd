import { useEffect, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Chart } from '../../ccm/chart.ts';
import type { MonthAssessment } from '../../ccm/month-assessment.ts';
import { Button } from '../../ui/Button.tsx';
import { State } from '../../ui/State.tsx';
import { UNKNOWN_SETTLED_BY, unseenText } from '../finding-text.ts';
import { formatMonth, sentenceCase } from '../format.ts';
import { isCovered } from '../month-words.ts';
import { timeUnknown, timeUnknownSentence, unseenFact } from '../unseen.ts';
import { ALL, filterChoices, filtered, type LedgerFilter } from './ledger-filter.ts';
import { ledgerRows } from './ledger-rows.ts';
import type { LedgerEntry } from './ledger-view.ts';
import { LedgerFilters } from './LedgerFilters.tsx';
import { LedgerTable } from './LedgerTable.tsx';
import { LedgerTotals } from './LedgerTotals.tsx';
import { zoneName } from './practice-clock.ts';
import { sameMoments } from './same-moment.ts';
import { SameMoments } from './SameMoments.tsx';
import { VoidedNotice, type VoidedNoticeProps } from './VoidedNotice.tsx';
import type { Voiding } from './VoidForm.tsx';

export interface LedgerProps {
  readonly chart: Chart;
  readonly assessment: MonthAssessment;
  readonly entries: readonly LedgerEntry[];
  readonly voiding: Omit<Voiding, 'onVoided'>;
}

/** The month's entries: what was recorded, what counts toward which code, and why the rest does not. */
export function Ledger({ chart, assessment, entries, voiding }: LedgerProps) {
  const [filter, setFilter] = useState<LedgerFilter>(ALL);
  const [isOpen, setOpen] = useState(false);
  const [voided, setVoided] = useState<VoidedNoticeProps | null>(null);
  const isPrinting = usePrinting();
  const rows = useMemo(() => ledgerRows(chart, assessment, entries), [chart, assessment, entries]);
  const together = useMemo(() => sameMoments(rows), [rows]);
  const shown = filtered(rows, filter);
  const zone = chart.practiceTimeZone;
  const isUnknown = timeUnknown(assessment) !== null;
  return (
    <section className="panel ledger" aria-labelledby="ledger-heading">
      <div className="panel-head">
        <h2 id="ledger-heading">Entries of {formatMonth(assessment.month)}</h2>
        {rows.length > 0 && (
          <Button kind="quiet" onClick={() => setOpen(!isOpen)}>
            {isOpen ? 'Hide the details of all' : 'Show the details of all'}
          </Button>
        )}
      </div>
      <p className="soft">
        Times are in {zoneName(zone)}, the practice’s ({zone}). The month begins and ends at its midnight.
      </p>
      {rows.length === 0 ? (
        <NoEntries chart={chart} assessment={assessment} />
      ) : (
        <>
          {isCovered(assessment) && <LedgerTotals rows={rows} isPart={isUnknown} />}
          {voided !== null && <VoidedNotice {...voided} />}
          <SameMoments moments={together.filter(({ samePerson }) => samePerson)} />
          {rows.length > 1 && (
            <LedgerFilters choices={filterChoices(rows)} filter={filter} onChange={setFilter} shown={shown} all={rows.length} />
          )}
          <LedgerTable
            rows={shown}
            timeZone={zone}
            month={assessment.month}
            isOpen={isOpen || isPrinting}
            together={together}
            voiding={{ ...voiding, onVoided: (row, result) => setVoided({ row, result }) }}
          />
        </>
      )}
    </section>
  );
}

/** True while the page is being printed: paper has nothing to unfold. */
function usePrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const before = () => flushSync(() => setPrinting(true));
    const after = () => setPrinting(false);
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, []);
  return isPrinting;
}

function NoEntries({ chart, assessment }: Pick<LedgerProps, 'chart' | 'assessment'>) {
  const why = unseenFact(chart, 'timeEntries');
  const unknown = timeUnknown(assessment);
  if (why !== undefined) {
    return (
      <State kind="refused" title="Time entries cannot be seen">
        {sentenceCase(unseenText('Encounter', why))}. {UNKNOWN_SETTLED_BY[why]}
      </State>
    );
  }
  if (unknown !== null) {
    return (
      <State kind="refused" title="Time entries are not known">
        {timeUnknownSentence(unknown)}
      </State>
    );
  }
  if (!isCovered(assessment)) {
    return (
      <State kind="empty" title="Not judged">
        There are no rules for this month.
      </State>
    );
  }
  return (
    <State kind="empty" title="No time logged in this month">
      Log the first call, review or message with the form.
    </State>
  );
}

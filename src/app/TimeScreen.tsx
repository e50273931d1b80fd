import { type ReactNode, use, useRef, useState } from 'react';
import type { Chart, Instant, LocalDate } from '../ccm/chart.ts';
import type { MonthAssessment } from '../ccm/month-assessment.ts';
import { Notice } from '../ui/Notice.tsx';
import { createFormDrafts, FormDraftsContext } from './form-drafts.ts';
import { HostEncounterList } from './ledger/HostEncounterList.tsx';
import { Ledger, type LedgerProps } from './ledger/Ledger.tsx';
import type { Adopting, HostEncounters, LedgerEntry, YearMonth } from './ledger/ledger-view.ts';
import { type Correction, useCorrection } from './ledger/use-correction.ts';
import { YearPicture } from './ledger/YearPicture.tsx';
import './ledger/ledger.css';
import { LogTimeForm, type LogTimeFormProps } from './LogTimeForm.tsx';
import { MonthStrip } from './MonthStrip.tsx';
import { conditionChoices } from './timekeeping/condition-choices.ts';
import type { SaveResult, SaveTarget } from './save-result.ts';
import type { TimeEntryInput, TimeUser } from './time-entry-view.ts';
import { timeUnknown, unseenFact, unseenTypes } from './unseen.ts';

export interface TimeScreenProps {
  readonly chart: Chart;
  readonly assessment: MonthAssessment;
  readonly today: LocalDate;
  /** All entries of the patient, in any order; an entry of the chart that is not among them is shown by what the chart knows. */
  readonly entries: readonly LedgerEntry[];
  readonly user: TimeUser;
  /** The moment the form opens, from the injected clock: default date and start, and the limit of what is past. */
  readonly now: Instant;
  readonly saveTarget: SaveTarget;
  /** A new UUID. */
  readonly newId: () => string;
  /** The clock at the moment of saving, and what one person may enter by hand alone. */
  readonly byHand?: Pick<LogTimeFormProps, 'clock' | 'limits'>;
  readonly onSave: (input: TimeEntryInput) => Promise<SaveResult>;
  readonly voiding: Omit<LedgerProps['voiding'], 'onCorrect'>;
  readonly host: HostEncounters;
  readonly adopting: Adopting;
  readonly year: readonly YearMonth[] | null;
  /** What waits on this device to be stored. */
  readonly unsent?: ReactNode;
}

/** The month's ledger, and the form that adds to it. */
export function TimeScreen(props: TimeScreenProps) {
  const { chart, assessment, today, entries, user, now, newId } = props;
  const zone = chart.practiceTimeZone;
  const shared = use(FormDraftsContext);
  const [own] = useState(createFormDrafts);
  const drafts = shared ?? own;
  const form = useRef<HTMLDivElement>(null);
  const [correction, correct] = useCorrection({ drafts, month: assessment.month, timeZone: zone, now, user, newId });
  const isUnknown = timeUnknown(assessment) !== null || unseenFact(chart, 'timeEntries') !== undefined;
  const mayBeUnseen = isUnknown || unseenTypes(chart).some(({ type }) => type === 'Encounter');
  const onCorrect = (entry: LedgerEntry) => {
    correct(entry);
    form.current?.focus();
  };
  return (
    <FormDraftsContext value={drafts}>
      <div className="screen">
        <h1>Time</h1>
        <MonthStrip assessment={assessment} today={today} death={chart.deathDate} />
        {mayBeUnseen && (
          <Notice tone="attention" title="Log only work that is not in the EHR yet">
            Entries made before may well be there and cannot be seen; the same work logged again would count twice.
          </Notice>
        )}
        <div className="time-columns">
          <div ref={form} className="stack" tabIndex={-1}>
            {correction !== null && <Correcting correction={correction} />}
            <LogTimeForm
              key={assessment.month}
              assessment={assessment}
              timeZone={zone}
              now={now}
              user={user}
              conditions={conditionChoices(assessment)}
              saveTarget={props.saveTarget}
              newId={newId}
              onSave={props.onSave}
              {...props.byHand}
            />
          </div>
          <div className="stack">
            {props.unsent}
            <HostEncounterList host={props.host} month={assessment.month} timeZone={zone} adopting={props.adopting} />
            <Ledger
              key={assessment.month}
              chart={chart}
              assessment={assessment}
              entries={entries}
              voiding={{ ...props.voiding, onCorrect }}
            />
          </div>
        </div>
        <YearPicture year={props.year} month={assessment.month} />
      </div>
    </FormDraftsContext>
  );
}

function Correcting({ correction: { entry, state } }: { readonly correction: Correction }) {
  return (
    <Notice tone="plain" live="status" title="The old entry is taken back">
      {state === 'filled'
        ? 'The form holds what it said. Correct it and save: it becomes a new entry, logged by hand.'
        : 'The form holds work that is not saved yet. Save that first, then log the corrected entry by what the old one says.'}
      {entry.intervals.length > 0 && ' Its pauses are not in the form: the length is the time worked.'}
    </Notice>
  );
}

import { useRef, useState } from 'react';
import { Button } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { SaveOutcomeNotice } from '../../SaveOutcomeNotice.tsx';
import { SaveTargetLine } from '../../SaveTargetLine.tsx';
import type { SaveResult } from '../../save-result.ts';
import { useSave } from '../../use-save.ts';
import { HandOverState } from './HandOverState.tsx';
import { PaperActions } from './PaperActions.tsx';
import { chargeSheetCsv } from './sheet-csv.ts';
import type { SheetDesk } from './sheet-desk.ts';
import { SheetPaper } from './SheetPaper.tsx';

/** The charge sheet of a month: what is with billing, the sheet to print or download, and handing it over where the EHR takes no charges. */
export function ChargeSheet({ desk }: { readonly desk: SheetDesk }) {
  const paper = useRef<HTMLElement>(null);
  const [isShown, setShown] = useState(!desk.takesCharges);
  const { sheet, month } = desk;
  return (
    <section className="panel charge-sheet" aria-labelledby="charge-sheet-heading">
      <h2 id="charge-sheet-heading">Charge sheet</h2>
      {desk.handOvers === null ? (
        <p className="soft">Looking for what was handed to billing …</p>
      ) : (
        <HandOverState handOvers={desk.handOvers} timeZone={desk.timeZone} />
      )}
      {desk.handOvers !== null && !desk.sawAll && (
        <p className="soft">Not all tasks and documents could be read: something may have been handed over that is not seen here.</p>
      )}
      {desk.isRecorded || desk.takesCharges ? <p className="soft">{purposeText(desk)}</p> : <HandOver desk={desk} />}
      {sheet === null ? (
        !desk.isRecorded && <p className="soft">The sheet is made of the claim form above: it appears here once the form is complete.</p>
      ) : (
        <>
          <div className="paper-actions">
            <Button kind="quiet" onClick={() => setShown(!isShown)}>
              {isShown ? 'Hide the sheet' : 'Show the sheet'}
            </Button>
          </div>
          {isShown && desk.isReading && <p className="soft">Reading NPI, coverage and Medicare number …</p>}
          {isShown && (
            <>
              <Missing desk={desk} />
              <PaperActions
                paper={paper}
                title="Charge sheet"
                files={[
                  { label: 'Download CSV', name: `intervisit-charge-sheet-${month}.csv`, text: () => chargeSheetCsv(sheet) },
                  { label: 'Download FHIR', name: `intervisit-charges-${month}.json`, text: desk.bundle },
                ]}
              />
              <SheetPaper paper={paper} sheet={sheet} />
            </>
          )}
        </>
      )}
    </section>
  );
}

function purposeText({ isRecorded }: SheetDesk): string {
  return isRecorded
    ? 'The charges are in the EHR: the sheet says the same, for whoever needs it on paper or as a file.'
    : 'This EHR takes the charges themselves, so nothing is handed over: the sheet is for whoever needs it on paper or as a file.';
}

const LOST: SaveResult = { kind: 'unclear', where: 'Task', looked: 'unknown' };

function HandOver({ desk: { target, offReason, onHandOver, handOvers, sheet } }: { readonly desk: SheetDesk }) {
  const { saving, result, run } = useSave(LOST);
  if (target.where === null) {
    return (
      <Notice tone="attention" title="This EHR takes neither charges nor a message to billing">
        Print the sheet or download it, and give it to billing yourself: Intervisit cannot see that you did.
        <SaveTargetLine target={target} />
      </Notice>
    );
  }
  const [latest] = handOvers ?? [];
  const isThere = latest?.isCurrent === true && (latest.state === 'handed-over' || latest.state === 'done');
  const reason = sheet === null ? 'The claim form above is not complete.' : isThere ? 'It is with billing.' : offReason;
  return (
    <>
      {result !== null && !(result.kind === 'stored' && result.butMend === undefined) && (
        <SaveOutcomeNotice what="The hand-over" result={result} mayRepeat />
      )}
      <div className="form-foot">
        <Button kind="primary" busy={saving} disabledReason={saving ? undefined : reason} onClick={() => run(onHandOver)}>
          {saving ? 'Handing over …' : latest === undefined ? 'Hand to billing' : 'Hand to billing again'}
        </Button>
        {!isThere && <SaveTargetLine target={target} />}
      </div>
    </>
  );
}

function Missing({ desk: { sheet, isReading } }: { readonly desk: SheetDesk }) {
  if (sheet === null || isReading) return null;
  const missing = [
    sheet.practitioner.npi === null && `The NPI of ${sheet.practitioner.name} is not in the EHR.`,
    sheet.organization.npi === null && 'The practice’s NPI is not in the EHR.',
    sheet.patient.mbi === undefined && 'The Medicare number is not in the chart.',
    sheet.coverage === null && 'The coverage could not be read.',
    sheet.diagnoses.length < 2 && 'Fewer than two diagnoses are chosen.',
  ].filter((one) => one !== false);
  if (missing.length === 0) return null;
  return (
    <Notice tone="attention" title="Billing must add what is not here">
      <ul>
        {missing.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </Notice>
  );
}

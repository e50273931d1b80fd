import type { LocalDate } from '../../../ccm/chart.ts';
import { ChartText } from './ChartText.tsx';
import { COPY_WORDS, longDate } from './copy-words.ts';
import type { CopyLanguage, CopyMedicine } from './copy-view.ts';

export interface CopyMedicinesProps {
  /** Null: they could not all be read. */
  readonly medicines: readonly CopyMedicine[] | null;
  readonly saidOn: LocalDate | null;
  readonly language: CopyLanguage;
}

/** The medicines as the patient told of them: those to take first, then the unsure ones, then those that are not taken. */
export function CopyMedicines({ medicines, saidOn, language }: CopyMedicinesProps) {
  const words = COPY_WORDS[language];
  if (medicines === null) return <p>{words.medicinesUnseen}</p>;
  if (medicines.length === 0) return <p>{words.noMedicines}</p>;
  const wasAsked = medicines.some(({ said }) => said !== undefined);
  const taken = medicines.filter(({ said }) => said === undefined || said === 'taking');
  const unsure = medicines.filter(({ said }) => said === 'unsure');
  const notTaken = medicines.filter(({ said }) => said === 'not-taking');
  return (
    <>
      <p>
        {words.medicinesLead}
        {saidOn !== null && ` ${words.medicinesSaid(longDate(language, saidOn))}`}
      </p>
      {taken.length > 0 && <List medicines={taken} language={language} marksUnasked={wasAsked} />}
      {unsure.length > 0 && (
        <>
          <p>{words.unsureMedicines}</p>
          <List medicines={unsure} language={language} />
        </>
      )}
      {notTaken.length > 0 && (
        <>
          <p>{words.notTakenMedicines}</p>
          <List medicines={notTaken} language={language} withoutDosage />
        </>
      )}
    </>
  );
}

interface ListProps {
  readonly medicines: readonly CopyMedicine[];
  readonly language: CopyLanguage;
  readonly marksUnasked?: boolean;
  /** How to take a medicine stands beside none that is not taken. */
  readonly withoutDosage?: boolean;
}

function List({ medicines, language, marksUnasked, withoutDosage }: ListProps) {
  const words = COPY_WORDS[language];
  return (
    <ul>
      {medicines.map(({ name, dosage, said, paused }) => (
        <li key={`${name} ${dosage ?? ''}`}>
          <b>
            <ChartText language={language}>{name}</ChartText>
          </b>
          {dosage !== undefined && withoutDosage !== true && (
            <p className="copy-detail">
              <ChartText language={language}>{dosage}</ChartText>
            </p>
          )}
          {paused && <p className="copy-detail">{words.medicinePaused}</p>}
          {marksUnasked === true && said === undefined && <p className="copy-detail">{words.medicineUnasked}</p>}
        </li>
      ))}
    </ul>
  );
}

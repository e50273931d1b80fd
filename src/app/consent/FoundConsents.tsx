import { useState } from 'react';
import type { ConsentElement } from '../../ccm/chart.ts';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { DayField } from '../DayField.tsx';
import { formatDate } from '../format.ts';
import { SaveOutcomeNotice } from '../SaveOutcomeNotice.tsx';
import { SaveTargetLine } from '../SaveTargetLine.tsx';
import type { SaveResult } from '../save-result.ts';
import { useSave } from '../use-save.ts';
import { ELEMENT_TEXT } from './consent-text.ts';
import type { ConsentDesk, FoundConsent } from './consent-view.ts';
import { PractitionerField } from './PractitionerField.tsx';

export interface FoundConsentsProps {
  readonly desk: ConsentDesk;
  readonly onStored: (result: SaveResult) => void;
}

/** What may be consent to CCM and was written by others: counted once a person has looked at it and says so. */
export function FoundConsents({ desk, onStored }: FoundConsentsProps) {
  return (
    <section className="panel" aria-labelledby="found-heading">
      <h2 id="found-heading">Found in the chart: please confirm</h2>
      <p className="soft">Written by others or as a document. It counts once you have read it in the EHR and confirm what it says.</p>
      <ul className="stack">
        {desk.found.map((found) => (
          <li key={found.reference}>
            <Found found={found} desk={desk} onStored={onStored} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const ELEMENTS: readonly ConsentElement[] = ['availability-and-cost-sharing', 'one-practitioner-per-month', 'right-to-stop-end-of-month'];

function Found({ found, desk, onStored }: FoundConsentsProps & { readonly found: FoundConsent }) {
  const [id] = useState(desk.newId);
  const [date, setDate] = useState(found.date);
  const [told, setTold] = useState<readonly ConsentElement[]>([]);
  const [method, setMethod] = useState<'verbal' | 'written'>('written');
  const [practitioner, setPractitioner] = useState(found.practitioner ?? desk.billing);
  const [errors, setErrors] = useState<{ readonly date?: string; readonly practitioner?: string }>({});
  const { saving, result, run } = useSave<SaveResult>({ kind: 'unclear', where: 'Consent', looked: 'unknown' });
  const confirm = () => {
    const wrongDate = date === '' ? 'On which day was it given?' : date > desk.today ? 'That lies in the future.' : undefined;
    setErrors({
      ...(wrongDate !== undefined && { date: wrongDate }),
      ...(practitioner === null && { practitioner: 'For which practitioner was it given?' }),
    });
    if (wrongDate !== undefined || practitioner === null) return;
    const { reference } = found;
    const recordedAt = desk.now();
    run(
      () =>
        desk.onSave({
          id,
          at: date,
          recordedAt,
          answer: { kind: 'accepted' },
          method,
          told,
          sharing: false,
          practitioner,
          confirms: reference,
        }),
      (outcome) => {
        if (outcome.kind === 'stored') onStored(outcome);
      },
    );
  };
  return (
    <section className="form statement" aria-label={`Confirm: ${found.title}`}>
      <p>
        <b>{found.title}</b>, {formatDate(found.date)} <code className="reference">{found.reference}</code>
      </p>
      <div className="form-grid">
        <DayField label="Consent was given on" value={date} error={errors.date} max={desk.today} onChange={setDate} />
        <PractitionerField
          label="For this billing practitioner"
          value={practitioner}
          error={errors.practitioner}
          onChange={setPractitioner}
          desk={desk}
        />
      </div>
      <Choice
        legend="It was given"
        inline
        value={method}
        onChange={setMethod}
        options={[
          { value: 'written', label: 'In writing' },
          { value: 'verbal', label: 'By word of mouth' },
        ]}
      />
      <fieldset className="choice">
        <legend>It shows that the patient was told of</legend>
        <span className="hint">Tick only what stands there; what is missing keeps CONS-2 open.</span>
        {ELEMENTS.map((element) => (
          <label key={element} className="option">
            <input
              type="checkbox"
              checked={told.includes(element)}
              onChange={() => setTold(told.includes(element) ? told.filter((one) => one !== element) : [...told, element])}
            />
            <span>{ELEMENT_TEXT[element]}</span>
          </label>
        ))}
      </fieldset>
      {result !== null && <SaveOutcomeNotice what="The confirmation" result={result} mayRepeat />}
      <div className="form-foot">
        <Button
          kind="primary"
          busy={saving}
          onClick={confirm}
          disabledReason={desk.asker === null ? 'The EHR did not say who is signed in.' : undefined}
        >
          {saving ? 'Recording …' : 'Confirm this consent'}
        </Button>
        <SaveTargetLine target={desk.saveTarget} />
      </div>
    </section>
  );
}

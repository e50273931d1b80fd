import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { SaveOutcomeNotice } from '../SaveOutcomeNotice.tsx';
import { SaveTargetLine } from '../SaveTargetLine.tsx';
import type { SaveResult } from '../save-result.ts';
import { useSave } from '../use-save.ts';
import type { ConsentDesk, PractitionerChoice } from './consent-view.ts';
import { PractitionerField } from './PractitionerField.tsx';

export interface PractitionerChangeProps {
  readonly desk: ConsentDesk;
  readonly onStored: (result: SaveResult) => void;
  readonly onCancel: () => void;
}

/** Says that another practitioner bills from now on: charges are held until the patient agrees to that one (CONS-3). */
export function PractitionerChange({ desk, onStored, onCancel }: PractitionerChangeProps) {
  const [id] = useState(desk.newId);
  const [at] = useState(desk.now);
  const [practitioner, setPractitioner] = useState<PractitionerChoice | null>(null);
  const [error, setError] = useState<string | undefined>(undefined);
  const { saving, result, run } = useSave<SaveResult>({ kind: 'unclear', where: 'Consent', looked: 'unknown' });
  const others = desk.practitioners.filter(({ reference }) => reference !== desk.billing?.reference);
  const save = () => {
    if (practitioner === null) {
      setError('Who bills from now on?');
      return;
    }
    setError(undefined);
    const input = { id, at, recordedAt: at, answer: { kind: 'needed' }, method: 'verbal', told: [], sharing: false, practitioner } as const;
    run(
      () => desk.onSave(input),
      (outcome) => {
        if (outcome.kind === 'stored') onStored(outcome);
      },
    );
  };
  return (
    <section className="form statement" aria-label="Another practitioner bills">
      <PractitionerField
        label="Who bills from now on"
        hint="Charges are held until the patient agrees to CCM with this practitioner (CONS-3)."
        value={practitioner}
        error={error}
        onChange={setPractitioner}
        desk={{ ...desk, practitioners: others }}
      />
      {result !== null && <SaveOutcomeNotice what="The change" result={result} mayRepeat />}
      <div className="form-foot">
        <Button kind="primary" busy={saving} onClick={save}>
          {saving ? 'Recording …' : 'Record the change'}
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
        <SaveTargetLine target={desk.saveTarget} />
      </div>
    </section>
  );
}

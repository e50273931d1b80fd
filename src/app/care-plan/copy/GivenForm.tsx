import { type FormEvent, useRef, useState } from 'react';
import { Choice } from '../../../ui/Choice.tsx';
import { focusFirstError } from '../../focus-first-error.ts';
import { shownMoment } from '../../moment.ts';
import { MomentInputs } from '../../MomentInputs.tsx';
import { RecordFoot } from '../../RecordFoot.tsx';
import { SaveOutcomeNotice } from '../../SaveOutcomeNotice.tsx';
import { useSave } from '../../use-save.ts';
import { CaregiverFields } from './CaregiverFields.tsx';
import { checkCopy, type CopyContext, type CopyErrors, type CopyFields } from './copy-form.ts';
import type { CopyDesk, CopyResult, CopyWay } from './copy-view.ts';

export interface GivenFormProps {
  readonly desk: CopyDesk;
  readonly id: string;
  readonly fields: CopyFields;
  readonly set: (change: Partial<CopyFields>) => void;
  /** The sheet as it is now. */
  readonly page: () => CopyContext['page'];
  readonly onStored: (outcome: CopyResult) => void;
}

const WAYS: readonly { readonly value: CopyWay; readonly label: string }[] = [
  { value: 'handed-over', label: 'Handed over' },
  { value: 'read-together', label: 'Handed over and read together' },
  { value: 'mail', label: 'By mail' },
  { value: 'portal', label: 'Through the portal' },
  { value: 'email', label: 'By e-mail' },
  { value: 'fax', label: 'By fax' },
];

/** Records that the copy above was given: to whom, how and when. */
export function GivenForm({ desk, id, fields, set, page, onStored }: GivenFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [errors, setErrors] = useState<CopyErrors>({});
  const { saving, result, run } = useSave<CopyResult>({ result: { kind: 'unclear', where: 'DocumentReference', looked: 'unknown' } });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const now = desk.now();
    const { timeZone, caregivers } = desk;
    const check = checkCopy(fields, { id, now, timeZone, caregivers, page: page() });
    setErrors(check.ok ? {} : check.errors);
    if (!check.ok) {
      focusFirstError(form);
      return;
    }
    // From the first attempt on it is the same record with the same time, however often it is sent.
    set(shownMoment(fields, now, timeZone));
    run(
      () => desk.onSave(check.input),
      (outcome) => {
        if (outcome.result.kind === 'stored') onStored(outcome);
      },
    );
  };
  const moment = shownMoment(fields, desk.now(), desk.timeZone);
  const { patientName } = desk.view;
  return (
    <form ref={form} className="form panel" onSubmit={submit} noValidate aria-labelledby="given-heading">
      <h2 id="given-heading">Record that it was given</h2>
      <p className="soft">The sheet is kept word for word as it stands now.</p>
      <Choice
        legend="Given to"
        inline
        value={fields.to}
        onChange={(to) => set({ to })}
        error={errors.to}
        options={[
          { value: 'patient', label: patientName === '' ? 'The patient' : `The patient, ${patientName}` },
          { value: 'caregiver', label: 'A caregiver' },
          { value: 'both', label: 'Both' },
        ]}
      />
      {(fields.to === 'caregiver' || fields.to === 'both') && (
        <CaregiverFields caregivers={desk.caregivers} fields={fields} errors={errors} set={set} />
      )}
      <Choice legend="How" inline value={fields.way} onChange={(way) => set({ way })} error={errors.way} options={WAYS} />
      <div className="form-grid">
        <MomentInputs moment={moment} errors={errors} today={desk.today} set={set} />
      </div>
      {result !== null && result.result.kind !== 'stored' && <SaveOutcomeNotice what="The copy" result={result.result} mayRepeat />}
      <RecordFoot by={desk.giver} target={desk.saveTarget} saving={saving} />
    </form>
  );
}

import { useRef, useState, type FormEvent } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Status } from '../../ui/Status.tsx';
import { focusFirstError } from '../focus-first-error.ts';
import { useFormDraft } from '../form-drafts.ts';
import { shownMoment } from '../moment.ts';
import { RecordFoot } from '../RecordFoot.tsx';
import { SaveOutcomeNotice } from '../SaveOutcomeNotice.tsx';
import type { SaveResult } from '../save-result.ts';
import { useSave } from '../use-save.ts';
import { AnswerFields } from './AnswerFields.tsx';
import { checkConsent, type ConsentErrors, type ConsentFields, emptyConsentFields } from './consent-form.ts';
import type { ConsentDesk } from './consent-view.ts';
import { Script } from './Script.tsx';

export interface AskFormProps {
  readonly desk: ConsentDesk;
  readonly onStored: (result: SaveResult) => void;
}

/** Script and answer in one form. What is typed stays, on this screen and off it, until the EHR has it. */
export function AskForm({ desk, onStored }: AskFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const initial = () => ({ id: desk.newId(), fields: emptyConsentFields(null) });
  const { value: draft, change, clear } = useFormDraft('consent', 'ask', initial, isUntouched);
  const fields = { ...draft.fields, practitioner: draft.fields.practitioner ?? desk.billing };
  const [errors, setErrors] = useState<ConsentErrors>({});
  const { saving, result, run } = useSave<SaveResult>({ kind: 'unclear', where: 'Consent', looked: 'unknown' });
  const set = (fresh: Partial<ConsentFields>) => change((last) => ({ ...last, fields: { ...last.fields, ...fresh } }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const now = desk.now();
    const check = checkConsent(fields, { id: draft.id, now, timeZone: desk.timeZone, today: desk.today });
    setErrors(check.ok ? {} : check.errors);
    if (!check.ok) {
      focusFirstError(form);
      return;
    }
    // From the first attempt on it is the same record with the same time, however often it is sent.
    set(shownMoment(fields, now, desk.timeZone));
    run(
      () => desk.onSave(check.input),
      (outcome) => {
        if (outcome.kind !== 'stored') return;
        clear();
        onStored(outcome);
      },
    );
  };
  const props = { fields, errors, set, desk };
  return (
    <form ref={form} className="form panel" onSubmit={submit} noValidate aria-labelledby="ask-heading">
      <div className="panel-head">
        <h2 id="ask-heading">Ask for consent</h2>
        <Button onClick={() => window.print()}>Print the script as a form</Button>
      </div>
      <Script {...props} />
      <AnswerFields {...props} />
      {fields.answer === 'declined' && (
        <p>
          <Status tone="plain">The decline is kept with its reason, so that nobody asks again by mistake. Nothing is billed.</Status>
        </p>
      )}
      {result !== null && result.kind !== 'stored' && <SaveOutcomeNotice what="The answer" result={result} mayRepeat />}
      <RecordFoot by={desk.asker} target={desk.saveTarget} saving={saving} />
    </form>
  );
}

interface Draft {
  readonly fields: ConsentFields;
}

function isUntouched({ fields }: Draft, initial: Draft): boolean {
  // In which language the script is shown is nothing to be lost.
  const { tongues } = initial.fields;
  return JSON.stringify({ ...fields, tongues }) === JSON.stringify(initial.fields);
}

import { type FormEvent, useRef, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import type { CloseInput, CloseOutcome } from '../charge-view.ts';
import { focusFirstError } from '../focus-first-error.ts';
import { formatMonth, plural } from '../format.ts';
import { codesText } from '../month-words.ts';
import { href } from '../routes.ts';
import { SaveTargetLine } from '../SaveTargetLine.tsx';
import {
  checkClose,
  type CloseCheck,
  type CloseErrors,
  type CloseFields,
  maySignOff,
  pickedCoding,
  shownDay,
  shownDiagnoses,
} from './close-form.ts';
import type { CloseDesk } from './close-desk.ts';
import { DateOfServiceField } from './DateOfServiceField.tsx';
import { diagnosisRows } from './diagnoses.ts';
import { DiagnosisFields } from './DiagnosisFields.tsx';
import { StepList } from './StepList.tsx';

export interface CloseFormProps {
  readonly desk: CloseDesk;
  readonly fields: CloseFields;
  readonly onChange: (fresh: Partial<CloseFields>) => void;
  readonly saving: boolean;
  /** What came of the last attempt; null before it. */
  readonly outcome: CloseOutcome | null;
  readonly onRecord: (input: CloseInput) => void;
}

const NO_ERRORS: CloseErrors = {};

/** What goes on the claim, what recording would write, and the recording. */
export function CloseForm({ desk, fields, onChange, saving, outcome, onRecord }: CloseFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [isAsked, setIsAsked] = useState(false);
  const check = checkClose(fields, desk);
  const picked = pickedCoding(fields, desk);
  if (picked === null) return null;
  // Errors stand once somebody wanted to record, and go as they are mended.
  const errors = isAsked && !check.ok ? check.errors : NO_ERRORS;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsAsked(true);
    if (check.ok) onRecord(check.input);
    else focusFirstError(form);
  };
  const rows = diagnosisRows(desk.assessment);
  const diagnoses = shownDiagnoses(fields, desk);
  return (
    <form ref={form} className="form close-form" onSubmit={submit} noValidate aria-label="The claim">
      <Practitioner desk={desk} />
      <DateOfServiceField
        shown={shownDay(fields, picked.coding, desk)}
        dateRule={desk.dateRule}
        error={errors.dateOfService}
        onChange={(dateOfService) => onChange({ dateOfService })}
      />
      <DiagnosisFields
        rows={rows}
        fields={diagnoses}
        errors={errors}
        classify={desk.classify}
        onChange={(field) => onChange({ diagnoses: [...fields.diagnoses.filter(({ key }) => key !== field.key), field] })}
      />
      <Field
        label={picked.index > 0 ? 'Why this coding and not the proposed one' : 'Remark'}
        hint={picked.index > 0 ? undefined : 'Kept with the charge, if there is something to say.'}
        width="stretch"
        error={errors.remark}
      >
        {(control) => (
          <input
            {...control}
            className="input"
            maxLength={400}
            aria-required={picked.index > 0 || undefined}
            value={fields.remark}
            onChange={(event) => onChange({ remark: event.target.value })}
          />
        )}
      </Field>
      <SignOff desk={desk} checked={fields.signOff} onChange={(signOff) => onChange({ signOff })} />
      <Preview desk={desk} check={check} saving={saving} />
      <div className="form-foot">
        <Button kind="primary" type="submit" busy={saving} disabledReason={saving ? undefined : offReason(desk, check, outcome)}>
          {saving ? 'Recording …' : recordText(codesText(picked.coding.codes), fields.signOff && maySignOff(desk))}
        </Button>
        <SaveTargetLine target={desk.saveTarget} />
      </div>
    </form>
  );
}

function recordText(codes: string, isSigned: boolean): string {
  return isSigned ? `Sign off and record ${codes}` : `Prepare ${codes} for signature`;
}

function Practitioner({ desk }: { readonly desk: CloseDesk }) {
  const { billing, assessment } = desk;
  return (
    <div className="close-practitioner">
      <p>
        <b>Billing practitioner:</b> {billing === null ? 'not known' : billing.name}
      </p>
      <p className="soft">
        The one whom the consent names. <a href={href({ month: assessment.month, screen: 'consent' })}>Another practitioner bills</a>: that
        needs a new consent, and holds the charges until then (CONS-3).
      </p>
    </div>
  );
}

interface SignOffProps {
  readonly desk: CloseDesk;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

function SignOff({ desk, checked, onChange }: SignOffProps) {
  const { self, billing, assessment } = desk;
  if (self === null) return <p className="soft">The EHR did not say who is signed in, so nothing can be recorded under a name.</p>;
  if (!maySignOff(desk)) {
    return (
      <p className="soft">
        Signed in as {self.name}: the charges are prepared for signature. Only {billing?.name ?? 'the billing practitioner'} can sign them
        off.
      </p>
    );
  }
  return (
    <label className="option">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <span>
        I, {self.name}, directed this patient’s care in {formatMonth(assessment.month)} and sign these charges off for billing. Without this
        they are prepared for signature.
      </span>
    </label>
  );
}

function Preview({ desk, check, saving }: { readonly desk: CloseDesk; readonly check: CloseCheck; readonly saving: boolean }) {
  return (
    <section className="preview" aria-label="What will be written">
      <h3>What will be written</h3>
      {check.ok ? (
        <StepList steps={desk.preview(check.input)} state={saving ? 'sending' : 'draft'} />
      ) : (
        <p className="soft">Every step stands here once the fields above are complete.</p>
      )}
    </section>
  );
}

/** Why nothing can be recorded just now; undefined where it can. Fields that are not complete speak for themselves. */
function offReason(desk: CloseDesk, check: CloseCheck, outcome: CloseOutcome | null): string | undefined {
  const { assessment, self, isReadingMore, unsent, saveTarget } = desk;
  if (outcome?.charges.some(({ state }) => state === 'outcome-unknown') === true)
    return 'Check the EHR first: nothing is sent twice blindly.';
  if (assessment.proposal === 'blocked') {
    return `${plural(assessment.blockers.length, 'rule stands', 'rules stand')} in the way; see the checklist.`;
  }
  if (isReadingMore) return 'The rest of the chart is still being read.';
  if (assessment.proposal === 'needs-confirmation') {
    return `${plural(assessment.unknowns.length, 'question')} must be answered first; see the checklist.`;
  }
  if (self === null) return 'The EHR did not say who is signed in.';
  if (saveTarget.where === null) return 'This EHR takes no charges from Intervisit: hand over the charge sheet below.';
  if (unsent.timeEntries + unsent.drafts > 0) return unsentText(unsent);
  if (check.ok && desk.preview(check.input).every(({ kind }) => kind === 'keep' || kind === 'billed'))
    return 'The EHR holds all of this already.';
  return undefined;
}

function unsentText({ timeEntries, drafts }: CloseDesk['unsent']): string {
  const parts = [
    ...(timeEntries === 0 ? [] : [`${plural(timeEntries, 'time entry', 'time entries')} not stored yet`]),
    ...(drafts === 0 ? [] : [`${plural(drafts, 'form')} begun and not saved`]),
  ];
  return `Documentation goes first: ${parts.join(', ')}.`;
}

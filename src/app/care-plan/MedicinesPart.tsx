import type { Reference } from '../../ccm/chart.ts';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Field } from '../../ui/Field.tsx';
import { Status } from '../../ui/Status.tsx';
import type { CarePlanView, ReconciliationView } from '../care-plan-view.ts';
import { formatDateAgo, plural, sentenceCase } from '../format.ts';
import { UNKNOWN_TEXT } from '../unknown-text.ts';
import { ANSWER_TEXT } from './edit-text.ts';
import type { MedicineView } from './material-view.ts';
import type { MedicineAnswer, MedicineSaid } from './plan-edit.ts';
import { usePlanEdits, useRowForm } from './edit-list.ts';
import type { PlanDesk } from './plan-desk.ts';
import { RowForm } from './RowForm.tsx';

export interface MedicinesPartProps {
  readonly desk: PlanDesk;
  readonly plan: CarePlanView;
  readonly mayEdit: boolean;
}

/** The medicines of the chart, what the patient last said of each, and going through them once more. */
export function MedicinesPart({ desk: { material, today }, plan: { reconciliation }, mayEdit }: MedicinesPartProps) {
  const { edits } = usePlanEdits();
  const form = useRowForm('reconcile');
  if (material.kind !== 'read') {
    return (
      <>
        <h3>Medicines</h3>
        <p className="soft">{material.kind === 'reading' ? 'Reading the medicines …' : 'The medicines could not be read.'}</p>
        {material.kind === 'failed' && <Button onClick={material.retry}>Try again</Button>}
      </>
    );
  }
  const { medicines, medicinesUnknown } = material;
  const isQueued = edits.some(({ kind }) => kind === 'reconcile');
  return (
    <div>
      <h3>Medicines ({medicines.length})</h3>
      <Reconciled reconciliation={reconciliation} today={today} />
      {medicinesUnknown !== undefined && (
        <p>
          <Status tone="unknown">There may be more medicines: {UNKNOWN_TEXT[medicinesUnknown]}.</Status>
        </p>
      )}
      {medicines.length === 0 && medicinesUnknown === undefined && <p className="soft">The chart lists none that are active or on hold.</p>}
      {form.fields === null ? (
        <ul className="plan-list">
          {medicines.map((medicine) => (
            <li key={medicine.reference}>
              <MedicineName medicine={medicine} today={today} said={saidOf(reconciliation, medicine.reference)} />
            </li>
          ))}
        </ul>
      ) : (
        <ReconcileForm medicines={medicines} today={today} form={form} />
      )}
      {isQueued && <p className="soft">What was said of the medicines is on the list, not saved yet.</p>}
      {mayEdit && form.fields === null && medicines.length > 0 && <Button onClick={() => form.open({})}>Go through the medicines</Button>}
    </div>
  );
}

function saidOf(reconciliation: ReconciliationView | undefined, reference: Reference): MedicineSaid | undefined {
  return reconciliation?.medicines.find((one) => one.reference === reference);
}

function Reconciled({ reconciliation, today }: { readonly reconciliation: ReconciliationView | undefined; readonly today: string }) {
  if (reconciliation === undefined) return <p className="soft">Never gone through with the patient in this plan.</p>;
  const { by, date, medicines } = reconciliation;
  const doubtful = medicines.filter(({ answer }) => answer !== 'taking').length;
  return (
    <p>
      <Status tone={doubtful === 0 ? 'met' : 'attention'}>
        Gone through {date === undefined ? 'at an unknown time' : formatDateAgo(date, today)}
        {by !== undefined && ` by ${by}`}
        {doubtful > 0 && `: ${plural(doubtful, 'medicine')} not taken or unsure`}
      </Status>
    </p>
  );
}

interface MedicineNameProps {
  readonly medicine: MedicineView;
  readonly today: string;
  readonly said?: MedicineSaid | undefined;
}

function nameOf({ display }: MedicineView): string {
  return display === '' ? 'A medicine that the EHR does not name' : display;
}

function MedicineName({ medicine, today, said }: MedicineNameProps) {
  const { dosage, date, reported, onHold } = medicine;
  return (
    <>
      <b>{nameOf(medicine)}</b>
      <span className="soft">
        {[
          dosage,
          onHold && 'on hold',
          reported && 'told by the patient or another',
          date !== undefined && `ordered ${formatDateAgo(date, today)}`,
        ]
          .filter((part) => typeof part === 'string')
          .join(' · ')}
      </span>
      {said !== undefined && (
        <span>
          <Status tone={said.answer === 'taking' ? 'met' : 'attention'}>
            {sentenceCase(ANSWER_TEXT[said.answer])}
            {said.remark !== undefined && `: ${said.remark}`}
          </Status>
        </span>
      )}
    </>
  );
}

interface ReconcileFormProps {
  readonly medicines: readonly MedicineView[];
  readonly today: string;
  readonly form: ReturnType<typeof useRowForm>;
}

const ANSWERS: readonly MedicineAnswer[] = ['taking', 'not-taking', 'unsure'];

function ReconcileForm({ medicines, today, form }: ReconcileFormProps) {
  const { add } = usePlanEdits();
  const fields = form.fields ?? {};
  const answerTo = (reference: Reference) => ANSWERS.find((one) => one === fields[`answer ${reference}`]);
  const open = medicines.filter(({ reference }) => answerTo(reference) === undefined);
  const submit = () => {
    if (open.length > 0) {
      form.set({ checked: 'yes' });
      return;
    }
    const said = medicines.flatMap((medicine): readonly MedicineSaid[] => {
      const answer = answerTo(medicine.reference);
      const remark = (fields[`remark ${medicine.reference}`] ?? '').trim();
      if (answer === undefined) return [];
      return [{ reference: medicine.reference, display: nameOf(medicine), answer, ...(remark !== '' && { remark }) }];
    });
    add([{ kind: 'reconcile', medicines: said }]);
    form.close();
  };
  return (
    <RowForm
      label="Go through the medicines"
      submit="Put it on the list"
      onSubmit={submit}
      onCancel={form.close}
      touched={form.fields?.['touched'] !== undefined}
    >
      <p className="soft">
        Asked of the patient, one by one. Kept as a dated note of the plan; it changes no order: what is to be changed, the prescriber
        changes in the EHR.
      </p>
      {medicines.map((medicine) => {
        const { reference } = medicine;
        const answer = answerTo(reference);
        return (
          <div key={reference} className="plan-medicine">
            <MedicineName medicine={medicine} today={today} />
            <Choice
              legend={`Does the patient take it: ${nameOf(medicine)}`}
              inline
              value={answer ?? ''}
              error={answer === undefined && fields['checked'] !== undefined ? 'Not answered yet.' : undefined}
              onChange={(to) => form.set({ [`answer ${reference}`]: to })}
              options={ANSWERS.map((value) => ({ value, label: ANSWER_TEXT[value] }))}
            />
            <Field label="Remark" width="stretch">
              {(control) => (
                <input
                  {...control}
                  className="input"
                  autoComplete="off"
                  value={fields[`remark ${reference}`] ?? ''}
                  onChange={(event) => form.set({ [`remark ${reference}`]: event.target.value })}
                />
              )}
            </Field>
          </div>
        );
      })}
    </RowForm>
  );
}

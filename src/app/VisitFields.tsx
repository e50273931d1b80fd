import type { Visit } from '../ccm/chart.ts';
import { Button } from '../ui/Button.tsx';
import { Choice } from '../ui/Choice.tsx';
import { Field } from '../ui/Field.tsx';
import { formatDate } from './format.ts';
import type { StatementFieldProps } from './statement-form.ts';
import { matterText, MODALITY_TEXT, VISIT_KINDS } from './statement-text.ts';
import type { VisitChoice } from './statement-view.ts';
import { StatementDate } from './StatementDate.tsx';
import { YesNo } from './YesNo.tsx';

const MODALITIES: readonly NonNullable<Visit['modality']>[] = ['in-person', 'audio-video', 'audio-only'];

/** Which visit began CCM: one of the chart's by a click, or any other by its day and kind. */
export function VisitFields(props: StatementFieldProps) {
  const { fields, errors, set, statements } = props;
  const take = ({ date, code, modality }: VisitChoice) => set({ date, code: code ?? '', modality: modality ?? '' });
  return (
    <>
      <p>{matterText({ about: 'initiating-visit' }).asks}</p>
      {statements.visits.length > 0 && (
        <div className="visit-choices">
          <p>Visits in the chart:</p>
          {statements.visits.map((visit) => (
            <Button key={`${visit.date} ${visit.code ?? ''} ${visit.display}`} onClick={() => take(visit)}>
              {visitText(visit)}
            </Button>
          ))}
        </div>
      )}
      <div className="form-grid">
        <StatementDate {...props} name="date" label="Day of the visit" />
        <Field label="Kind of visit" error={errors.code}>
          {(control) => (
            <select {...control} className="input" value={fields.code} onChange={(event) => set({ code: event.target.value })}>
              <option value="">Choose</option>
              {VISIT_KINDS.map(({ label, codes }) => (
                <optgroup key={label} label={label}>
                  {Object.entries(codes).map(([code, text]) => (
                    <option key={code} value={code}>
                      {code}: {text}
                    </option>
                  ))}
                </optgroup>
              ))}
            </select>
          )}
        </Field>
      </div>
      <Choice
        legend="How it was held, where you know"
        inline
        value={fields.modality}
        onChange={(modality) => set({ modality })}
        options={MODALITIES.map((modality) => ({ value: modality, label: MODALITY_TEXT[modality] }))}
      />
      <YesNo {...props} name="discussed" legend="Was CCM discussed with the patient, and is that in the record of the visit?" />
      <YesNo {...props} name="newPatient" legend="Was the patient new to the practice then? Leave open where you do not know." />
    </>
  );
}

function visitText({ date, display, code }: VisitChoice): string {
  return [formatDate(date), code, display].filter((word) => word !== undefined && word !== '').join(', ');
}

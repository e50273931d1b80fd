import { Field } from '../../ui/Field.tsx';
import type { CloseErrors } from './close-form.ts';
import type { CloseDesk } from './close-desk.ts';
import { type DiagnosisField, type DiagnosisRow, shownRow, typedCodeDoubt } from './diagnoses.ts';

export interface DiagnosisFieldsProps {
  readonly rows: readonly DiagnosisRow[];
  readonly fields: readonly DiagnosisField[];
  readonly errors: CloseErrors;
  readonly classify: CloseDesk['classify'];
  readonly onChange: (field: DiagnosisField) => void;
}

/** Which of the counted conditions go on the claim; a code is asked for where the chart has none that a claim takes. */
export function DiagnosisFields({ rows, fields, errors, classify, onChange }: DiagnosisFieldsProps) {
  return (
    <fieldset
      className="choice diagnoses"
      aria-invalid={errors.diagnoses === undefined ? undefined : true}
      aria-describedby={errors.diagnoses === undefined ? 'diagnoses-hint' : 'diagnoses-hint diagnoses-error'}
    >
      <legend>Diagnoses on the claim</legend>
      <span className="hint" id="diagnoses-hint">
        Two or more of the conditions that count, in ICD-10-CM (BILL-3).
      </span>
      {rows.map((row) => {
        const shown = shownRow(row, fields);
        const error = errors.codes?.[row.key];
        return (
          <div key={row.key} className="diagnosis">
            <label className="option">
              <input type="checkbox" checked={shown.on} onChange={(event) => onChange({ ...shown, on: event.target.checked })} />
              <span>
                {row.icd10 !== null && <b className="coding-code">{row.icd10}</b>} {row.display}
              </span>
            </label>
            {row.icd10 === null && shown.on && (
              <Field
                label={`ICD-10-CM code for ${row.display}`}
                width="short"
                hint={typedCodeDoubt(row, shown.code, classify) ?? 'The chart has no such code; it is kept on the charge only.'}
                error={error}
              >
                {(control) => (
                  <input
                    {...control}
                    className="input"
                    autoComplete="off"
                    spellCheck={false}
                    maxLength={10}
                    value={shown.code}
                    onChange={(event) => onChange({ ...shown, code: event.target.value })}
                  />
                )}
              </Field>
            )}
          </div>
        );
      })}
      {rows.length === 0 && <p className="soft">No condition counts.</p>}
      {errors.diagnoses !== undefined && (
        <span className="field-error" id="diagnoses-error">
          {errors.diagnoses}
        </span>
      )}
    </fieldset>
  );
}

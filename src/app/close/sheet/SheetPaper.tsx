import type { ReactNode, Ref } from 'react';
import { codeLabel } from '../../code-text.ts';
import { formatDate, formatMonth } from '../../format.ts';
import { coverageText, dayText, npiText, periodText, placeText, signOffText } from './sheet-text.ts';
import type { ChargeSheetView } from './sheet-view.ts';
import './paper.css';

export interface SheetPaperProps {
  readonly sheet: ChargeSheetView;
  readonly paper?: Ref<HTMLElement>;
}

/** The charge sheet as a page for the biller. Codes stand by number with our own labels. */
export function SheetPaper({ sheet, paper }: SheetPaperProps) {
  const { patient, practitioner, organization } = sheet;
  return (
    <article ref={paper} className="paper" aria-label="Charge sheet">
      <header>
        <p className="paper-title">Charge sheet, chronic care management, {formatMonth(sheet.month)}</p>
        <p className={sheet.signedBy === undefined ? 'paper-warning' : undefined}>{signOffText(sheet)}</p>
      </header>
      <dl className="paper-facts">
        <Fact name="Patient">{patient.name}</Fact>
        <Fact name="Born">{patient.birthDate === undefined ? 'not in the chart' : formatDate(patient.birthDate)}</Fact>
        {patient.sex !== undefined && <Fact name="Sex">{patient.sex}</Fact>}
        <Fact name={patient.recordNumber?.label ?? 'MRN'}>{patient.recordNumber?.value ?? 'not in the chart'}</Fact>
        <Fact name="Medicare number">{patient.mbi ?? 'not in the chart'}</Fact>
        <Fact name="Coverage">{coverageText(sheet)}</Fact>
        <Fact name="Date of service">{dayText(sheet)}</Fact>
        <Fact name="Service period">{periodText(sheet)}</Fact>
        <Fact name="Place of service">{placeText(sheet)}</Fact>
        <Fact name="Billing practitioner">
          {practitioner.name}, {npiText(practitioner.npi)}
        </Fact>
        <Fact name="Practice">
          {organization.name}, {npiText(organization.npi)}
        </Fact>
      </dl>
      <Charges sheet={sheet} />
      <Diagnoses sheet={sheet} />
      <p className="paper-heading">For the claim</p>
      <ul>
        {sheet.advice.map(({ ruleId, text }) => (
          <li key={`${ruleId} ${text}`}>
            {text} <span className="paper-small">{ruleId}</span>
          </li>
        ))}
      </ul>
      <p className="paper-heading">What it rests on</p>
      <p>{sheet.basis}</p>
      {sheet.supporting.length > 0 && (
        <ul className="paper-small">
          {sheet.supporting.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      )}
      <footer className="paper-small">
        Prepared with Intervisit by {sheet.preparedBy} on {formatDate(sheet.preparedAt)}, rules {sheet.rulesVersion}. It proposes; a
        certified coder decides. Codes are shown by number with our own labels.
      </footer>
    </article>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Charges({ sheet: { lines } }: { readonly sheet: ChargeSheetView }) {
  return (
    <table>
      <caption>Charges</caption>
      <thead>
        <tr>
          <th scope="col">Code</th>
          <th scope="col">What it is, and the charge’s number</th>
          <th scope="col">Units</th>
          <th scope="col">Diagnoses</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ code, units, addOnTo, identifier, pointers }) => (
          <tr key={code}>
            <th scope="row">{code}</th>
            <td>
              {codeLabel(code)}
              {addOnTo !== undefined && `, with ${addOnTo}`}
              <span className="paper-number">{identifier}</span>
            </td>
            <td>{units}</td>
            <td>{pointers || 'none'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Diagnoses({ sheet: { diagnoses } }: { readonly sheet: ChargeSheetView }) {
  if (diagnoses.length === 0) return <p className="paper-warning">No diagnosis is chosen: a claim needs two or more.</p>;
  return (
    <table>
      <caption>Diagnoses, ICD-10-CM</caption>
      <tbody>
        {diagnoses.map(({ pointer, code, display }) => (
          <tr key={code}>
            <td>{pointer || '–'}</td>
            <th scope="row">{code}</th>
            <td>{display}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

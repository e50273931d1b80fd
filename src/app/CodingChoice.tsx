import { useId } from 'react';
import type { ServiceMonth } from '../ccm/chart.ts';
import type { Coding } from '../ccm/month-assessment.ts';
import { codesText } from './month-words.ts';
import { codeLabel, FAMILY_TEXT } from './code-text.ts';

export interface CodingChoiceProps {
  /** The proposal first, then every other correct coding of the same facts. */
  readonly codings: readonly Coding[];
  readonly month: ServiceMonth;
  readonly picked: number;
  readonly onPick: (index: number) => void;
  readonly showEstimates: boolean;
}

/** The proposal and its alternatives; a person picks one where there is a choice. */
export function CodingChoice({ codings, month, picked, onPick, showEstimates }: CodingChoiceProps) {
  const name = useId();
  const estimateYear = showEstimates ? month.slice(0, 4) : null;
  if (codings.length === 1)
    return codings.map((coding) => <CodingText key={coding.family} coding={coding} proposed estimateYear={estimateYear} />);
  return (
    <fieldset className="choice">
      <legend>All of these are correct codings of the month; one is recorded</legend>
      {codings.map((coding, index) => (
        <label key={codesText(coding.codes)} className="option option-card">
          <input type="radio" name={name} checked={picked === index} onChange={() => onPick(index)} />
          <CodingText coding={coding} proposed={index === 0} estimateYear={estimateYear} />
        </label>
      ))}
    </fieldset>
  );
}

interface CodingTextProps {
  readonly coding: Coding;
  readonly proposed: boolean;
  /** The year whose rates an estimate rests on; null where none is shown. */
  readonly estimateYear: string | null;
}

function CodingText({ coding, proposed, estimateYear }: CodingTextProps) {
  return (
    <span className="coding">
      <span className="coding-family">
        {FAMILY_TEXT[coding.family]}
        {proposed && <span className="tag">proposed</span>}
        {estimateYear !== null && (
          <span className="soft">
            {' '}
            Estimate, rates of {estimateYear}: {estimateText(coding)}
          </span>
        )}
      </span>
      {coding.codes.map(({ code, units }) => (
        <span key={code} className="coding-line">
          <b className="coding-code">{code}</b>
          <span className="coding-units">{units === 1 ? '1 unit' : `${units} units`}</span>
          <span>{codeLabel(code)}</span>
        </span>
      ))}
    </span>
  );
}

function estimateText({ estAllowed }: Coding): string {
  return estAllowed === null ? 'not known' : `about $${estAllowed.toFixed(2)}`;
}

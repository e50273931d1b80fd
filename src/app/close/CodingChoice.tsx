import { useId } from 'react';
import type { CodeFamily, Coding } from '../../ccm/month-assessment.ts';
import { codeLabel, FAMILY_TEXT } from '../code-text.ts';
import { codesText } from '../month-words.ts';
import type { ReasonedCoding } from './codings.ts';

export interface CodingChoiceProps {
  /** The proposal first, then every other correct coding of the same minutes. */
  readonly codings: readonly ReasonedCoding[];
  readonly picked: CodeFamily;
  /** Absent where there is nothing to pick just now. */
  readonly onPick?: (family: CodeFamily) => void;
  /** The year whose rates an estimate rests on; null where none is shown. */
  readonly estimateYear: string | null;
}

/** The proposal and its alternatives with their reasons; a person picks one where there is a choice. */
export function CodingChoice({ codings, picked, onPick, estimateYear }: CodingChoiceProps) {
  const name = useId();
  if (codings.length === 1 || onPick === undefined) {
    return codings.map((one) => <CodingText key={one.coding.family} reasoned={one} estimateYear={estimateYear} />);
  }
  return (
    <fieldset className="choice">
      <legend>All of these are correct codings of the month; one is recorded</legend>
      {codings.map((one) => (
        <label key={one.coding.family} className="option option-card">
          <input type="radio" name={name} checked={picked === one.coding.family} onChange={() => onPick(one.coding.family)} />
          <CodingText reasoned={one} estimateYear={estimateYear} />
        </label>
      ))}
    </fieldset>
  );
}

function CodingText({ reasoned, estimateYear }: { readonly reasoned: ReasonedCoding; readonly estimateYear: string | null }) {
  const { coding, isProposed, because, place, rules } = reasoned;
  return (
    <span className="coding">
      <span className="coding-family">
        {FAMILY_TEXT[coding.family]}: {codesText(coding.codes)}
        {isProposed && <span className="tag">proposed</span>}
        {estimateYear !== null && (
          <span className="soft">
            {' '}
            Estimate, rates of {estimateYear}: {estimateText(coding)}
          </span>
        )}
      </span>
      {coding.codes.map(({ code, units }, index) => (
        <span key={code} className="coding-line">
          <b className="coding-code">{code}</b>
          <span className="coding-units">{units === 1 ? '1 unit' : `${units} units`}</span>
          <span>
            {codeLabel(code)}
            <span className="coding-because soft">{because[index]}</span>
          </span>
        </span>
      ))}
      <span className="coding-place">
        {place} <span className="rule-id">{rules.join(', ')}</span>
      </span>
    </span>
  );
}

function estimateText({ estAllowed }: Coding): string {
  return estAllowed === null ? 'not known' : `about $${estAllowed.toFixed(2)}`;
}

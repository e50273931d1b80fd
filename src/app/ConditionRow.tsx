import { type ReactNode, useState } from 'react';
import type { LocalDate } from '../ccm/chart.ts';
import type { ConditionJudgement } from '../ccm/month-assessment.ts';
import { CONDITION_REASON_TEXT } from './evidence-text.ts';
import { formatDate, formatDateAgo } from './format.ts';
import type { SaveResult } from './save-result.ts';
import { StatementBox } from './StatementBox.tsx';
import type { Statements } from './statement-view.ts';

export interface ConditionRowProps {
  readonly today: LocalDate;
  /** Undefined: nothing can be decided here. */
  readonly statements: Statements | undefined;
  /** A decision moves the row to another list, so its outcome is told above the lists. */
  readonly onDecided: (display: string, result: SaveResult) => void;
  readonly judgement: ConditionJudgement;
  readonly previous: ConditionJudgement | undefined;
}

/** One condition with what its judgement rests on, and a clinician’s decision on it. */
export function ConditionRow(props: ConditionRowProps) {
  const [deciding, setDeciding] = useState(false);
  const { condition } = props.judgement;
  const { reference, display } = condition;
  const { statements, onDecided } = props;
  const mayDecide = statements !== undefined && reference !== undefined;
  return (
    <>
      <JudgedRow {...props} action={mayDecide && <DecideButton {...{ deciding, display }} onToggle={() => setDeciding(!deciding)} />} />
      {deciding && mayDecide && (
        <tr className="row-form">
          <td colSpan={5}>
            <StatementBox
              matter={{ about: 'condition-override', condition: reference, display }}
              subject={display}
              statements={statements}
              startOpen
              onStored={(result) => onDecided(display, result)}
            />
          </td>
        </tr>
      )}
    </>
  );
}

interface DecideButtonProps {
  readonly deciding: boolean;
  readonly display: string;
  readonly onToggle: () => void;
}

function DecideButton({ deciding, display, onToggle }: DecideButtonProps) {
  const word = deciding ? 'Close' : 'Decide';
  return (
    <button
      type="button"
      className="button button-quiet button-small"
      aria-expanded={deciding}
      aria-label={`${word}: ${display}`}
      onClick={onToggle}
    >
      {word}
    </button>
  );
}

interface JudgedRowProps extends Omit<ConditionRowProps, 'statements' | 'onDecided'> {
  readonly action: ReactNode;
}

function JudgedRow({ judgement, previous, today, action }: JudgedRowProps) {
  const { condition } = judgement;
  const sameDisease = previous !== undefined && groupOf(previous) !== '' && groupOf(previous) === groupOf(judgement);
  return (
    <tr>
      <td data-label="Condition">
        {condition.display}
        {judgement.groupName !== undefined && judgement.verdict === 'counts' && (
          <span className="soft"> {sameDisease ? `also ${judgement.groupName}, counted once` : judgement.groupName}</span>
        )}
        {condition.reference !== undefined && <code className="reference">{condition.reference}</code>}
      </td>
      <td data-label="Code">
        {condition.codes.length === 0 && <span className="soft">none</span>}
        {condition.codes.map(({ system, code }) => (
          <span key={`${system} ${code}`} className="code-line">
            <code>{code}</code> <span className="soft">{systemName(system)}</span>
          </span>
        ))}
      </td>
      <td data-label="Onset">
        {condition.onset == null ? <span className="soft">not recorded</span> : formatDateAgo(condition.onset, today)}
      </td>
      <td data-label="Status">
        {condition.clinicalStatus ?? <span className="soft">not recorded</span>}
        {condition.verificationStatus != null && <span className="soft"> {condition.verificationStatus}</span>}
      </td>
      <td data-label="Why">
        {CONDITION_REASON_TEXT[judgement.reason]} <span className="rule-id">{judgement.ruleId}</span>
        {condition.override !== undefined && (
          <span className="soft">
            {' '}
            {condition.override.by}, {formatDate(condition.override.date)}: {condition.override.reason}
          </span>
        )}{' '}
        {action}
      </td>
    </tr>
  );
}

function groupOf(judgement: ConditionJudgement): string {
  return judgement.group ?? '';
}

const SYSTEM_NAMES: Readonly<Record<string, string>> = {
  'http://hl7.org/fhir/sid/icd-10-cm': 'ICD-10-CM',
  'http://hl7.org/fhir/sid/icd-9-cm': 'ICD-9-CM',
  'http://snomed.info/sct': 'SNOMED CT',
};

/** The last part of an unknown system's address says enough to find it. */
function systemName(system: string): string {
  return SYSTEM_NAMES[system] ?? system.split(/[/:]/).findLast((part) => part !== '') ?? system;
}

import type { ConditionChoice } from './time-entry-view.ts';

export interface ConditionsFieldProps {
  readonly choices: readonly ConditionChoice[];
  readonly chosen: readonly ConditionChoice[];
  readonly onChange: (chosen: readonly ConditionChoice[]) => void;
}

/** Which of the counted conditions the work was about; none is an answer too. */
export function ConditionsField({ choices, chosen, onChange }: ConditionsFieldProps) {
  if (choices.length === 0) return null;
  const isChosen = (choice: ConditionChoice) => chosen.some(({ reference }) => reference === choice.reference);
  const toggle = (choice: ConditionChoice) =>
    onChange(isChosen(choice) ? chosen.filter(({ reference }) => reference !== choice.reference) : [...chosen, choice]);
  return (
    <fieldset className="choice choice-inline">
      <legend>Conditions addressed</legend>
      {choices.map((choice) => (
        <label key={choice.reference} className="option">
          <input type="checkbox" checked={isChosen(choice)} onChange={() => toggle(choice)} />
          <span>{choice.display}</span>
        </label>
      ))}
    </fieldset>
  );
}

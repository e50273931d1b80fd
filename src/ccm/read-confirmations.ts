import { isServiceMonth } from './calendar.ts';
import type { Confirmation, ServiceMonth } from './chart.ts';
import { booleanOf, dateOf, isLoose, listOf, textOf } from './plain-values.ts';
import type { RuleId } from './rules.ts';

/** A reader of the latest word on a rule for the month; a word that cannot be understood is none. */
export function wordReader(value: unknown, month: ServiceMonth): (ruleId: RuleId) => Confirmation | undefined {
  const words = (listOf(value) ?? []).flatMap((item) => readConfirmation(item) ?? []);
  const spoken = words.filter((word) => word.month === undefined || word.month === month);
  return (ruleId) => spoken.filter((word) => word.ruleId === ruleId).reduce<Confirmation | undefined>(laterWord, undefined);
}

/** Of two words of one day the refusal stands: a doubt is not outvoted. */
function laterWord(held: Confirmation | undefined, word: Confirmation): Confirmation {
  if (!held || word.date > held.date) return word;
  return word.date === held.date && !word.met ? word : held;
}

function readConfirmation(value: unknown): Confirmation | undefined {
  if (!isLoose(value)) return undefined;
  const [ruleId, met, by, date] = [textOf(value['ruleId']), booleanOf(value['met']), textOf(value['by']), dateOf(value['date'])];
  const month = textOf(value['month']);
  const reference = textOf(value['reference']);
  if (ruleId === undefined || met === undefined || by === undefined || date === undefined) return undefined;
  if (value['month'] !== undefined && value['month'] !== null && (month === undefined || !isServiceMonth(month))) return undefined;
  return {
    ruleId,
    met,
    by,
    date,
    reason: textOf(value['reason']) ?? '',
    ...(month === undefined ? {} : { month }),
    ...(reference === undefined ? {} : { reference }),
  };
}

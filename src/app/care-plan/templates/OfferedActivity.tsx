import { sentenceCase } from '../../format.ts';
import { PLAN_ELEMENT_TEXT } from '../../plan-text.ts';
import type { TemplateActivity } from '../../queries/plan-templates.ts';
import { OfferedItem } from './OfferedItem.tsx';
import type { Standing } from './standing.ts';

interface OfferedActivityProps {
  readonly activity: TemplateActivity;
  readonly note: string;
  readonly standing: Standing;
  readonly isTicked: boolean;
  readonly onTick: (isTicked: boolean) => void;
}

/** A proposed activity: who does it, how often, and what the patient is told. */
export function OfferedActivity({ activity, ...item }: OfferedActivityProps) {
  const { title, who, every, element, instruction } = activity;
  const facts = [who?.words, every && everyText(every), PLAN_ELEMENT_TEXT[element]].filter((one) => one !== undefined);
  return (
    <OfferedItem words={title} {...item}>
      <p className="hint">{sentenceCase(facts.join(' · '))}</p>
      {instruction !== undefined && (
        <details className="evidence">
          <summary>For the patient</summary>
          <p className="note-text">{instruction}</p>
        </details>
      )}
    </OfferedItem>
  );
}

function everyText({ count, unit }: NonNullable<TemplateActivity['every']>): string {
  const one = unit === 'wk' ? 'week' : 'month';
  return count === 1 ? `every ${one}` : `every ${count} ${one}s`;
}

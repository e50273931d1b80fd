import { Field } from '../../ui/Field.tsx';
import { ConditionsField } from '../ConditionsField.tsx';
import type { ConditionChoice } from '../time-entry-view.ts';
import type { Call, CallCondition } from './call.ts';

export interface NoticedProps {
  readonly call: Pick<Call, 'medicines' | 'tasks' | 'marks'>;
  readonly conditions: readonly CallCondition[];
  readonly chosen: readonly ConditionChoice[];
  readonly onChange: (change: Partial<Pick<Call, 'medicines' | 'tasks' | 'marks'>>) => void;
}

/** What came up on the call: which conditions, which changes of medicines, what is to be done. */
export function Noticed({ call, conditions, chosen, onChange }: NoticedProps) {
  const mark = (next: readonly ConditionChoice[]) => {
    const changed = conditions.filter(({ reference }) => isIn(next, reference) !== isIn(chosen, reference));
    onChange({ marks: { ...call.marks, ...Object.fromEntries(changed.map(({ reference }) => [reference, isIn(next, reference)])) } });
  };
  return (
    <section className="panel call-noticed" aria-labelledby="call-noticed">
      <h2 id="call-noticed">What came up</h2>
      <ConditionsField choices={conditions} chosen={chosen} onChange={mark} />
      {conditions.length === 0 && <p className="soft">No condition counts in this month.</p>}
      <Text
        label="Medicine changes"
        hint="Started, stopped, changed, by whom."
        value={call.medicines}
        onChange={(medicines) => onChange({ medicines })}
      />
      <Text label="To do" hint="Refills, referrals, records, who does it." value={call.tasks} onChange={(tasks) => onChange({ tasks })} />
    </section>
  );
}

function isIn(conditions: readonly ConditionChoice[], wanted: string): boolean {
  return conditions.some(({ reference }) => reference === wanted);
}

interface TextProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Text({ label, hint, value, onChange }: TextProps) {
  return (
    <Field label={label} hint={hint} width="stretch">
      {(control) => <textarea {...control} className="input" rows={2} value={value} onChange={(event) => onChange(event.target.value)} />}
    </Field>
  );
}

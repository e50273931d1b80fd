import { useState, type FormEvent } from 'react';
import type { RuleId } from '../ccm/rules.ts';
import { Button } from '../ui/Button.tsx';
import { Choice } from '../ui/Choice.tsx';
import { Field } from '../ui/Field.tsx';
import { findingSentence } from './finding-text.ts';
import { SaveOutcomeNotice } from './SaveOutcomeNotice.tsx';
import { SaveTargetLine } from './SaveTargetLine.tsx';
import type { SaveResult, SaveTarget } from './save-result.ts';
import { useSave } from './use-save.ts';

/** Lets a person answer a rule that the chart leaves unknown. */
export interface RuleAnswers {
  readonly saveTarget: SaveTarget;
  /** A new UUID. */
  readonly newId: () => string;
  readonly onAnswer: (answer: RuleAnswer) => Promise<SaveResult>;
}

/** A person's word on one rule that the chart left unknown. */
export interface RuleAnswer {
  /** Made before the first attempt and kept until it is stored. */
  readonly id: string;
  readonly ruleId: RuleId;
  readonly met: boolean;
  readonly reason: string;
}

export interface AnswerFormProps {
  readonly ruleId: RuleId;
  readonly answers: RuleAnswers;
  readonly onCancel: () => void;
}

/** A person's word on one rule, with the reason; it is written under their name and can be read by anybody later. */
export function AnswerForm({ ruleId, answers, onCancel }: AnswerFormProps) {
  const [id] = useState(answers.newId);
  const [met, setMet] = useState<'yes' | 'no' | ''>('');
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const { saving, result, run } = useSave<SaveResult>({ kind: 'unclear', where: 'CarePlan', looked: 'unknown' });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (met === '' || reason.trim() === '') return;
    run(() => answers.onAnswer({ id, ruleId, met: met === 'yes', reason: reason.trim() }));
  };
  if (result?.kind === 'stored') return <SaveOutcomeNotice what="Your answer" result={result} />;
  return (
    <form className="form" onSubmit={submit} noValidate>
      <Choice
        legend="What do you know?"
        value={met}
        onChange={setMet}
        error={checked && met === '' ? 'Choose one.' : undefined}
        options={[
          { value: 'yes', label: findingSentence({ ruleId, verdict: 'met' }) },
          { value: 'no', label: findingSentence({ ruleId, verdict: 'not-met' }) },
        ]}
      />
      <Field
        label="How you know"
        width="stretch"
        hint="Recorded under your name, with today’s date."
        error={checked && reason.trim() === '' ? 'Say how you know.' : undefined}
      >
        {(control) => (
          <textarea {...control} className="input" rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />
        )}
      </Field>
      {result !== null && <SaveOutcomeNotice what="Your answer" result={result} mayRepeat />}
      <div className="form-foot">
        <Button kind="primary" type="submit" busy={saving}>
          {saving ? 'Recording …' : 'Record answer'}
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
        <SaveTargetLine target={answers.saveTarget} />
      </div>
    </form>
  );
}

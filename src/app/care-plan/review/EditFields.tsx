import { useEffect, useRef } from 'react';
import { Choice } from '../../../ui/Choice.tsx';
import { Field } from '../../../ui/Field.tsx';
import type { ReviewErrors, ReviewFields } from './review-form.ts';

export interface ReviewFieldsProps {
  readonly fields: ReviewFields;
  readonly set: (change: Partial<ReviewFields>) => void;
  readonly errors: ReviewErrors;
}

/** What is put into the plan before it is signed. */
export function EditFields({ fields, set, errors, planHref }: ReviewFieldsProps & { readonly planHref: string }) {
  const first = useRef<HTMLTextAreaElement>(null);
  useEffect(() => first.current?.focus(), []);
  const isGoal = fields.editKind === 'goal';
  return (
    <>
      <Choice
        legend="Add to the plan"
        line
        inline
        value={fields.editKind}
        onChange={(editKind) => set({ editKind })}
        options={[
          { value: 'note', label: 'an instruction or a note' },
          { value: 'goal', label: 'a goal' },
        ]}
      />
      <Field label={isGoal ? 'Goal' : 'Note'} width="stretch" error={errors.text}>
        {(control) => (
          <textarea
            {...control}
            ref={first}
            className="input"
            rows={2}
            value={fields.text}
            onChange={(event) => set({ text: event.target.value })}
          />
        )}
      </Field>
      {isGoal && (
        <div className="form-grid">
          <Field label="Target" hint="In words, if there is one.">
            {(control) => (
              <input {...control} className="input" value={fields.target} onChange={(event) => set({ target: event.target.value })} />
            )}
          </Field>
          <Field label="By" width="short">
            {(control) => (
              <input {...control} type="date" className="input" value={fields.due} onChange={(event) => set({ due: event.target.value })} />
            )}
          </Field>
        </div>
      )}
      <p className="soft">
        Saved first; your signature is then of the plan with it. Other changes are made <a href={planHref}>on the plan itself</a>.
      </p>
    </>
  );
}

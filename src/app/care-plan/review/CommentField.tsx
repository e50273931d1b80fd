import { useEffect, useRef } from 'react';
import { Field } from '../../../ui/Field.tsx';
import type { ReviewErrors, ReviewFields } from './review-form.ts';

export interface CommentFieldProps {
  readonly fields: ReviewFields;
  readonly set: (change: Partial<ReviewFields>) => void;
  readonly errors: ReviewErrors;
}

/** What the practitioner wants done before signing. */
export function CommentField({ fields, set, errors }: CommentFieldProps) {
  const first = useRef<HTMLTextAreaElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <Field
      label="Comment to the care team"
      hint="Kept as a note of the care plan; the team sees it when they open this patient."
      width="stretch"
      error={errors.comment}
    >
      {(control) => (
        <textarea
          {...control}
          ref={first}
          className="input"
          rows={2}
          value={fields.comment}
          onChange={(event) => set({ comment: event.target.value })}
        />
      )}
    </Field>
  );
}

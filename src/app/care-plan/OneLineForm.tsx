import { Field } from '../../ui/Field.tsx';
import type { useRowForm } from './edit-list.ts';
import { RowForm } from './RowForm.tsx';

export interface OneLineFormProps {
  readonly form: ReturnType<typeof useRowForm>;
  /** What the form is about, for those who do not see where it stands. */
  readonly title: string;
  readonly label: string;
  readonly missing: string;
  readonly submit: string;
  readonly onText: (text: string) => void;
}

/** A line of words that must not be empty, kept as a note of the plan. */
export function OneLineForm({ form, title, label, missing, submit, onText }: OneLineFormProps) {
  const text = form.fields?.['text'] ?? '';
  const isMissing = form.fields?.['checked'] !== undefined && text.trim() === '';
  const finish = () => {
    if (text.trim() === '') {
      form.set({ checked: 'yes' });
      return;
    }
    onText(text.trim());
    form.close();
  };
  return (
    <RowForm label={title} submit={submit} onSubmit={finish} onCancel={form.close} touched={form.fields?.['touched'] !== undefined}>
      <Field label={label} hint="Kept as a dated note of the plan." width="stretch" error={isMissing ? missing : undefined}>
        {(control) => (
          <input
            {...control}
            className="input"
            autoComplete="off"
            value={text}
            onChange={(event) => form.set({ text: event.target.value })}
          />
        )}
      </Field>
    </RowForm>
  );
}

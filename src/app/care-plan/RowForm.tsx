import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import { Button } from '../../ui/Button.tsx';

export interface RowFormProps {
  readonly label: string;
  readonly submit: string;
  readonly onSubmit: () => void;
  readonly onCancel: () => void;
  /** Something was typed into it before it came on the screen: it then leaves the focus where it is. */
  readonly touched: boolean;
  readonly children: ReactNode;
}

/** A small form that opens inside the plan, takes the focus, and gives it back to the row that it closes into. */
export function RowForm({ label, submit, onSubmit, onCancel, touched, children }: RowFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const takesFocus = useRef(!touched);
  useEffect(() => {
    const row = form.current?.parentElement;
    if (takesFocus.current) form.current?.querySelector<HTMLElement>('input, select, textarea')?.focus();
    return () => {
      requestAnimationFrame(() => {
        // The focus fell to something around the row, and to nothing that a person chose meanwhile.
        if (row != null && document.activeElement?.contains(row) === true) row.querySelector('button')?.focus();
      });
    };
  }, []);
  return (
    <form
      ref={form}
      className="form plan-row-form"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        onSubmit();
      }}
      noValidate
      aria-label={label}
    >
      {children}
      <div className="form-foot">
        <Button type="submit">{submit}</Button>
        <Button kind="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

import { useId, type MouseEvent, type ReactNode } from 'react';

export interface ButtonProps {
  readonly children: ReactNode;
  readonly kind?: 'primary' | 'secondary' | 'quiet';
  readonly type?: 'button' | 'submit';
  readonly onClick?: () => void;
  /** Given: the button cannot be used, stays focusable, and the reason stands beside it. */
  readonly disabledReason?: string | undefined;
  /** The action is under way; a second press does nothing. */
  readonly busy?: boolean;
  readonly label?: string;
}

export function Button({ children, kind = 'secondary', type = 'button', onClick, disabledReason, busy, label }: ButtonProps) {
  const reasonId = useId();
  const off = disabledReason !== undefined || busy === true;
  const click = (event: MouseEvent) => {
    if (off) event.preventDefault();
    else onClick?.();
  };
  return (
    <span className="button-wrap">
      <button
        type={type}
        className={`button button-${kind}`}
        onClick={click}
        aria-disabled={off || undefined}
        aria-busy={busy === true || undefined}
        aria-label={label}
        aria-describedby={disabledReason === undefined ? undefined : reasonId}
      >
        {children}
      </button>
      {disabledReason !== undefined && (
        <span className="button-reason" id={reasonId}>
          {disabledReason}
        </span>
      )}
    </span>
  );
}

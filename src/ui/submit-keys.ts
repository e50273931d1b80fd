import type { KeyboardEvent } from 'react';

/**
 * Ctrl+Enter (or Cmd+Enter) anywhere in a form presses its submit button, with all that the button would refuse.
 * For `onKeyDown` of the form.
 */
export function submitOnCtrlEnter(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.currentTarget.querySelector<HTMLButtonElement>('button[type="submit"]')?.click();
}

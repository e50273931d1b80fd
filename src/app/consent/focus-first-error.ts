/** Gives the focus to the first field that is wrong, once the errors are on the page. */
export function focusFirstError(form: { readonly current: HTMLFormElement | null }): void {
  requestAnimationFrame(() => {
    const first = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    const control = first?.matches('fieldset') === true ? first.querySelector('input') : first;
    control?.focus();
  });
}

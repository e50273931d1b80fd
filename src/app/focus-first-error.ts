/** Once the errors are on the page, puts the focus on the first control that has one. */
export function focusFirstError(form: { readonly current: HTMLFormElement | null }): void {
  requestAnimationFrame(() => {
    const first = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    const control = first?.matches('fieldset') === true ? first.querySelector('input') : first;
    control?.focus();
  });
}

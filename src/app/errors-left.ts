/** The errors of a form that still stand once some of its fields were changed: what is mended is not held against anybody. */
export function errorsLeft<Errors extends object>(errors: Errors, changed: object): Errors {
  if (!Object.keys(changed).some((name) => name in errors)) return errors;
  const left = { ...errors };
  for (const name of Object.keys(changed)) Reflect.deleteProperty(left, name);
  return left;
}

import { isLosslessObject, type LosslessObject, type LosslessValue, writeLossless } from '../lossless.ts';

/**
 * The top-level elements that a server gave back other than they were sent. Order of keys is no content; digits of a number are.
 *
 * @param forms the plan as it may have been sent: in each what was not to be changed is as it was in `base`.
 */
export function changedElements(base: LosslessObject, forms: readonly LosslessObject[], after: LosslessObject): readonly string[] {
  const keys = new Set([...Object.keys(base), ...Object.keys(after)]);
  return [...keys].filter((key) => {
    if (key === 'meta' || key === 'text') return false;
    const isEdited = forms.some((sent) => canonical(sent[key]) !== canonical(base[key]));
    if (!isEdited) return canonical(base[key]) !== canonical(after[key]);
    const kept = itemsIn(after[key]);
    const sent = forms.map((form) => itemsIn(form[key]));
    return [...itemsIn(base[key])].some((item) => sent.every((items) => items.has(item)) && !kept.has(item));
  });
}

function itemsIn(value: LosslessValue | undefined): ReadonlySet<string> {
  return new Set(Array.isArray(value) ? value.map(canonical) : []);
}

function canonical(value: LosslessValue | undefined): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isLosslessObject(value)) return writeLossless(value);
  const parts = Object.keys(value)
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${parts.join(',')}}`;
}

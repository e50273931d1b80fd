import type { Narrative } from 'fhir/r4';

/** One paragraph of plain text as a resource's narrative. */
export function narrative(text: string, status: Narrative['status'] = 'generated'): Narrative {
  return { status, div: `<div xmlns="http://www.w3.org/1999/xhtml">${escaped(text)}</div>` };
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

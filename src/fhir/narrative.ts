/** A FHIR narrative of our own making; `body` is XHTML. */
export function narrative(status: 'generated' | 'extensions' | 'additional', body: string) {
  return { status, div: `<div xmlns="http://www.w3.org/1999/xhtml">${body}</div>` };
}

/** The text as XHTML: markup escaped, characters that XML cannot hold left out. */
export function escapeXhtml(text: string): string {
  return text.replace(NOT_XML, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** One paragraph per line of the text, escaped. Blank lines are left out. */
export function paragraphs(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => `<p>${escapeXhtml(line)}</p>`)
    .join('');
}

// Lone surrogates and control characters make a narrative that an XML-based server cannot store.
const NOT_XML = /[\p{Cs}\uFFFE\uFFFF]|(?![\t\n\r])\p{Cc}/gu;

import { linesOf } from './time/note-lines.ts';

/** A person's text as FHIR may hold it: line breaks are `\n`, and pasted control characters, for which EHRs refuse the whole resource, are left out. */
export function plainWords(text: string): string {
  return linesOf(text).join('\n').replace(NOT_IN_FHIR, '');
}

const NOT_IN_FHIR = /[\p{Cs}\uFFFE\uFFFF]|(?![\t\n])\p{Cc}/gu;

/** What is expected, and the prognosis where one was given apart. */
export interface PrognosisWords {
  readonly outcome: string;
  readonly prognosis?: string;
}

const LEAD = 'Prognosis: ';

/** The words of it where it is kept as a note. */
export function wordsOf({ outcome, prognosis }: PrognosisWords): string {
  return prognosis === undefined ? outcome : `${outcome}\n${LEAD}${prognosis}`;
}

/** What a note of that kind says. */
export function outcomeInNote(text: string): PrognosisWords {
  const at = text.lastIndexOf(`\n${LEAD}`);
  return at < 0 ? { outcome: text } : { outcome: text.slice(0, at), prognosis: text.slice(at + 1 + LEAD.length) };
}

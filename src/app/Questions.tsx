import type { Question } from './questions.ts';
import { href } from './routes.ts';

export interface QuestionsProps {
  readonly questions: readonly Question[];
}

const DOES = { answer: 'Answer', see: 'See' } as const satisfies Record<Question['does'], string>;

/** A link to each question. */
export function Questions({ questions }: QuestionsProps) {
  return questions.map(({ name, does, at }) => (
    <a key={name} href={href(at)}>
      {DOES[does]}: {name}
    </a>
  ));
}

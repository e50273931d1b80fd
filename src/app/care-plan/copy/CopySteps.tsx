import { sentenceCase } from '../../format.ts';
import { ChartText } from './ChartText.tsx';
import { COPY_WORDS, longDate, namesIn } from './copy-words.ts';
import type { CopyLanguage, CopyStep } from './copy-view.ts';

export interface CopyStepsProps {
  readonly steps: readonly CopyStep[];
  readonly language: CopyLanguage;
  /** Said where there are none. */
  readonly none: string;
  /** Says who does it. */
  readonly people: (names: string) => string;
}

/** What is to be done, by whom, when, and how. */
export function CopySteps({ steps, language, none, people }: CopyStepsProps) {
  const words = COPY_WORDS[language];
  if (steps.length === 0) return <p>{none}</p>;
  return (
    <ul>
      {steps.map((step) => {
        const details = [
          step.who.length > 0 && people(namesIn(language, step.who)),
          step.every !== undefined && words.every(step.every),
          step.due !== undefined && words.by(longDate(language, step.due)),
          step.paused && words.paused,
        ].filter((part) => typeof part === 'string');
        return (
          <li key={`${step.what} ${step.instruction ?? ''}`}>
            <b>
              <ChartText language={language}>{step.what}</ChartText>
            </b>
            {step.instruction !== undefined && (
              <p className="copy-detail copy-lines">
                <ChartText language={language}>{step.instruction}</ChartText>
              </p>
            )}
            {details.length > 0 && <p className="copy-detail">{sentenceCase(details.join(', '))}</p>}
          </li>
        );
      })}
    </ul>
  );
}

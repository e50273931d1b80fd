import { ChartText } from './ChartText.tsx';
import { COPY_WORDS, longDate, numberTarget } from './copy-words.ts';
import type { CopyGoal, CopyLanguage } from './copy-view.ts';

export interface CopyGoalsProps {
  /** The patient's own first. */
  readonly goals: readonly CopyGoal[];
  readonly language: CopyLanguage;
}

/** The goals with what is aimed at and by when. */
export function CopyGoals({ goals, language }: CopyGoalsProps) {
  const words = COPY_WORDS[language];
  if (goals.length === 0) return <p>{words.noGoals}</p>;
  return (
    <ul>
      {goals.map((goal) => (
        <li key={`${goal.what} ${goal.target ?? ''}`}>
          <b>
            <ChartText language={language}>{goal.what}</ChartText>
          </b>
          {goal.byPatient && <span className="copy-own"> ({words.ownGoal})</span>}
          <Aim goal={goal} language={language} />
        </li>
      ))}
    </ul>
  );
}

function Aim({ goal, language }: { readonly goal: CopyGoal; readonly language: CopyLanguage }) {
  const words = COPY_WORDS[language];
  const when = [
    goal.due !== undefined && goal.state !== 'reached' && words.by(longDate(language, goal.due)),
    goal.state !== undefined && words[goal.state],
  ].filter((part) => typeof part === 'string');
  if (goal.target === undefined && when.length === 0) return null;
  return (
    <p className="copy-detail">
      {goal.target !== undefined && (
        <>
          {words.aim}: <Target target={goal.target} language={language} />
        </>
      )}
      {goal.target !== undefined && when.length > 0 && ', '}
      {when.join(', ')}
    </p>
  );
}

function Target({ target, language }: { readonly target: string; readonly language: CopyLanguage }) {
  const parts = numberTarget(target);
  if (parts === null) return <ChartText language={language}>{target}</ChartText>;
  const { label, comparator, value } = parts;
  return (
    <>
      {label !== '' && (
        <>
          <ChartText language={language}>{label}</ChartText>{' '}
        </>
      )}
      {COPY_WORDS[language][comparator]} {value}
    </>
  );
}
